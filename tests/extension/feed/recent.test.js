import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import '../dom.js';
import { fake } from '../fake-chrome.js';
import { forget, recent, remember } from '../../../extension/feed/recent.js';

beforeEach(() => fake.restart());

test('the latest search is the first, each once, a dozen of them', async () => {
  for (let number = 0; number < 14; number++) await remember(`search ${number}`);
  await remember('Search 5 ');
  await remember('x');
  const kept = await recent();
  assert.deepEqual([kept.length, kept.slice(0, 3)], [12, ['Search 5', 'search 13', 'search 12']]);
  await forget();
  assert.deepEqual(await recent(), []);
});

test('what is no list of texts is none', async () => {
  fake.local.values = { searches: { q: 1 } };
  assert.deepEqual(await recent(), []);
  fake.local.values = { searches: ['muon', 3] };
  assert.deepEqual(await recent(), ['muon']);
});
