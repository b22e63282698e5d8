/** @file The keyboard: j and k through the papers, or the statements of a brief, w says why, x takes one away, s saves, b briefs, n and p turn the batch, / searches, ? shows this. */

import { showKeys as sheet } from '../shared/keys-sheet.js';

const KEYS = /** @type {const} */ ([
  ['j', 'keyNextPlace'],
  ['k', 'keyPreviousPlace'],
  ['s', 'keySave'],
  ['w', 'keyWhy'],
  ['x', 'keyDismiss'],
  ['b', 'keyBrief'],
  ['n', 'keyNextBatch'],
  ['p', 'keyPreviousBatch'],
  ['/', 'keySearch'],
  ['?', 'keyHelp'],
]);

const ROWS = 'ol.papers li, .brief .cite'; // never both

/** @param {{brief: (key?: string) => void, search: () => void}} view */
export function listenToKeys(view) {
  addEventListener('keydown', (event) => {
    const target = /** @type {HTMLElement} */ (event.target);
    if (event.ctrlKey || event.metaKey || event.altKey || target.closest('input, textarea, select, dialog')) return;
    const act = ACTS[event.key];
    if (!act) return;
    event.preventDefault();
    act(view);
  });
}

/** @type {Record<string, (view: {brief: (key?: string) => void, search: () => void}) => void>} */
const ACTS = {
  j: () => step(1),
  k: () => step(-1),
  s: () =>
    /** @type {HTMLElement | null} */ (
      rowInFocus()?.querySelector('.star') ?? document.getElementById('save')
    )?.click(),
  w: () => inRow('button.because')?.click(),
  x: () => rowInFocus()?.dispatchEvent(new Event('dismiss')), // the button for it is behind the reasons
  b: (view) => view.brief(rowInFocus()?.dataset.key),
  n: () => document.getElementById('next')?.click(),
  p: () => document.getElementById('previous')?.click(),
  '/': (view) => view.search(),
  '?': () => showKeys(),
};

/** @param {string} what @returns {HTMLElement | null | undefined} */
const inRow = (what) => rowInFocus()?.querySelector(what);

const rowInFocus = () => /** @type {HTMLElement | null} */ (document.activeElement?.closest(ROWS) ?? null);

/** @param {1 | -1} by */
function step(by) {
  const rows = [.../** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll(ROWS))];
  const now = rows.findIndex((row) => row === rowInFocus());
  const next = rows[now < 0 ? (by > 0 ? 0 : rows.length - 1) : Math.min(rows.length - 1, Math.max(0, now + by))];
  /** @type {HTMLElement | null | undefined} */ (
    next?.querySelector('a.title') ?? next?.querySelector('.star') ?? next
  )?.focus();
  next?.scrollIntoView({ block: 'nearest' });
}

export const showKeys = () => sheet(KEYS);
