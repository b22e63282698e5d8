/** @file Walking the papers: which one is current, focusing it, unfolding its abstract, opening its page. */

import { openTab } from '../shared/browser.js';
import { safeUrl } from '../shared/dom.js';
import { reachable } from './row.js';

/** The place of the paper that holds the element, -1 if none does. @param {Element | null} element */
export const rowOf = (element) =>
  Number(/** @type {HTMLElement | null | undefined} */ (element?.closest('div.paper'))?.dataset.index ?? -1);

/**
 * @param {import('./papers.js').Papers} papers
 * @param {{stuck: () => number, read: (item: FeedItem) => void}} page
 */
export function createWalking(papers, { stuck, read }) {
  let current = 0;
  /** @type {Set<string>} keys of papers whose abstracts are unfolded */
  const open = new Set();

  /** Tab and the keys lead there. @param {number} index */
  function makeCurrent(index) {
    for (const other of [current, index]) {
      const there = papers.row(other);
      if (there) reachable(there, other === index);
    }
    current = index;
  }

  /** @param {number} index */
  function focus(index) {
    if (index < papers.from || index >= papers.total) return;
    makeCurrent(index);
    papers.reveal(index, stuck())?.focus({ preventScroll: true });
  }

  return {
    focus,
    makeCurrent,
    get current() {
      return current;
    },
    /** Without drawing anything. @param {number} index */
    set current(index) {
      current = index;
    },
    /** @param {string} key */
    isOpen: (key) => open.has(key),
    /** @param {1 | -1} by */
    step(by) {
      const from = rowOf(document.activeElement);
      const to = from >= 0 ? from + by : papers.row(current) ? current : papers.top(stuck()).index;
      focus(Math.max(papers.from, Math.min(papers.total - 1, to)));
    },
    /** @param {number} index @param {boolean} [wanted] */
    unfold(index, wanted) {
      const item = papers.at(index);
      if (!item || item.dismissed) return;
      const opens = wanted ?? !open.has(item.key);
      if (opens) open.add(item.key);
      else open.delete(item.key);
      makeCurrent(index);
      papers.holding(index, () => papers.redraw(index));
      if (opens) read(item);
    },
    openPage() {
      const item = papers.at(current);
      const url = item && (safeUrl(item.url) || safeUrl(item.pdf_url));
      if (!item || !url) return;
      read(item);
      void openTab(url);
    },
  };
}
