import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { body, event } from '../dom.js';
import '../fake-chrome.js';
import { openMenu } from '../../../extension/feed/menu.js';
import { el } from '../../../extension/shared/dom.js';

const HOSTILE = '<img src=x onerror=alert(1)>';

beforeEach(() => body.replaceChildren());

/** @param {string[]} names */
function opened(names) {
  /** @type {string[]} */
  const done = [];
  const anchor = el('button', { id: 'anchor' });
  body.append(anchor);
  openMenu(anchor, 'More', [...names.map((name) => ({ name, act: () => done.push(name) })), false, null]);
  const menu = /** @type {HTMLElement} */ (document.querySelector('[role=menu]'));
  const press = (/** @type {string} */ key) => {
    const pressed = event('keydown', { key });
    document.activeElement?.dispatchEvent(pressed);
    return pressed;
  };
  return { anchor, menu, press, done, focus: () => document.activeElement?.textContent };
}

test('arrows walk the menu round, Home and End lead to its ends', () => {
  const { press, focus } = opened(['one', 'two', 'three']);
  const walk = ['ArrowDown', 'ArrowDown', 'ArrowDown', 'ArrowUp', 'Home', 'End'];
  assert.equal(focus(), 'one');
  assert.deepEqual(walk.map((key) => (press(key), focus())), ['two', 'three', 'one', 'three', 'one', 'three']);
});

test('Escape and Tab close it, and the focus goes back to its button', () => {
  for (const key of ['Escape', 'Tab']) {
    body.replaceChildren();
    const { anchor, press } = opened(['one']);
    assert.equal(anchor.getAttribute('aria-expanded'), 'true');
    press(key);
    assert.deepEqual([document.querySelector('[role=menu]'), document.activeElement, anchor.getAttribute('aria-expanded')], [null, anchor, 'false']);
  }
});

test('no key reaches the page behind it', () => {
  let heard = 0;
  const listen = () => void heard++;
  body.addEventListener('keydown', listen);
  const { press } = opened(['one']);
  for (const key of ['j', 'x', 'ArrowDown', 'Escape']) press(key);
  body.removeEventListener('keydown', listen);
  assert.equal(heard, 0);
});

test('what is chosen is done once, and its name is words', () => {
  const { menu, done } = opened([HOSTILE]);
  assert.equal(menu.querySelector('img'), null);
  menu.querySelector('button')?.click();
  assert.deepEqual([done, document.querySelector('[role=menu]')], [[HOSTILE], null]);
});
