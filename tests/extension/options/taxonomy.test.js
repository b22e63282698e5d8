import assert from 'node:assert/strict';
import { test } from 'node:test';

import { GROUPS } from '../../../extension/options/taxonomy.js';

const ALL = GROUPS.flatMap(([, members]) => members);

test('all 155 categories of arXiv are there, each once and in the service’s form', () => {
  assert.equal(ALL.length, 155);
  assert.equal(new Set(ALL.map(([id]) => id)).size, 155);
  for (const [id, name] of ALL) {
    assert.match(id, /^[a-z][a-z-]+(?:\.[A-Za-z-]+)?$/);
    assert.ok(name.length > 3, id);
  }
});
