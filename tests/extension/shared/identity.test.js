// Addresses lead to the same works here as in the service: one table for both.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { identify } from '../../../extension/shared/identity.js';

/** @type {{url: string, key: string | null, version: number | null, site: string | null, note: string}[]} */
const ADDRESSES = JSON.parse(readFileSync(new URL('../../fixtures/urls.json', import.meta.url), 'utf8'));

for (const { url, key, version, site, note } of ADDRESSES) {
  test(`${key ?? 'no paper'}: ${note} (${url})`, () => {
    assert.deepEqual(identify(url), key === null ? null : { key, version, site });
  });
}

test('an address a megabyte long is no paper and no burden', () => {
  assert.equal(identify(`https://arxiv.org/abs/${'1'.repeat(1_000_000)}`), null);
});

test('a stray percent sign does no harm', () => {
  assert.equal(identify('https://arxiv.org/abs/%'), null);
  assert.equal(identify('https://arxiv.org/abs/1706.03762?x=%')?.key, 'arxiv:1706.03762');
});
