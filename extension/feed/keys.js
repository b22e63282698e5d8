/** @file The keyboard of the feed: every act by one key, and a sheet that says which. */

import { showKeys } from '../shared/keys-sheet.js';

const KEYS = /** @type {const} */ ([
  ['j', 'keyNext'],
  ['k', 'keyPrevious'],
  ['Enter', 'feedActKeyUnfold'],
  ['o', 'libKeyPage'],
  ['s', 'feedActKeySave'],
  ['b', 'keyBrief'],
  ['x', 'feedActKeyDismiss'],
  ['w', 'feedActKeyWhy'],
  ['c', 'libKeyCite'],
  ['f', 'feedActKeyFollow'],
  ['v', 'feedActKeySelect'],
  ['u', 'libKeyUndo'],
  ['n', 'keyNextBatch'],
  ['p', 'keyPreviousBatch'],
  ['/', 'feedActKeySearch'],
  ['Esc', 'libKeyEscape'],
  ['?', 'keyHelp'],
]);

/** @typedef {"next" | "previous" | "unfold" | "page" | "save" | "brief" | "dismiss" | "why" | "cite" | "follow" | "select" | "undo" | "nextBatch" | "previousBatch" | "search" | "escape"} KeyAct */

/** @type {Record<string, KeyAct>} */
const ACTS = {
  j: 'next',
  k: 'previous',
  o: 'page',
  s: 'save',
  b: 'brief',
  x: 'dismiss',
  w: 'why',
  c: 'cite',
  f: 'follow',
  v: 'select',
  u: 'undo',
  n: 'nextBatch',
  p: 'previousBatch',
  '/': 'search',
  Escape: 'escape',
};

export const showFeedKeys = () => showKeys(KEYS);

/** @param {Record<KeyAct, () => void>} view */
export function listenToKeys(view) {
  addEventListener('keydown', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || target.closest('dialog')) return;
    const act = ACTS[event.key];
    const typing = target.closest('textarea, select, input:not([type=checkbox])');
    if (typing && event.key !== 'Escape') return;
    // On a button or a link, Enter is its own.
    if (event.key === 'Enter' && target.matches('.paper')) view.unfold();
    else if (event.key === '?') showFeedKeys();
    else if (act && !(event.repeat && act !== 'next' && act !== 'previous')) view[act]();
    else return;
    event.preventDefault();
  });
}
