import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createSelection } from '../../../extension/shared/selection.js';

const KEYS = ['a', 'b', 'c', 'd', 'e'];
const between = (/** @type {number} */ from, /** @type {number} */ to) => KEYS.slice(from, to + 1);

test('a range reaches from the one that was touched last, either way', () => {
  const chosen = createSelection();
  chosen.toggle('d', 3);
  chosen.reach(between, 1);
  assert.deepEqual(chosen.keys().toSorted(), ['b', 'c', 'd']);
  chosen.reach(between, 4);
  assert.equal(chosen.size, 4);
});

test('a range without a beginning is the one paper', () => {
  const chosen = createSelection();
  chosen.reach(between, 2);
  assert.deepEqual(chosen.keys(), ['c']);
});

test('one is chosen and let go, all are, and those that are gone leave it', () => {
  const chosen = createSelection();
  chosen.toggle('a', 0);
  chosen.toggle('a', 0);
  assert.equal(chosen.size, 0);
  chosen.take(KEYS);
  chosen.drop(['a', 'b']);
  chosen.rename('c', 'doi:c');
  assert.deepEqual(chosen.keys(), ['d', 'e', 'doi:c']);
  chosen.drop();
  assert.equal(chosen.size, 0);
});
