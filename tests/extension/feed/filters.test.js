import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import '../dom.js';
import '../fake-chrome.js';
import { asked } from '../../../extension/feed/address.js';
import { filtersOn, groups, steady, unfiltered } from '../../../extension/feed/filters.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

before(() => loadLanguage());

/** @type {FeedFacets} */
const FACETS = {
  entries: [
    { id: 'a1', kind: 'author', value: 'Difan Zou', count: 3 },
    { id: 't1', kind: 'topic', value: 'diffusion', count: 2 },
    { id: 't2', kind: 'topic', value: 'Muon', count: 9 },
    { id: 'c1', kind: 'category', value: 'cs.LG', count: 8 },
    { id: 'c2', kind: 'category', value: 'q-bio', count: 1 },
  ],
  sources: [
    { name: 'arxiv', count: 12 },
    { name: 'feed:nature', count: 1 },
  ],
  categories: [{ name: 'cs.LG', count: 8 }],
  code: 0,
  unread: 12,
  total: 13,
};
const JOURNALS = new Map([['feed:nature', 'Nature']]);

/** @param {string} search */
const shown = (search) =>
  groups(asked(search), FACETS, JOURNALS).map(({ name, choices }) => [
    name,
    choices.map(({ label, count, on }) => `${on ? '✓' : ''}${label} ${count}`),
  ]);

test('what there is to choose stands by its kind, the most papers first', () => {
  assert.deepEqual(shown(''), [
    ['switches', ['unread 12', 'with code 0']],
    ['author', ['Difan Zou 3']],
    ['topic', ['Muon 9', 'diffusion 2']],
    ['category', ['cs.LG 8', 'q-bio 1']],
    ['source', ['arXiv 12', 'Nature 1']],
  ]);
});

test('a category that is followed is one choice, unless the address names it as followed', () => {
  assert.deepEqual(shown('?entry=c1').find(([name]) => name === 'category'), ['category', ['cs.LG 8', '✓cs.LG 8', 'q-bio 1']]);
});

test('what is on stays to be chosen where no paper is left, and where it is followed no more', () => {
  const there = Object.fromEntries(shown('?entry=gone&category=math.OC&source=arxiv'));
  assert.deepEqual(there['gone'], ['✓no longer followed 0']);
  assert.deepEqual(there['category'], ['cs.LG 8', 'q-bio 1', '✓math.OC 0']);
  assert.deepEqual(there['source'], ['✓arXiv 12', 'Nature 1']);
});

test('the chips say what is on in the reader’s words; before the counts are there, names are not known', () => {
  const on = asked('?entry=a1&entry=x&source=feed%3Anature&category=cs.LG&code=1&unread=1');
  /** @param {FeedFacets | null} facets */
  const words = (facets) => filtersOn(on, { facets, journals: JOURNALS }).map(({ what, label }) => `${what} ${label}`.trim());
  assert.deepEqual(words(FACETS), [
    'author Difan Zou',
    'no longer followed',
    'category cs.LG',
    'source Nature',
    'with code',
    'unread',
  ]);
  assert.deepEqual(words(null).slice(0, 2), ['…', '…']);
  assert.deepEqual(filtersOn(unfiltered(on), { facets: FACETS, journals: JOURNALS }), []);
});

test('what is ticked moves no other choice', () => {
  const [, , topics] = groups(asked(''), FACETS, JOURNALS);
  const before = (topics?.choices ?? []).map(({ kind, value }) => `${kind} ${value}`);
  const entries = FACETS.entries.map((entry) => ({ ...entry, count: entry.id === 't1' ? 20 : entry.count }));
  const [, , counted] = groups(asked(''), { ...FACETS, entries }, JOURNALS);
  assert.deepEqual(counted?.choices.map(({ label }) => label), ['diffusion', 'Muon']);
  assert.deepEqual(steady(counted?.choices ?? [], before).map(({ label }) => label), ['Muon', 'diffusion']);
});
