/** @file The rows of a long list, fetched in slices as they come into view, and kept while it is looked at. */

export const SLICE = 50;
const RESTS = 60; // ms for which a view stays before slices far from what is known are fetched

/**
 * @template Asked what is looked at
 * @template Item
 * @template {{total: number, items: Item[]}} Answer
 * @param {(asked: Asked, slice: {limit: number, offset: number}) => Promise<Answer>} get
 * @param {(item: Item) => string} keyOf
 * @param {{arrived: (from: number, to: number) => void, failed: (error: unknown) => void}} then
 */
export function createSlices(get, keyOf, { arrived, failed }) {
  /** @type {Map<number, Item[]>} by the number of the slice */
  let kept = new Map();
  /** @type {Set<number>} */
  let coming = new Set();
  let turn = 0;
  let timer = 0;
  /** @type {Asked | undefined} */
  let asked;

  /** @param {Asked} what @param {number} number */
  const fetchSlice = (what, number) => get(what, { limit: SLICE, offset: number * SLICE });

  /**
   * The list for what is asked from now on, with the slices that hold these rows. Null where it was asked otherwise in
   * the meantime. Raises what `get` raises.
   * @param {Asked} what @param {number} [from] @param {number} [to]
   * @returns {Promise<Answer | null>}
   */
  async function begin(what, from = 0, to = from) {
    const mine = ++turn;
    const numbers = [];
    for (let number = Math.floor(from / SLICE); number <= Math.floor(to / SLICE); number++) numbers.push(number);
    const answers = await Promise.all(numbers.map((number) => fetchSlice(what, number)));
    if (mine !== turn) return null;
    asked = what;
    kept = new Map(numbers.map((number, place) => [number, answers[place].items]));
    coming = new Set();
    return /** @type {Answer} */ (answers[0]);
  }

  /** @param {number} number */
  async function bring(number) {
    if (asked === undefined || kept.has(number) || coming.has(number)) return;
    const mine = turn;
    const here = coming;
    here.add(number);
    try {
      const { items } = await fetchSlice(asked, number);
      if (mine !== turn || here !== coming) return;
      kept.set(number, items);
      arrived(number * SLICE, number * SLICE + items.length - 1);
    } catch (error) {
      if (mine === turn) failed(error);
    } finally {
      here.delete(number);
    }
  }

  return {
    begin,
    /** @param {number} index @returns {Item | undefined} */
    at: (index) => kept.get(Math.floor(index / SLICE))?.[index % SLICE],
    /** What is in view, and one slice further each way. @param {number} from @param {number} to @param {number} total */
    want(from, to, total) {
      clearTimeout(timer);
      const last = Math.floor((total - 1) / SLICE);
      const [first, end] = [Math.floor(from / SLICE), Math.floor(to / SLICE)];
      const wanted = [];
      for (let number = first; number <= end; number++) wanted.push(number);
      wanted.push(...[end + 1, first - 1].filter((number) => number >= 0 && number <= last));
      const missing = wanted.filter((number) => !kept.has(number) && !coming.has(number));
      if (!missing.length) return;
      // Where the thumb of the scroll bar flies past, nothing is fetched.
      const pause = coming.size ? RESTS : RESTS / 4;
      timer = Number(setTimeout(() => missing.forEach((number) => void bring(number)), pause));
    },
    /** Until the row is there, or cannot be. @param {number} index */
    async ready(index) {
      const number = Math.floor(index / SLICE);
      while (coming.has(number)) await new Promise((resolve) => setTimeout(resolve, RESTS / 4));
      await bring(number);
    },
    /** What the service knows of a row now, under whichever key it had. @param {Item} item @param {string} [key] */
    replace(item, key = keyOf(item)) {
      for (const [number, items] of kept) {
        const place = items.findIndex((one) => keyOf(one) === key);
        if (place < 0) continue;
        items[place] = item;
        return number * SLICE + place;
      }
      return -1;
    },
    /** Where a row that was fetched stands, or -1. @param {string} key */
    placeOf(key) {
      for (const [number, items] of kept) {
        const place = items.findIndex((one) => keyOf(one) === key);
        if (place >= 0) return number * SLICE + place;
      }
      return -1;
    },
  };
}

/**
 * @template Item
 * @typedef {object} Slices
 * @property {(index: number) => Item | undefined} at
 * @property {(key: string) => number} placeOf
 * @property {(item: Item, key?: string) => number} replace
 * @property {(index: number) => Promise<void>} ready
 */
