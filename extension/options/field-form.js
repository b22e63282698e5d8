/** @file A field under its label with a button beside it, sent by Enter too: how the options keep one thing. */

import { el } from '../shared/dom.js';

/**
 * @param {string} label
 * @param {HTMLElement} input
 * @param {string} button
 * @param {() => unknown} submit
 * @param {...Child} below what stands under it
 */
export function fieldForm(label, input, button, submit, ...below) {
  /** @param {Event} event */
  const send = (event) => {
    event.preventDefault();
    void submit();
  };
  const row = el('div.row', null, input, el('button', { type: 'submit' }, button));
  return el('form', { onsubmit: send }, el('label.field', null, el('span', null, label), row), ...below);
}
