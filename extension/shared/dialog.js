/** @file A dialog of the library: native, modal, named by its heading; the focus goes back to where it was. */

import { el, fill } from './dom.js';

/**
 * @param {string} id
 * @param {string} title
 * @param {...import('./dom.js').Child} children
 */
export function openDialog(id, title, ...children) {
  const opener = /** @type {HTMLElement | null} */ (document.activeElement);
  const heading = el('h2', { id: `${id}-title` }, title);
  const dialog = el('dialog.formats', { id, 'aria-labelledby': `${id}-title`, tabindex: -1 }, heading, ...children);
  dialog.addEventListener('close', () => {
    dialog.remove();
    // The browser has given it back already, and the reader may have gone on since: this event comes later.
    if (!document.activeElement || document.activeElement === document.body) opener?.focus?.();
  });
  document.body.append(dialog);
  dialog.showModal();
  return dialog;
}

/**
 * Put these in place of what the part of a dialog holds. What had the focus may be gone then: the dialog keeps it, so
 * that no key reaches the page behind.
 * @param {HTMLElement} part @param {...import('./dom.js').Child} children
 */
export function refill(part, ...children) {
  fill(part, ...children);
  const dialog = part.closest('dialog');
  if (dialog && !dialog.contains(document.activeElement)) dialog.focus();
}

/** What went wrong and how to mend it. @param {{title: string, hint: string}} trouble */
export const wrong = ({ title, hint }) =>
  el('div.notice.danger', { role: 'alert' }, el('strong', null, title), hint && el('p', null, hint));

/** A bar that runs as long as nobody knows how long it will take. @param {string} text */
export const running = (text) =>
  el('div.running', { role: 'status' }, el('p', null, text), el('progress', { 'aria-label': text }));
