/** @file Choosing papers of the feed. */

/** @type {(page: import('./acts.js').FeedPage) => {has: (key: string) => boolean, pick: (item: FeedItem, index: number) => Child[], drop: () => void}} */
export function createChoosing() {
  return {
    /** @type {(key: string) => boolean} */
    has: () => false,
    /** The box to choose it, in the margin of its row. @type {(item: FeedItem, index: number) => Child[]} */
    pick: () => [],
    drop() {},
  };
}
