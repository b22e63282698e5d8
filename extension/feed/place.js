/** @file Where the reader left each list, kept by the browser, so that it opens there again. */

import { readLocal, writeLocal } from '../shared/browser.js';

const MOST = 40; // lists of which the place is kept
const STAYS = 14 * 86_400_000; // ms

/**
 * `key` of the paper at the top of the view, at place `index` of the order with that token, `into` px of it above the
 * view, or the page scrolled so far while `above` is not negative: its head was in view. `from` the first that was shown.
 * @typedef {{key: string, index: number, into: number, above: number, from: number, order: string, day: string, at: number}} Place
 */

/** @param {string} list what `listOf` says of it @returns {Promise<Place | null>} */
export async function placeOf(list) {
  const place = (await readLocal('feedPlaces'))?.[list];
  return place && Date.now() - place.at < STAYS ? place : null;
}

/** @param {string} list @param {Place} place */
export async function keepPlace(list, place) {
  const all = { ...(await readLocal('feedPlaces')), [list]: place };
  const latest = Object.entries(all).toSorted(([, one], [, other]) => other.at - one.at);
  await writeLocal({ feedPlaces: Object.fromEntries(latest.slice(0, MOST)) });
}
