/** @file A line that says what was done and takes it back, or what went wrong and how to mend it. */

import { el, fill } from './dom.js';
import { t } from './i18n.js';
import { sentence } from './troubles.js';

const STAYS = 8_000; // ms; while it is pointed at or focused it stays

/** @param {HTMLElement} place an element with role="status" */
export function createToast(place) {
  let timer = 0;
  const clear = () => fill(place);
  const arm = () => {
    clearTimeout(timer);
    timer = Number(setTimeout(() => (place.matches(':hover, :focus-within') ? arm() : clear()), STAYS));
  };

  /** @param {string} text @param {(() => void) | null} [undo] @param {{name: string, act: () => void} | null} [other] */
  function say(text, undo, other) {
    /** @param {() => void} act */
    const once = (act) => () => {
      clear();
      act();
    };
    fill(
      place,
      el(
        'div.toast',
        null,
        el('span', null, text),
        other && el('button', { type: 'button', onclick: once(other.act) }, other.name),
        undo && el('button', { type: 'button', id: 'undo', onclick: once(undo) }, t('undo')),
      ),
    );
    arm();
  }

  /** @param {unknown} error */
  const fail = (error) => say(sentence(error));

  return { say, fail, clear };
}

/** @typedef {ReturnType<typeof createToast>} Toast */
