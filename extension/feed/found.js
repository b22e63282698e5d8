/** @file What stands above the list of a search: what was understood, what else to look for, and asking the sources. */

import { fill } from '../shared/dom.js';

/** @typedef {{go: (next: import('./address.js').Asked) => void, ask: typeof import('../background/service-client.js').ask, toast: Toast, reload: () => Promise<void>}} FoundActs */
/** @type {(place: HTMLElement, acts: FoundActs) => {show: (asked: import('./address.js').Asked, answer: FeedAnswer | null) => void}} */
export function createFound(place) {
  return {
    /** @param {import('./address.js').Asked} asked @param {FeedAnswer | null} answer null: none yet, or no search */
    show(asked, answer) {
      place.hidden = !asked.q || !answer;
      fill(place);
    },
  };
}
