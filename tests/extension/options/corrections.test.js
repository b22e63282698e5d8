import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { body } from '../dom.js';
import { fake } from '../fake-chrome.js';
import { FakeService } from '../fake-service.js';
import { corrections } from '../../../extension/options/corrections.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { until } from '../until.js';

const service = new FakeService();
before(async () => {
  await service.start();
  await loadLanguage();
});
after(() => service.stop());

const SITE = {
  host: 'lab.example',
  fields: [{ field: 'authors', preferred: 'highwire', instead_of: 'page', at: '2026-06-19T08:00:00+00:00' }],
};
/** @type {{text: string, undo?: () => any}[]} */
let said = [];
/** @type {any[]} */
let sites = [];
const toast = /** @type {any} */ ({
  say: (/** @type {string} */ text, /** @type {() => any} */ undo) => said.push({ text, undo }),
  fail: (/** @type {Error} */ error) => said.push({ text: `failed: ${error.message}` }),
});

beforeEach(() => {
  said = [];
  sites = [SITE];
  service.answers = {
    'GET /corrections': () => ({ body: { corrections: sites } }),
    'DELETE /corrections/lab.example': () => ({ body: sites.pop() }),
    'POST /corrections': ({ body: site }) => ({ body: (sites.push(site), site) }),
  };
  fake.restart();
  fake.local.values = { connection: { address: service.address, token: 'secret' } };
  body.replaceChildren();
});

async function section() {
  const place = document.createElement('div');
  body.append(place);
  await corrections(place, { toast, again: async () => {} });
  return place;
}

test('each site says what is read otherwise on it', async () => {
  const place = await section();
  assert.match(
    place.textContent ?? '',
    /lab\.exampleAuthors: from citation tags, no longer from what the page shows · /,
  );
});

test('nothing learned says how one corrects', async () => {
  sites = [];
  assert.match((await section()).textContent ?? '', /In the save form, click where a field came from/);
});

test('a site is forgotten, and remembered again by undo', async () => {
  const place = await section();
  place.querySelector('button')?.click();
  await until(() => said.length === 1);
  assert.equal(said[0]?.text, 'lab.example is read like other sites again.');
  await until(() => place.textContent?.includes('Nothing yet'));
  await said[0]?.undo?.();
  await until(() => place.textContent?.includes('lab.example'));
  assert.deepEqual(sites, [SITE]);
});

test('while the service is away it says so', async () => {
  service.answers = { 'GET /corrections': { status: 500, body: { error: { code: 'x', message: 'No.', hint: '' } } } };
  assert.match((await section()).textContent ?? '', /No\./);
});
