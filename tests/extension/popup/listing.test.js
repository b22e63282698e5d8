import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import '../dom.js';
import { answer, hit, paper } from '../answers.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { listingHead, listingPapers } from '../../../extension/popup/listing.js';

beforeEach(async () => {
  fake.restart();
  await loadLanguage();
});

/** @param {number} rows @param {number} understood @param {PaperAnswer[]} [papers] */
const listing = (rows, understood, papers = []) =>
  answer({ page: { ...answer().page, kind: 'listing', rows, understood }, papers });
const nothing = /** @type {any} */ ({});

test('a listing of which nothing was understood says how many rows there are, and what to do', () => {
  const said = listingHead(listing(264, 0)).textContent ?? '';
  assert.match(said, /Listing: 0 of 264 rows understood\./);
  assert.match(said, /Open a paper to have it matched, and look for an update/);
});

test('a listing with some broken rows counts them, one without says nothing of it', () => {
  assert.match(listingHead(listing(62, 60)).textContent ?? '', /60 of 62 rows understood\. ?The other rows/);
  assert.doesNotMatch(listingHead(listing(62, 62)).textContent ?? '', /understood/);
});

test('dismissed papers are folded away and can be taken back; a saved one stays', () => {
  /** @type {string[]} */
  const back = [];
  const actions = { ...nothing, takeBack: (/** @type {PaperAnswer} */ one) => void back.push(one.key) };
  const papers = [
    paper({ key: 'a', title: 'Shown', hits: [hit()] }),
    paper({ key: 'b', title: 'Gone', hits: [hit()], dismissed: true }),
    paper({ key: 'c', title: 'Kept', saved: true, dismissed: true }),
  ];
  const drawn = listingPapers(listing(3, 3, papers), actions, new Set());
  const titles = (/** @type {string} */ where) =>
    [...drawn.querySelectorAll(`${where} h2`)].map((title) => title.textContent);
  assert.deepEqual(titles(':scope > ol'), ['Shown', 'Kept']);
  assert.deepEqual(titles('details'), ['Gone']);
  assert.equal(drawn.querySelector('summary')?.textContent, '1 not for you');
  /** @type {HTMLElement} */ (drawn.querySelector('details button.link')).click();
  assert.deepEqual(back, ['b']);
});
