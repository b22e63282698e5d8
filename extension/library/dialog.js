/** @file A dialog of the library: native, modal, named by its heading; the focus goes back to where it was. */

import { el } from '../shared/dom.js';

/**
 * @param {string} id
 * @param {string} title
 * @param {...import('../shared/dom.js').Child} children
 */
export function openDialog(id, title, ...children) {
  const opener = /** @type {HTMLElement | null} */ (document.activeElement);
  const heading = el('h2', { id: `${id}-title` }, title);
  const dialog = el('dialog.formats', { id, 'aria-labelledby': `${id}-title` }, heading, ...children);
  dialog.addEventListener('close', () => {
    dialog.remove();
    opener?.focus?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/** What went wrong and how to mend it. @param {{title: string, hint: string}} trouble */
export const wrong = ({ title, hint }) =>
  el('div.notice.danger', { role: 'alert' }, el('strong', null, title), hint && el('p', null, hint));

/** A bar that runs as long as nobody knows how long it will take. @param {string} text */
export const running = (text) =>
  el('div.running', { role: 'status' }, el('p', null, text), el('progress', { 'aria-label': text }));
