import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { facts } from '../answers.js';
import { orderOf } from '../../../extension/background/orders.js';

const URL = 'https://journal.example.org/articles/7';
const order = { idempotency_key: 'k', tags: ['floods'] };

beforeEach(() => {
  fake.restart();
  fake.tabs = [{ id: 1, url: URL, content: () => facts(URL) }];
});

test('an order that stands for itself goes as it is', async () => {
  assert.equal(await orderOf(order), order);
});

test('the facts of the page that is shown go with the order', async () => {
  assert.deepEqual(await orderOf(order, { tabId: 1, url: URL }), { ...order, facts: facts(URL) });
});

test('another page than the one that was shown is not saved in its place', async () => {
  const told = await orderOf(order, { tabId: 1, url: 'https://journal.example.org/articles/6' });
  assert.equal('trouble' in told && told.trouble.code, 'moved');
});
