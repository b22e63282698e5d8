/** @file Choosing papers: one, a range, or all that were found; what is chosen shows in the rows and in the bar. */

import { queryOf } from './address.js';
import { createSelection } from '../shared/selection.js';

/**
 * @param {object} page
 * @param {import('../shared/windowed-list.js').List} page.list
 * @param {import('../shared/slices.js').Slices<import('./row.js').LibraryItem>} page.slices
 * @param {(method: "GET", path: string) => Promise<any>} page.service
 * @param {Toast} page.toast
 * @param {() => import('./address.js').Asked} page.asked
 * @param {(count: number) => void} page.tell
 */
export function createChoosing({ list, slices, service, toast, asked, tell }) {
  const selection = createSelection();

  /** The keys of everything that was found, in its order. @returns {Promise<string[]>} */
  async function allKeys() {
    try {
      return (await service('GET', `/library/keys?${queryOf(asked(), {})}`)).keys;
    } catch (error) {
      toast.fail(error);
      return [];
    }
  }

  function show() {
    for (const index of list.drawn()) {
      const item = slices.at(index);
      const there = list.row(index);
      if (!item || !there) continue;
      const on = selection.has(item.paper.key);
      there.classList.toggle('picked', on);
      const box = /** @type {HTMLInputElement | null} */ (there.querySelector('.pick input'));
      if (box) box.checked = on;
    }
    tell(selection.size);
  }

  return {
    has: selection.has,
    keys: selection.keys,
    get size() {
      return selection.size;
    },
    /** @param {number} index @param {boolean} range */
    async pick(index, range) {
      const item = slices.at(index);
      if (!item) return;
      if (range) {
        const keys = await allKeys();
        selection.reach((from, to) => keys.slice(from, to + 1), index);
      } else selection.toggle(item.paper.key, index);
      show();
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
    rename: selection.rename,
    allKeys,
  };
}
