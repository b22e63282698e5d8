/** @file The ways from one page of ours to the others: feed, library, briefs, options. Each page has those that lead elsewhere. */

import { openOptions, openPage } from './browser.js';
import { el } from './dom.js';
import { t } from './i18n.js';

/** @typedef {"feed" | "library" | "briefs" | "options"} Place */

/** @type {[Place, () => unknown][]} */
const PLACES = [
  ['feed', () => openPage('feed/feed.html')],
  ['library', () => openPage('library/library.html')],
  ['briefs', () => openPage('briefs/briefs.html')],
  ['options', () => openOptions()],
];

/** Buttons to all but `here`. @param {Place} here */
export const waysFrom = (here) =>
  PLACES.filter(([place]) => place !== here).map(([place, go]) =>
    el('button.quiet', { type: 'button', id: `to-${place}`, onclick: () => void go() }, t(place)),
  );
