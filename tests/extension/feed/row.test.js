import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { hit, paper } from '../answers.js';
import { body } from '../dom.js';
import { fake } from '../fake-chrome.js';
import { asked } from '../../../extension/feed/address.js';
import { reachable, row, waiting } from '../../../extension/feed/row.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

const HOSTILE = '<img src=x onerror=alert(1)>';
/** @type {string[]} */
let done = [];
const acts = /** @type {import('../../../extension/feed/row.js').RowActs} */ ({
  unfold: (index) => done.push(`unfold ${index}`),
  read: (item) => done.push(`read ${item.key}`),
  buttons: () => [],
  below: () => null,
  author: (_, author) => done.push(`author ${author}`),
  pick: () => [],
  restore: (index) => done.push(`restore ${index}`),
  go: () => done.push('go'),
});
/** @param {Partial<FeedItem>} [fields] @param {Partial<import('../../../extension/feed/row.js').RowLook>} [as] */
function drawn(fields = {}, as = {}) {
  const item = /** @type {FeedItem} */ ({ ...paper(), section: 'today', new: false, read: false, brief: null, places: [], ...fields });
  const look = { asked: asked(''), section: null, current: true, open: false, allAuthors: false, picked: false, ...as };
  const one = row(4, item, look, acts);
  body.replaceChildren(one);
  return one;
}
/** @param {Element} one @param {string} selector */
const text = (one, selector) => one.querySelector(selector)?.textContent;

beforeEach(async () => {
  fake.restart();
  done = [];
  await loadLanguage();
});

test('a paper is numbered by its place, and its title leads to its page', () => {
  const one = drawn();
  assert.equal(text(one, '.number'), '05.');
  assert.equal(one.querySelector('h3 a')?.getAttribute('href'), 'https://arxiv.org/abs/2602.11557');
  /** @type {HTMLElement} */ (one.querySelector('h3 a')).click();
  assert.deepEqual(done, ['read arxiv:2602.11557']);
});

test('what a paper says is words, and its addresses are http or none', () => {
  const one = drawn({ title: HOSTILE, authors: [HOSTILE], abstract: HOSTILE, url: 'javascript:alert(1)', pdf_url: 'data:x' });
  assert.equal(one.querySelector('img'), null);
  assert.equal(one.querySelector('a'), null);
  assert.equal(text(one, 'h3'), HOSTILE);
});

test('of a search its words are underlined in place of the hits, and it says where they may stand alone', () => {
  const marks = { title: ['norm'], abstract: ['stud'], authors: ['zou'] };
  const hits = [hit({ kind: 'topic', field: 'title', index: 0, start: 0, end: 3, text: 'The' })];
  const authors = ['Zoubin Ghahramani', 'Ana Souza', 'Difan Zou'];
  const one = drawn({ title: 'The spectral norm', abstract: 'We study it.', authors, hits, places: ['library', 'briefs'] }, { marks });
  assert.deepEqual([...one.querySelectorAll('mark')].map((mark) => mark.textContent), ['norm', 'Zou', 'Zou', 'stud']);
  assert.match(text(one, '.kicker') ?? '', /in your library · in a brief/);
  assert.doesNotMatch(text(drawn({ places: ['library'] }), '.kicker') ?? '', /library/);
});

test('the author who is followed is underlined, one who may be them is told apart', () => {
  const one = drawn({
    hits: [
      hit({ field: 'authors', index: 2, start: 0, end: 9, text: 'Difan Zou' }),
      hit({ entry_id: 'e2', level: 'possible', field: 'authors', index: 0, start: 0, end: 8, text: 'Jichu Li' }),
    ],
  });
  assert.deepEqual([...one.querySelectorAll('.authors mark')].map((mark) => `${mark.textContent} ${mark.className}`), [
    'Jichu Li author possible',
    'Difan Zou author',
  ]);
});

test('a long list of authors is folded around who is followed, and unfolds', () => {
  const names = Array.from({ length: 30 }, (_, number) => `Author ${number}`);
  const one = drawn({ authors: names, hits: [hit({ field: 'authors', index: 14, start: 0, end: 9, text: 'Author 14' })] });
  assert.equal(text(one, '.authors'), 'Author 0, Author 1, Author 2, and 11 more, Author 14, and 14 more, Author 29');
  /** @type {HTMLElement} */ (one.querySelector('.authors .more')).click();
  assert.equal(text(one, '.authors'), names.join(', '));
});

test('an abstract of two lines unfolds by a click on it, and says so to who cannot see it', () => {
  const abstract = 'We study the implicit bias of mini-batch stochastic steepest descent. '.repeat(9);
  const one = drawn({ abstract });
  assert.equal(one.querySelector('.fold')?.getAttribute('aria-expanded'), 'false');
  /** @type {HTMLElement} */ (one.querySelector('.abstract')).click();
  assert.deepEqual(done, ['unfold 4']);
  assert.equal(drawn({ abstract }, { open: true }).querySelector('.fold')?.getAttribute('aria-expanded'), 'true');
  assert.equal(drawn({ abstract: 'Withdrawn by its authors.' }).querySelector('.fold'), null, 'all of it is there');
});

test('of a paper that is not for the reader a line is left, with a way back', () => {
  const one = drawn({ dismissed: true });
  assert.equal(one.querySelector('h3'), null);
  assert.ok(one.textContent?.includes('05.'));
  /** @type {HTMLElement} */ (one.querySelector('button')).click();
  assert.deepEqual(done, ['restore 4']);
});

test('Tab reaches what is in the current paper alone', () => {
  const one = drawn({}, { current: false });
  assert.ok([...one.querySelectorAll('a, button')].every((each) => /** @type {HTMLElement} */ (each).tabIndex === -1));
  reachable(one, true);
  assert.ok([one, ...one.querySelectorAll('a, button')].every((each) => /** @type {HTMLElement} */ (each).tabIndex === 0));
});

test('a section begins with its heading, on a paper that is on its way too', () => {
  const section = /** @type {FeedSection} */ ({ name: 'week', from: 4, total: 1200 });
  assert.equal(text(drawn({}, { section }), 'h2'), 'This week 1,200');
  assert.equal(text(waiting(4, section), 'h2'), 'This week 1,200');
});
