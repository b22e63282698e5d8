import assert from 'node:assert/strict';
import { test } from 'node:test';

import { addressOf, asked, isNarrowed, isOn, listOf, pathOf, toggled, whole } from '../../../extension/feed/address.js';

const WHOLE = '?tab=trending&entry=a&entry=b&source=arxiv&category=cs.LG&code=1&unread=1&from=40';

test('what an address asks for is written as the same address', () => {
  assert.equal(addressOf(asked(WHOLE)), WHOLE);
  assert.equal(addressOf(asked('')), '');
  assert.equal(addressOf(asked('?tab=radar&from=0')), '');
});

test('an address with nonsense is the whole radar', () => {
  assert.deepEqual(asked('?tab=all&entry=&code=yes&from=-3&what=1'), asked(''));
  assert.deepEqual(asked('?from=1e9'), asked(''));
});

test('an address takes no more values, and no farther place, than a reader could ask for', () => {
  const many = asked(`?${Array.from({ length: 900 }, (_, number) => `entry=${number}`).join('&')}&from=9999999`);
  assert.equal(many.entries.length, 50);
  assert.equal(many.from, 1_000_000);
  assert.equal(asked(`?q=${'x'.repeat(9_000)}`).q.length, 500);
});

test('filters of a kind add up, and each is taken out as it was put in, from the first paper on', () => {
  const two = toggled(toggled(asked('?from=40'), 'entry', 'a'), 'entry', 'b');
  assert.equal(addressOf(two), '?entry=a&entry=b');
  assert.equal(addressOf(toggled(two, 'entry', 'a')), '?entry=b');
  assert.equal(addressOf(toggled(toggled(two, 'code'), 'code')), '?entry=a&entry=b');
  assert.ok(isOn(two, 'entry', 'b') && !isOn(two, 'source', 'b') && !isOn(two, 'unread'));
});

test('where it is shown from makes it no other list', () => {
  assert.equal(listOf(asked(WHOLE)), listOf({ ...asked(WHOLE), from: 0 }));
  assert.notEqual(listOf(asked(WHOLE)), listOf(whole('trending')));
});

test('the service is asked for the feed with its filters, or for the search alone', () => {
  assert.equal(
    pathOf(asked('?entry=a&from=20'), '', { limit: 50, offset: 0, order: '' }),
    '/feed?entry=a&limit=50&offset=0',
  );
  assert.equal(pathOf(asked('?q=muon&entry=a'), '/keys', { order: 'o' }), '/search/keys?q=muon&order=o');
});

test('a tab alone narrows nothing, a blank search neither', () => {
  assert.equal(isNarrowed(asked('?tab=categories&from=20&q=++')), false);
  assert.equal(isNarrowed(asked('?unread=1')), true);
  assert.equal(isNarrowed(asked('?category=cs.LG')), true);
});
