import assert from 'node:assert/strict';
import { test } from 'node:test';

import '../dom.js';
import '../fake-chrome.js';
import { hit, paper } from '../answers.js';
import { suggestions } from '../../../extension/popup/follow-topic.js';

/** @param {string[][]} shared @returns {Related} */
const related = (...shared) => ({
  order: 'o',
  total: shared.length,
  new: 0,
  offset: 0,
  items: shared.map((words) => ({ ...paper(), score: 1, new: false, reasons: [], shared: words })),
});

test('phrases that many related papers share come first, then the categories', () => {
  const offered = suggestions(
    paper(),
    related(['Muon', 'steepest descent'], ['steepest descent'], ['Muon', 'max-margin']),
  );
  assert.deepEqual(
    offered.map(({ value }) => value),
    ['steepest descent', 'max-margin', 'Muon', 'cs.LG', 'math.OC'],
  );
  assert.deepEqual(
    offered.map(({ kind }) => kind),
    ['topic', 'topic', 'topic', 'category', 'category'],
  );
});

test('what is followed is not offered, however it is written', () => {
  const hits = [hit({ kind: 'topic', value: 'muon' }), hit({ kind: 'category', value: 'cs.LG' })];
  assert.deepEqual(
    suggestions(paper({ hits }), related(['Muon'])).map(({ value }) => value),
    ['math.OC'],
  );
});

test('without related papers the categories are offered', () => {
  assert.deepEqual(
    suggestions(paper(), null).map(({ value }) => value),
    ['cs.LG', 'math.OC'],
  );
});

test('what is part of something offered is not offered too', () => {
  const offered = suggestions(
    paper({ categories: [] }),
    related(['event cameras', 'event'], ['event cameras', 'Event'], ['fast event cameras', 'events']),
  );
  assert.deepEqual(
    offered.map(({ value }) => value),
    ['event cameras', 'events'],
  );
});
