import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { keepPlace, placeOf } from '../../../extension/feed/place.js';

/** @param {number} at */
const place = (at) => ({ key: 'k', index: 24, into: 30, above: -1, from: 20, order: 'o', day: '2026-11-21', at });

beforeEach(() => fake.restart());

test('each list is left at a place of its own', async () => {
  await keepPlace('', place(Date.now()));
  await keepPlace('entry=a', { ...place(Date.now()), index: 3 });
  assert.equal((await placeOf(''))?.index, 24);
  assert.equal((await placeOf('entry=a'))?.index, 3);
  assert.equal(await placeOf('entry=b'), null);
});

test('where it was left long ago is no place to open at', async () => {
  await keepPlace('', place(Date.now() - 15 * 86_400_000));
  assert.equal(await placeOf(''), null);
});

test('of many lists the places of the latest are kept', async () => {
  const now = Date.now();
  for (let number = 0; number < 60; number++) await keepPlace(`entry=${number}`, place(now - 60 + number));
  assert.equal(await placeOf('entry=0'), null);
  assert.ok(await placeOf('entry=59'));
  assert.equal(Object.keys(fake.local.values.feedPlaces).length, 40);
});
