import assert from 'node:assert/strict';
import { test } from 'node:test';

import { addressOf, asked, isNarrowed, queryOf, toggled } from '../../../extension/library/address.js';

const WHOLE = '?q=muon&tag=a+b&tag=c&status=read&source=web&year=2026&sort=-title&open=arxiv%3A2602.11557';

test('what an address asks for is written as the same address', () => {
  assert.equal(addressOf(asked(WHOLE)), WHOLE);
  assert.equal(addressOf(asked('')), '');
  assert.equal(addressOf(asked('?sort=saved')), '');
});

test('an address with nonsense is the whole library', () => {
  assert.deepEqual(asked('?sort=random&tag=&tag=&what=1'), asked(''));
});

test('the service is asked for filters, and for order and slice where a list is wanted', () => {
  assert.equal(queryOf(asked('?q=+muon+&open=x&sort=stars')), 'q=muon');
  assert.equal(queryOf(asked('?tag=a&tag=b&sort=stars'), { limit: 50, offset: 100 }), 'tag=a&tag=b&sort=stars&limit=50&offset=100');
});

test('tags add up, of a status there is one, and each is taken out as it was put in', () => {
  const two = toggled(toggled(asked('?status=read'), 'tag', 'a'), 'tag', 'b');
  assert.deepEqual(two.tags, ['a', 'b']);
  assert.deepEqual(toggled(two, 'tag', 'a').tags, ['b']);
  assert.equal(toggled(two, 'status', 'reading').status, 'reading');
  assert.equal(toggled(two, 'status', 'read').status, '');
});

test('an order narrows nothing, a blank search neither', () => {
  assert.equal(isNarrowed(asked('?sort=title&q=++&open=x')), false);
  assert.equal(isNarrowed(asked('?year=2026')), true);
});
