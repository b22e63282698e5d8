import assert from 'node:assert/strict';
import { test } from 'node:test';

import '../fake-chrome.js';
import '../dom.js';
import { nextFrom, previousFrom } from '../../../extension/feed/batch.js';
import { sectionAt } from '../../../extension/feed/sections.js';

/** @type {FeedSection[]} */
const SECTIONS = [
  { name: 'looked', from: 0, total: 3 },
  { name: 'today', from: 3, total: 0 },
  { name: 'week', from: 3, total: 60 },
];
/** @param {number} index @param {number} first */
const name = (index, first) => sectionAt(SECTIONS, index, first)?.name ?? '';

test('a heading stands above the first paper of a section that has any', () => {
  assert.deepEqual([0, 1, 2, 3, 4].map((index) => name(index, 0)), ['looked', '', '', 'week', '']);
});

test('a batch that begins within a section begins with its heading', () => {
  assert.deepEqual([20, 21].map((index) => name(index, 20)), ['week', '']);
  assert.equal(name(63, 63), '');
});

test('the next batch is the one after that which is being read, the former the one before what is shown', () => {
  assert.equal(nextFrom(0, 0), 20);
  assert.equal(nextFrom(0, 19), 20);
  assert.equal(nextFrom(0, 57), 60);
  assert.equal(nextFrom(7, 8), 27);
  assert.equal(nextFrom(40, -1), 60);
  assert.equal(previousFrom(27), 7);
  assert.equal(previousFrom(7), 0);
});
