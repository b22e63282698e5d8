/** @file The papers in their one order, shown from one of them on: fetched as they come into view, by their places in the order. */

import { createSlices } from '../shared/slices.js';
import { createList } from '../shared/windowed-list.js';
import { pathOf } from './address.js';

const GUESS = 236; // px of a paper, until the first are measured
const AT_ONCE = 100; // papers that one question gives
const MOST_FOUND = 1_000; // papers of a search that can be chosen at once

/** @typedef {import('./address.js').Asked} Asked */
/**
 * `order` is its token; the first answer gives it, where none was known. What came since the `former` order goes first.
 * @typedef {{asked: Asked, order: string, former: string}} List
 */

/**
 * @param {HTMLElement} place
 * @param {object} of
 * @param {(method: "GET", path: string) => Promise<any>} of.service
 * @param {(index: number, item: FeedItem | undefined, old?: HTMLElement) => HTMLElement} of.draw
 * @param {() => number[]} of.pinned places of papers that stay in the document
 * @param {(error: unknown) => void} of.failed
 * @param {() => void} of.forgotten the service has another order by now
 */
export function createPapers(place, { service, draw, pinned, failed, forgotten }) {
  const state = { from: 0, total: 0, order: '' };

  /** @param {List} list @param {{limit: number, offset: number}} slice @returns {Promise<FeedAnswer>} */
  async function get(list, slice) {
    const former = list.order || list.asked.q ? '' : list.former;
    /** @type {FeedAnswer} */
    const answer = await service('GET', pathOf(list.asked, '', { ...slice, today: today(), order: list.order, former }));
    // Asked for with an order that the service has forgotten, the rest of it would be of another one.
    if (list.order && list.order !== answer.order && list === current) forgotten();
    list.order = answer.order;
    return answer;
  }

  const slices = createSlices(get, (/** @type {FeedItem} */ item) => item.key, {
    arrived(from, to) {
      for (const index of rows.drawn()) if (index + state.from >= from && index + state.from <= to) rows.redraw(index);
    },
    failed,
  });
  /** Of a search the papers themselves are asked for: it is narrowed rather than walked to its end. @param {List} list */
  async function foundKeys(list) {
    const keys = [];
    for (let offset = 0; offset < Math.min(state.total, MOST_FOUND); offset += AT_ONCE)
      keys.push(...(await get(list, { limit: AT_ONCE, offset })).items.map(({ key }) => key));
    return keys;
  }

  /** @type {List | null} the list that stands */
  let current = null;

  const rows = createList(place, {
    draw: (index, old) => draw(index + state.from, slices.at(index + state.from), old),
    seen: (from, to) => slices.want(from + state.from, to + state.from, state.total),
    pinned: () =>
      pinned()
        .map((index) => index - state.from)
        .filter((index) => index >= 0),
    guess: GUESS,
  });

  return {
    /**
     * Fetch what is asked for, with the rows from one place to another. Null where it was asked otherwise meanwhile.
     * Raises ServiceError.
     * @param {Asked} asked @param {string} order @param {number} from @param {number} [to] @param {string} [former]
     */
    async begin(asked, order, from, to = from, former = '') {
      const list = { asked, order, former };
      const answer = await slices.begin(list, from, order ? Math.max(from, to) : from);
      if (answer) current = list;
      return answer;
    },
    /** The papers from this one on; the same rows as far as they are the same. @param {number} from @param {number} total @param {boolean} same */
    show(from, total, same) {
      if (!same || from !== state.from) rows.show(0);
      state.from = from;
      state.total = total;
      rows.show(Math.max(0, total - from));
    },
    get order() {
      return current?.order ?? '';
    },
    get total() {
      return state.total;
    },
    get from() {
      return state.from;
    },
    at: slices.at,
    placeOf: slices.placeOf,
    replace: slices.replace,
    ready: slices.ready,
    /** @param {number} index */
    row: (index) => rows.row(index - state.from),
    /** @param {number} index */
    redraw: (index) => rows.redraw(index - state.from),
    /** What is pinned has changed. */
    update: rows.update,
    /** @param {number} index @param {() => void} change */
    holding: (index, change) => rows.holding(index - state.from, change),
    /** @param {number} index @param {number} stuck px */
    reveal: (index, stuck) => rows.reveal(index - state.from, stuck),
    /** @param {number} index @param {number} into px of it that are above the view @param {number} stuck px */
    stand: (index, into, stuck) => rows.stand(index - state.from, into, stuck),
    /** The paper at the top of what can be read, and how far above it begins. @param {number} stuck px */
    top(stuck) {
      const { index, into } = rows.standing(stuck);
      return { index: index + state.from, into };
    },
    /** Which are in the document. */
    drawn: () => rows.drawn().map((index) => index + state.from),
    /** Every key, in the order. @returns {Promise<string[]>} */
    async allKeys() {
      if (!current) return [];
      if (current.asked.q) return foundKeys(current);
      return (await service('GET', pathOf(current.asked, '/keys', { order: current.order, today: today() }))).keys;
    },
  };
}

/** The reader's day, which is what "today" means to them. */
export const today = (now = new Date()) =>
  [now.getFullYear(), now.getMonth() + 1, now.getDate()].map((part) => String(part).padStart(2, '0')).join('-');

/** @typedef {ReturnType<typeof createPapers>} Papers */
