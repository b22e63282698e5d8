import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { FakeLibrary } from '../fake-library.js';
import { facts } from '../answers.js';
import { saveShown } from '../../../extension/background/orders.js';

const URL = 'https://journal.example.org/articles/7';
let library = new FakeLibrary();

beforeEach(() => {
  fake.restart();
  fake.local.values = { connection: { address: 'http://127.0.0.1:1', token: 'secret' } };
  fake.tabs = [{ id: 1, url: URL, content: () => facts(URL) }];
  library = new FakeLibrary();
  /** @type {any} */ (globalThis).fetch = library.fetch;
});

/** What would be sent. */
const order = () => {
  const [letter] = Object.entries(fake.local.values).filter(([name]) => name.startsWith('outbox:'));
  return letter?.[1].order;
};

test('an order that stands for itself goes as it is', async () => {
  library.up = false;
  const whole = { key: 'arxiv:1706.03762', idempotency_key: 'k1' };
  assert.deepEqual(await saveShown(whole), { waiting: 1 });
  assert.deepEqual(order(), whole);
});

test('the facts of the page that is shown go with the order', async () => {
  library.up = false;
  const own = { idempotency_key: 'k2', tags: ['floods'] };
  await saveShown(own, { tabId: 1, url: URL });
  assert.deepEqual(order(), { ...own, facts: facts(URL) });
});

test('another page than the one that was shown is not saved in its place', async () => {
  const told = await saveShown({ idempotency_key: 'k3' }, { tabId: 1, url: 'https://journal.example.org/articles/6' });
  assert.equal('trouble' in told && told.trouble.code, 'moved');
  assert.equal(order(), undefined);
});
