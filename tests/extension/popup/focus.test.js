import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { body } from '../dom.js';
import { focused } from '../../../extension/popup/focus.js';
import { el } from '../../../extension/shared/dom.js';

/** A page with chips and rows, drawn from scratch. @param {string[]} chips @param {string[]} keys */
const draw = (chips, keys) =>
  body.replaceChildren(
    el('div.why', null, ...chips.map((id) => el('button.chip', { type: 'button', id })), el('button', { id: 'word' })),
    el('button', { type: 'button', id: 'brief' }),
    el(
      'ol.papers',
      null,
      ...keys.map((key) =>
        el('li', { 'data-key': key }, el('button.because', { id: `why ${key}` }), el('button', { id: `no ${key}` })),
      ),
    ),
  );

const focus = () => document.activeElement?.id;
/** @param {string} id */
const take = (id) => document.getElementById(id)?.focus();

beforeEach(() => draw(['a', 'b'], ['1', '2', '3']));

test('what has the focus keeps it when the page is drawn anew', () => {
  take('no 2');
  const held = focused();
  draw(['a'], ['1', '2', '3']);
  held.again();
  assert.equal(focus(), 'no 2');
});

test('where a button of a row is gone, its paper keeps the focus', () => {
  take('no 2');
  const held = focused();
  draw([], ['1', '2', '3']);
  document.getElementById('no 2')?.remove();
  held.again();
  assert.equal(focus(), 'why 2');
});

test('where the paper left the list, the one in its place gets the focus, or the last', () => {
  take('no 2');
  const held = focused();
  draw([], ['1', '3']);
  held.again();
  assert.equal(focus(), 'why 3');
  take('no 3');
  const last = focused();
  draw([], ['1']);
  last.again();
  assert.equal(focus(), 'why 1');
});

test('after the last word on a chip the next one gets the focus, or what can be done with the paper', () => {
  take('a');
  const held = focused();
  draw(['b'], []);
  held.again();
  assert.equal(focus(), 'b');
  const last = focused();
  draw([], []);
  last.again();
  assert.equal(focus(), 'brief');
});

test('what is gone with nothing in its place leaves the page alone', () => {
  take('why 1');
  const held = focused();
  draw([], []);
  held.again();
  assert.notEqual(focus(), 'brief');
});
