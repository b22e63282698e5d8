/** @file Which papers are chosen, by their keys; a range reaches from the one that was touched last. */

export function createSelection() {
  /** @type {Set<string>} */
  const keys = new Set();
  let touched = -1;

  return {
    has: (/** @type {string} */ key) => keys.has(key),
    get size() {
      return keys.size;
    },
    keys: () => [...keys],
    /** @param {string} key @param {number} index */
    toggle(key, index) {
      if (!keys.delete(key)) keys.add(key);
      touched = index;
    },
    /** From the one touched last to this one: all are chosen. @param {(from: number, to: number) => string[]} between @param {number} index */
    reach(between, index) {
      const from = touched < 0 ? index : touched;
      for (const key of between(Math.min(from, index), Math.max(from, index))) keys.add(key);
      touched = index;
    },
    /** @param {Iterable<string>} all */
    take(all) {
      for (const key of all) keys.add(key);
    },
    /** @param {string} old @param {string} key */
    rename(old, key) {
      if (keys.delete(old)) keys.add(key);
    },
    /** @param {Iterable<string>} [gone] */
    drop(gone) {
      if (gone) for (const key of gone) keys.delete(key);
      else keys.clear();
      if (!keys.size) touched = -1;
    },
  };
}

/** @typedef {ReturnType<typeof createSelection>} Selection */
