import assert from 'node:assert/strict';
import { test } from 'node:test';

import { createHeights } from '../../../extension/shared/heights.js';

test('rows stand below each other as they were guessed', () => {
  const heights = createHeights(10_000, 100);
  assert.equal(heights.total, 1_000_000);
  assert.equal(heights.topOf(9_999), 999_900);
  assert.equal(heights.indexAt(499_999), 4_999);
  assert.equal(heights.indexAt(500_000), 5_000);
});

test('a row that is higher moves those below it, and only them', () => {
  const heights = createHeights(100, 100);
  assert.equal(heights.set(10, 160), 60);
  assert.equal(heights.set(10, 160), 0);
  assert.equal(heights.topOf(10), 1_000);
  assert.equal(heights.topOf(11), 1_160);
  assert.equal(heights.total, 10_060);
  assert.equal(heights.indexAt(1_159), 10);
  heights.set(3, 40);
  assert.equal(heights.topOf(10), 940);
});

test('above all is the first row, below all the last, of none there is none', () => {
  const heights = createHeights(3, 50);
  assert.equal(heights.indexAt(-10), 0);
  assert.equal(heights.indexAt(9_999), 2);
  assert.equal(createHeights(0, 50).indexAt(0), -1);
  assert.equal(createHeights(0, 50).total, 0);
});

test('where a row stands is the sum of those above it, whatever was measured in whichever order', () => {
  const heights = createHeights(40, 10);
  const sizes = Array.from({ length: 40 }, () => 10);
  let seed = 7;
  const next = (/** @type {number} */ most) => (seed = (seed * 16_807) % 2_147_483_647) % most;
  for (let turn = 0; turn < 500; turn++) {
    const index = next(40);
    sizes[index] = 1 + next(90);
    heights.set(index, Number(sizes[index]));
    const row = next(40);
    const top = sizes.slice(0, row).reduce((sum, one) => sum + one, 0);
    assert.equal(heights.topOf(row), top);
    assert.equal(heights.indexAt(top), row);
  }
});
