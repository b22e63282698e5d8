/** @file A long list of which only what is in view stands in the document; rows are as high as they are. */

import { createHeights } from './heights.js';

const BEYOND = 700; // px above and below the view that are drawn as well
const GUESS = 112; // px, until the first rows are measured

/**
 * @param {HTMLElement} place an empty element, position: relative, that scrolls with the page
 * @param {{draw: (index: number, old?: HTMLElement) => HTMLElement, seen: (from: number, to: number) => void, pinned: () => number[], guess?: number}} of
 *   `draw` a row, anew or by changing the old one; `seen` which rows are wanted; `pinned` rows that stay in the document
 *   wherever they are; `guess` how high a row is, in px
 */
export function createList(place, { draw, seen, pinned, guess = GUESS }) {
  /** @type {Map<number, HTMLElement>} */
  const rows = new Map();
  let heights = createHeights(0, guess);
  let width = 0;
  let frame = 0;
  const watch = new ResizeObserver((entries) => {
    for (const { target } of entries) if (target.isConnected) dirty.add(/** @type {HTMLElement} */ (target));
    measure(dirty);
    dirty.clear();
  });
  /** @type {Set<HTMLElement>} */
  const dirty = new Set();

  const topOfView = () => -place.getBoundingClientRect().top;

  /** Another list, or the same with other papers: the rows that stand are drawn anew. @param {number} count */
  function show(count) {
    if (count !== heights.count) {
      const before = heights;
      heights = createHeights(count, guess);
      for (let index = 0; index < Math.min(count, before.count); index++) heights.set(index, before.heightOf(index));
    }
    for (const [index, row] of rows) if (index >= count) drop(index, row);
    for (const index of rows.keys()) redraw(index);
    update();
  }

  /** @param {number} index @param {HTMLElement} row */
  function drop(index, row) {
    watch.unobserve(row);
    row.remove();
    rows.delete(index);
  }

  function update() {
    cancelAnimationFrame(frame);
    frame = 0;
    const top = topOfView();
    const first = Math.max(0, heights.indexAt(top - BEYOND));
    const last = heights.indexAt(top + innerHeight + BEYOND);
    if (last >= 0) seen(first, last);
    const stay = new Set(pinned());
    for (const [index, row] of rows) if ((index < first || index > last) && !stay.has(index)) drop(index, row);
    for (let index = first; index <= last; index++) if (!rows.has(index)) insert(index);
    for (const index of stay) if (index >= 0 && index < heights.count && !rows.has(index)) insert(index);
    settle();
  }

  /** In the order of the list, which is the order of Tab and of a screen reader. @param {number} index */
  function insert(index) {
    const row = draw(index);
    let after = null;
    let nearest = Infinity;
    for (const [other, element] of rows) {
      if (other > index && other < nearest) [nearest, after] = [other, element];
    }
    place.insertBefore(row, after);
    rows.set(index, row);
    watch.observe(row);
  }

  /** Put every row where it belongs. */
  function settle() {
    place.style.height = `${heights.total}px`;
    for (const [index, row] of rows) row.style.top = `${heights.topOf(index)}px`;
  }

  /** Take the heights of these rows; what stands in view stays where it is. @param {Iterable<HTMLElement>} changed */
  function measure(changed) {
    if (place.clientWidth !== width) return narrowed();
    const top = topOfView();
    const anchor = heights.indexAt(Math.max(0, top));
    let above = 0;
    let all = 0;
    const indexes = new Map([...rows].map(([index, row]) => [row, index]));
    for (const row of changed) {
      const index = indexes.get(row);
      if (index === undefined) continue;
      const more = heights.set(index, row.offsetHeight);
      all += Math.abs(more);
      if (index < anchor) above += more;
    }
    if (all === 0) return;
    settle();
    if (above && top > 0) scrollBy({ top: above, behavior: 'instant' });
    later();
  }

  /** Another width gives every row another height: what was measured is forgotten. */
  function narrowed() {
    const top = topOfView();
    const anchor = heights.indexAt(Math.max(0, top));
    const into = top - heights.topOf(Math.max(0, anchor));
    width = place.clientWidth;
    const some = [...rows.values()].filter((row) => !row.querySelector('.details'));
    guess = some.length ? Math.round(some.reduce((sum, row) => sum + row.offsetHeight, 0) / some.length) : guess;
    heights = createHeights(heights.count, guess);
    for (const [index, row] of rows) heights.set(index, row.offsetHeight);
    settle();
    if (top > 0 && anchor >= 0) scrollBy({ top: heights.topOf(anchor) + into - topOfView(), behavior: 'instant' });
    later();
  }

  const later = () => (frame ||= requestAnimationFrame(update));
  addEventListener('scroll', later, { passive: true });
  addEventListener('resize', later, { passive: true });

  /** @param {number} index */
  function redraw(index) {
    const old = rows.get(index);
    if (!old) return;
    const held = old.contains(document.activeElement) ? document.activeElement : null;
    const row = draw(index, old);
    row.style.top = old.style.top;
    if (row !== old) {
      watch.unobserve(old);
      old.replaceWith(row);
      rows.set(index, row);
      watch.observe(row);
    }
    if (held?.id && document.activeElement?.id !== held.id)
      document.getElementById(held.id)?.focus({ preventScroll: true });
  }

  /** Change something of the list while this row stays where it stands. @param {number} index @param {() => void} change */
  function holding(index, change) {
    const before = rows.get(index)?.getBoundingClientRect().top;
    change();
    measure(rows.values());
    const after = rows.get(index)?.getBoundingClientRect().top;
    if (before !== undefined && after !== undefined && before !== after)
      scrollBy({ top: after - before, behavior: 'instant' });
  }

  /** Scroll, if needed, until the row can be read below what sticks to the top. @param {number} index @param {number} stuck px */
  function reveal(index, stuck) {
    const top = heights.topOf(index);
    const view = topOfView();
    const bottom = top + Math.min(heights.heightOf(index), innerHeight - stuck);
    if (top < view + stuck) scrollBy({ top: top - view - stuck, behavior: 'instant' });
    else if (bottom > view + innerHeight) scrollBy({ top: bottom - view - innerHeight + 24, behavior: 'instant' });
    update();
    return rows.get(index);
  }

  /** Scroll until the row begins so far above what can be read. @param {number} index @param {number} into px @param {number} stuck px */
  function stand(index, into, stuck) {
    scrollBy({ top: heights.topOf(index) + into - stuck - topOfView(), behavior: 'instant' });
    update();
  }

  /** The row at the top of what can be read, and how far above it begins. @param {number} stuck px */
  function standing(stuck) {
    const index = heights.indexAt(topOfView() + stuck);
    return { index, into: index < 0 ? 0 : topOfView() + stuck - heights.topOf(index) };
  }

  return {
    show,
    redraw,
    reveal,
    stand,
    standing,
    holding,
    update,
    row: (/** @type {number} */ index) => rows.get(index),
    /** Which rows are in the document, in their order. */
    drawn: () => [...rows.keys()].toSorted((one, other) => one - other),
    /** The row at the top of what can be read. @param {number} stuck px */
    topmost: (stuck) => heights.indexAt(topOfView() + stuck),
  };
}

/** @typedef {ReturnType<typeof createList>} List */
