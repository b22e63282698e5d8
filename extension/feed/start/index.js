/** @file The first run: connect, follow, and see the first papers arrive. */

import { fill } from '../../shared/dom.js';

/** @type {(place: HTMLElement, acts: {done: () => void, toast: Toast}) => {needed: (state: {entries: number, unpaired: boolean}) => boolean, show: () => void}} */
export function createStart(place) {
  return {
    /** Whether the first run is what the reader needs now. */
    needed: () => false,
    show() {
      fill(place);
      place.hidden = false;
    },
  };
}
