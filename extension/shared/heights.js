/** @file How high the rows of a long list are, and so where each stands: guessed until measured. Pixels throughout. */

/** @param {number} count @param {number} guess */
export function createHeights(count, guess) {
  const heights = new Float64Array(count).fill(guess);
  const tops = new Float64Array(count + 1);
  let known = 0; // the tops up to this one hold

  const settle = (/** @type {number} */ index) => {
    for (; known < index; known++) tops[known + 1] = at(tops, known) + at(heights, known);
  };

  return {
    count,
    heightOf: (/** @type {number} */ index) => heights[index] ?? guess,
    /** How much higher the row is than was believed. @param {number} index @param {number} height */
    set(index, height) {
      const more = height - (heights[index] ?? height);
      if (more === 0) return 0;
      heights[index] = height;
      known = Math.min(known, index);
      return more;
    },
    topOf(/** @type {number} */ index) {
      settle(index);
      return at(tops, index);
    },
    get total() {
      settle(count);
      return at(tops, count);
    },
    /** The row that covers this place; the first above all, the last below all, -1 of none. @param {number} y */
    indexAt(y) {
      settle(count);
      let low = 0;
      let high = count - 1;
      while (low < high) {
        const middle = (low + high + 1) >> 1;
        if (at(tops, middle) <= y) low = middle;
        else high = middle - 1;
      }
      return count ? low : -1;
    },
  };
}

/** @param {Float64Array} values @param {number} index */
const at = (values, index) => /** @type {number} */ (values[index]);
