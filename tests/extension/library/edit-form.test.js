import assert from 'node:assert/strict';
import { test } from 'node:test';

import '../fake-chrome.js';
import '../dom.js';
import { changeOf } from '../../../extension/library/edit-form.js';

const PAPER = /** @type {Paper} */ (
  /** @type {unknown} */ ({ title: 'Muon', authors: ['Ada Lovelace', 'Alan Turing'], venue: '', published: '2026-06' })
);

test('a form that is sent as it stood changes nothing', () => {
  const written = { title: ' Muon ', authors: 'Ada Lovelace;Alan Turing;', venue: ' ', published: '2026-06' };
  assert.deepEqual(changeOf(PAPER, written), {});
});

test('only what is written otherwise is sent', () => {
  assert.deepEqual(changeOf(PAPER, { title: 'Muon\nagain', authors: 'Ada Lovelace\nGrace Hopper', venue: 'ICML' }), {
    title: 'Muon again',
    authors: ['Ada Lovelace', 'Grace Hopper'],
    venue: 'ICML',
  });
  assert.deepEqual(changeOf(PAPER, { published: '' }), { published: '' });
});
