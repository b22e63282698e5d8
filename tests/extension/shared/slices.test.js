import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { createSlices, SLICE } from '../../../extension/shared/slices.js';

/** A library of so many papers. @type {{total: number, paths: string[], fails: boolean, held: Promise<void>}} */
let library;
beforeEach(() => (library = { total: 500, paths: [], fails: false, held: Promise.resolve() }));

/** @param {string} words @param {{limit: number, offset: number}} slice */
async function get(words, { limit, offset }) {
  library.paths.push(`${words} ${limit} ${offset}`);
  await library.held;
  if (library.fails) throw new Error('down');
  const count = Math.max(0, Math.min(limit, library.total - offset));
  const items = Array.from({ length: count }, (_, place) => ({ key: `k${offset + place}` }));
  return { total: library.total, items };
}

function made() {
  /** @type {[number, number][]} */
  const arrived = [];
  /** @type {unknown[]} */
  const failed = [];
  const slices = createSlices(get, (item) => item.key, {
    arrived: (from, to) => arrived.push([from, to]),
    failed: (error) => failed.push(error),
  });
  return { slices, arrived, failed };
}
const rest = () => new Promise((resolve) => setTimeout(resolve, 120));

test('a list begins with the slice that is looked at', async () => {
  const { slices } = made();
  assert.deepEqual((await slices.begin('muon'))?.total, 500);
  assert.equal(slices.at(0)?.key, 'k0');
  assert.equal(slices.at(SLICE), undefined);
  assert.deepEqual(library.paths, [`muon ${SLICE} 0`]);
});

test('what comes into view is fetched with its neighbours, each once', async () => {
  const { slices, arrived } = made();
  await slices.begin('');
  slices.want(210, 230, 500);
  slices.want(210, 230, 500);
  await rest();
  slices.want(210, 230, 500);
  await rest();
  assert.deepEqual(arrived.toSorted(([one], [other]) => one - other), [
    [150, 199],
    [200, 249],
    [250, 299],
  ]);
  assert.equal(library.paths.length, 4);
});

test('where the view flies past, nothing is fetched', async () => {
  const { slices } = made();
  await slices.begin('');
  for (let row = 100; row < 400; row += 10) slices.want(row, row + 10, 500);
  await rest();
  const offsets = library.paths.map((path) => Number(path.split(' ').at(-1)));
  assert.deepEqual(offsets.toSorted((one, other) => one - other), [0, 300, 350, 400, 450]);
});

test('an answer to an older question is no answer', async () => {
  const { slices, arrived } = made();
  /** @type {() => void} */
  let release = () => {};
  library.held = new Promise((resolve) => (release = resolve));
  const old = slices.begin('a');
  const now = slices.begin('b');
  release();
  assert.equal(await old, null);
  assert.equal((await now)?.total, 500);
  assert.deepEqual(arrived, []);
});

test('a paper that was changed stands in its place, under its new key too', async () => {
  const { slices } = made();
  await slices.begin('');
  const item = { key: 'doi:1' };
  assert.equal(slices.replace(item, 'k7'), 7);
  assert.equal(slices.at(7), item);
  assert.equal(slices.placeOf('doi:1'), 7);
  assert.equal(slices.placeOf('k7'), -1);
});

test('a slice that cannot be fetched is told, and asked for again', async () => {
  const { slices, failed } = made();
  await slices.begin('');
  library.fails = true;
  slices.want(200, 210, 500);
  await rest();
  assert.ok(failed.length > 0);
  library.fails = false;
  slices.want(200, 210, 500);
  await rest();
  assert.equal(slices.at(200)?.key, 'k200');
});
