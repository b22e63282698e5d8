/** @file The keyboard of the library: every act by one key, and a sheet that says which. */

import { showKeys } from '../shared/keys-sheet.js';

const KEYS = /** @type {const} */ ([
  ['/', 'libKeySearch'],
  ['j  ↓', 'keyNext'],
  ['k  ↑', 'keyPrevious'],
  ['Enter', 'libKeyOpen'],
  ['o', 'libKeyPage'],
  ['x', 'libKeySelect'],
  ['a', 'libKeyAll'],
  ['e', 'libKeyEdit'],
  ['t', 'libKeyTags'],
  ['n', 'libKeyNote'],
  ['r', 'libKeyStatus'],
  ['0 – 5', 'libKeyStars'],
  ['b', 'keyBrief'],
  ['c', 'libKeyCite'],
  ['#', 'libKeyRemove'],
  ['u', 'libKeyUndo'],
  ['Esc', 'libKeyEscape'],
  ['?', 'keyHelp'],
]);

/** @typedef {"search" | "next" | "previous" | "page" | "select" | "all" | "edit" | "tags" | "note" | "status" | "brief" | "cite" | "remove" | "undo" | "escape"} KeyAct */

/** @type {Record<string, KeyAct>} */
const ACTS = {
  '/': 'search',
  j: 'next',
  k: 'previous',
  ArrowDown: 'next',
  ArrowUp: 'previous',
  o: 'page',
  x: 'select',
  a: 'all',
  e: 'edit',
  t: 'tags',
  n: 'note',
  r: 'status',
  b: 'brief',
  c: 'cite',
  '#': 'remove',
  Delete: 'remove',
  u: 'undo',
  Escape: 'escape',
};

export const showLibraryKeys = () => showKeys(KEYS);

/** @param {Record<KeyAct, (() => void)> & {stars: (count: number) => void}} view */
export function listenToKeys(view) {
  addEventListener('keydown', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target.closest('dialog')) return;
    const act = ACTS[event.key];
    if (target.closest('textarea, select, input:not([type=checkbox])')) {
      // From the search to the list and back; what is typed elsewhere is the field's own.
      if (event.key === 'Escape') view.escape();
      else if (target.id === 'search' && event.key === 'ArrowDown') view.next();
      else return;
      return event.preventDefault();
    }
    // Arrows scroll the page, but in the list they walk it.
    if (event.key.startsWith('Arrow') && !target.closest('#list .head')) return;
    if (event.key === '?') showLibraryKeys();
    else if (/^[0-5]$/.test(event.key)) view.stars(Number(event.key));
    else if (act) view[act]();
    else return;
    event.preventDefault();
  });
}
