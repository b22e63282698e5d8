import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { body, event } from '../dom.js';
import '../fake-chrome.js';
import { listenToKeys } from '../../../extension/feed/keys.js';
import { el } from '../../../extension/shared/dom.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

/** @type {string[]} */
let done = [];
listenToKeys(/** @type {any} */ (new Proxy({}, { get: (_, name) => () => done.push(String(name)) })));

beforeEach(async () => {
  done = [];
  body.replaceChildren();
  await loadLanguage();
});

/** @param {Element} where @param {string} key @param {object} [held] */
function press(where, key, held = {}) {
  const pressed = event('keydown', { key, ...held });
  body.append(where);
  where.dispatchEvent(pressed);
  return pressed;
}

test('each key does its act, and the browser does not do its own', () => {
  const row = el('div.paper', null);
  for (const key of 'jkosbxwcfvunp/') assert.ok(press(row, key).defaultPrevented, key);
  const acts = 'next previous page save brief dismiss why cite follow select undo nextBatch previousBatch search';
  assert.deepEqual(done, acts.split(' '));
});

test('Enter unfolds the paper it stands at, and is a button’s own on a button', () => {
  press(el('div.paper', null), 'Enter');
  press(el('button', null), 'Enter');
  assert.deepEqual(done, ['unfold']);
});

test('what is typed is typed, and Escape leaves the field', () => {
  for (const field of [el('input', { type: 'search' }), el('textarea', null), el('select', null)]) {
    press(field, 's');
    press(field, '?');
  }
  assert.deepEqual(done, []);
  press(el('input', null), 'Escape');
  assert.deepEqual(done, ['escape']);
});

test('a key that is held walks on, but does nothing else twice; with Control it is the browser’s', () => {
  const row = el('div.paper', null);
  for (const key of 'jx') press(row, key, { repeat: true });
  for (const held of ['ctrlKey', 'metaKey', 'altKey']) press(row, 's', { [held]: true });
  assert.deepEqual(done, ['next']);
});

test('on the box that chooses a paper the keys go on', () => {
  press(el('input', { type: 'checkbox' }), 'j');
  assert.deepEqual(done, ['next']);
});
