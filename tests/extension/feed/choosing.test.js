import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { body } from '../dom.js';
import '../fake-chrome.js';
import { createBulk } from '../../../extension/feed/bulk.js';
import { createChoosing } from '../../../extension/feed/choosing.js';
import { el } from '../../../extension/shared/dom.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { item, pageOf } from './page.js';

beforeEach(async () => {
  body.replaceChildren();
  await loadLanguage();
});

/** @param {FeedItem[]} items */
function world(items) {
  /** @type {number[]} */
  const told = [];
  const choosing = createChoosing(pageOf(items).page, (count) => told.push(count));
  const rows = items.map((one, index) => el('div.paper', { 'data-key': one.key }, ...choosing.pick(one, index)));
  body.append(el('div', { id: 'list' }, ...rows));
  return { choosing, rows, told };
}
const FOUR = () => ['a', 'b', 'c', 'd'].map((key) => item({ key }));

test('a paper is chosen and let go, in its row and in the count', async () => {
  const { choosing, rows, told } = world(FOUR());
  await choosing.toggle(1);
  assert.deepEqual([choosing.keys(), told, rows[1]?.classList.contains('selected')], [['b'], [1], true]);
  assert.ok(rows[1]?.querySelector('input')?.checked);
  await choosing.toggle(1);
  assert.deepEqual([choosing.size, rows[1]?.classList.contains('selected')], [0, false]);
});

test('a range reaches over papers that were never fetched', async () => {
  const { choosing } = world(FOUR());
  await choosing.toggle(0);
  await choosing.toggle(3, true);
  assert.deepEqual(choosing.keys(), ['a', 'b', 'c', 'd']);
});

test('a paper that is not for the reader is not chosen', async () => {
  const { choosing } = world([item({ key: 'a', dismissed: true })]);
  await choosing.toggle(0);
  assert.equal(choosing.size, 0);
});

test('the bar says how many are chosen, and offers all and a brief across them', () => {
  const [place, slot] = [el('div', null), el('div', null)];
  const act = () => {};
  const bulk = createBulk(place, slot, { brief: act, save: act, cite: act, dismiss: act, all: act, none: act });
  bulk.show(0, 9);
  assert.deepEqual([place.hidden, slot.textContent], [true, '']);
  bulk.show(2, 9);
  assert.deepEqual([place.hidden, slot.textContent], [false, 'Brief on 2 selected']);
  assert.match(place.textContent ?? '', /2 selected.*Select all 9/);
  bulk.show(9, 9);
  assert.equal(/** @type {HTMLElement} */ (place.querySelector('#bulk-all')).hidden, true);
});
