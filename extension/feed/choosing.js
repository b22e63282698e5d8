/** @file Choosing papers of the feed: one, a range, or all of the list; what is chosen shows in the rows and in the bar. */

import { el } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { createSelection } from '../shared/selection.js';

/**
 * @param {import('./acts.js').FeedPage} page
 * @param {(count: number) => void} tell
 */
export function createChoosing(page, tell) {
  const selection = createSelection();

  async function allKeys() {
    try {
      return await page.allKeys();
    } catch (error) {
      page.toast.fail(error);
      return [];
    }
  }

  function show() {
    for (const row of document.querySelectorAll('#list > .paper')) {
      const on = selection.has(/** @type {HTMLElement} */ (row).dataset.key ?? '');
      row.classList.toggle('selected', on);
      const box = /** @type {HTMLInputElement | null} */ (row.querySelector('.pick input'));
      if (box) box.checked = on;
    }
    document.body.classList.toggle('choosing', selection.size > 0);
    tell(selection.size);
  }

  /** @param {number} index @param {boolean} [range] from the one that was touched last */
  async function toggle(index, range = false) {
    const item = page.at(index);
    if (!item || item.dismissed) return;
    if (range) {
      const keys = await allKeys();
      selection.reach((from, to) => keys.slice(from, to + 1), index);
    } else selection.toggle(item.key, index);
    show();
  }

  return {
    has: selection.has,
    keys: selection.keys,
    get size() {
      return selection.size;
    },
    toggle,
    /** The box to choose it, in the margin of its row. @param {FeedItem} item @param {number} index @returns {Child[]} */
    pick(item, index) {
      let shift = false; // a click on the number beside the box is told to it without the keys that were held
      const box = el('input', { type: 'checkbox', id: `pick ${item.key}`, 'aria-label': t('libSelect', item.title) });
      box.checked = selection.has(item.key);
      box.addEventListener('click', (/** @type {MouseEvent} */ event) => void toggle(index, shift || event.shiftKey));
      return [el('label.pick', { onclick: (/** @type {MouseEvent} */ event) => (shift = event.shiftKey) }, box)];
    },
    async all() {
      selection.take(await allKeys());
      show();
    },
    /** @param {string[]} [keys] these, or all */
    drop(keys) {
      selection.drop(keys);
      show();
    },
  };
}

/** @typedef {ReturnType<typeof createChoosing>} Choosing */
