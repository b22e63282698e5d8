import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import '../dom.js';
import '../fake-chrome.js';
import { createUndo } from '../../../extension/feed/undo.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { pageOf } from './page.js';

before(() => loadLanguage());

/** @returns {{undoing: import('../../../extension/feed/undo.js').Undo, back: string[], press: (name: string) => void}} */
function world() {
  const { page, press } = pageOf([]);
  return { undoing: createUndo(page.toast), back: [], press };
}

test('the key takes back what was done, the latest first, and then there is nothing', () => {
  const { undoing, back } = world();
  undoing.say('saved', () => back.push('save'));
  undoing.toast.say('followed', () => back.push('follow'));
  undoing.toast.say('only told');
  assert.deepEqual([undoing.undo(), undoing.undo(), undoing.undo()], [true, true, false]);
  assert.deepEqual(back, ['follow', 'save']);
});

test('what the toast took back is not taken back by the key once more', () => {
  const { undoing, back, press } = world();
  undoing.say('saved', () => back.push('save'));
  press('Undo');
  assert.equal(undoing.undo(), false);
  assert.deepEqual(back, ['save']);
});

test('what cannot be taken back any more is passed by', () => {
  const { undoing, back } = world();
  undoing.say('saved', () => back.push('save'));
  undoing.say('dismissed', () => back.push('dismiss'), { stands: () => false });
  assert.equal(undoing.undo(), true);
  assert.deepEqual(back, ['save']);
});
