import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { begin, drawn, said, service } from './section.js';
import { corrections } from '../../../extension/options/corrections.js';
import { until } from '../until.js';

const SITE = {
  host: 'lab.example',
  fields: [{ field: 'authors', preferred: 'highwire', instead_of: 'page', at: '2026-06-19T08:00:00+00:00' }],
};
/** @type {any[]} */
let sites = [];

beforeEach(() => {
  sites = [SITE];
  begin({
    'GET /corrections': () => ({ body: { corrections: sites } }),
    'DELETE /corrections/lab.example': () => ({ body: sites.pop() }),
    'POST /corrections': ({ body: site }) => ({ body: (sites.push(site), site) }),
  });
});

const section = () => drawn(corrections);

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
