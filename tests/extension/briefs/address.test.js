import assert from 'node:assert/strict';
import { test } from 'node:test';

import { addressOfBrief, addressOfList, asked, fitting } from '../../../extension/briefs/address.js';

test('an address asks for a brief, for one of chosen papers, for the feed, or for the list', () => {
  assert.equal(asked(addressOfBrief('0123456789abcdef01234567')).id, '0123456789abcdef01234567');
  for (const id of ['..', 'usage', 'a&b', '../feed']) assert.equal(asked(addressOfBrief(id)).id, '');
  assert.deepEqual(asked('?kind=beside&keys=arxiv%3A1&keys=doi%3Aa%2Cb&keys=arxiv%3A1').chosen, {
    keys: ['arxiv:1', 'doi:a,b'],
    kind: 'beside',
  });
  assert.equal(asked('?feed').feed, true);
  assert.deepEqual(asked(addressOfList(' a b ')), { id: '', chosen: null, feed: false, q: 'a b' });
  assert.equal(addressOfList('  '), '');
});

test('a kind that so many papers cannot have becomes one that they can', () => {
  assert.equal(fitting(1, 'several'), 'paper');
  assert.equal(fitting(2, 'paper'), 'several');
  assert.equal(fitting(2, 'nonsense'), 'several');
  assert.equal(fitting(3, 'beside'), 'beside');
});
