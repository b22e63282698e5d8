/** @file What came since the order was made: nothing moves by itself, the reader is told and brings it. */

import { byId, el, fill } from '../shared/dom.js';
import { plural, t } from '../shared/i18n.js';
import { pathOf } from './address.js';
import { today } from './papers.js';

const EVERY = 60_000; // ms between two questions while the page is in view
const MATCHING = 1_500; // ms, while the pool is still being matched

/**
 * @param {object} page
 * @param {(method: "GET", path: string) => Promise<any>} page.ask
 * @param {() => import('./address.js').Asked} page.asked
 * @param {() => string} page.order
 * @param {() => Promise<void>} page.anew
 * @param {() => Promise<void>} page.bring them to the top
 */
export function createArrived({ ask, asked, order, anew, bring }) {
  let timer = 0;
  let shown = 0;

  /** @param {FeedAnswer} answer */
  function show({ arrived, settled, total }) {
    later(settled ? EVERY : MATCHING);
    if (arrived && !total) return void anew(); // nothing stands there that could move
    if (arrived === shown) return;
    shown = arrived;
    fill(
      byId('arrived'),
      arrived > 0 &&
        el('button', { type: 'button', id: 'show-arrived', onclick: () => void bring() }, plural('feedArrived', arrived), ' · ', el('b', null, t('feedShow'))),
    );
  }

  async function look() {
    const [token, what] = [order(), asked()];
    if (document.hidden || !token) return later(EVERY);
    const path = pathOf(what, '', { limit: 0, order: token, today: today() });
    const answer = await ask('GET', path).catch(() => null); // the list tells of troubles
    if (answer?.order === token && order() === token) show(answer);
    else later(EVERY);
  }

  /** @param {number} pause */
  function later(pause) {
    clearTimeout(timer);
    timer = Number(setTimeout(look, pause));
  }

  return { show, look };
}
