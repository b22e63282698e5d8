/** @file No papers fetched yet: a button that fetches them, how far that is, and why nothing may have come. */

import { ask } from '../background/service-client.js';
import { el, fill } from '../shared/dom.js';
import { plural, t } from '../shared/i18n.js';
import { fetched, lull, problem, progress, sourceName } from '../shared/sources.js';
import { told } from '../shared/troubles.js';

const PAUSE = 700; // ms between two looks at a running refresh

/**
 * @param {() => void} done
 * @param {boolean} running whether a refresh is under way already
 * @param {string} why nothing may come now; "" where all is as ever
 */
export function emptyPool(done, running, why) {
  const place = el('div.state', null);
  const start = el(
    'button.primary',
    { type: 'button', id: 'refresh', onclick: () => void refresh('POST') },
    t('fetchPapers'),
  );
  /** @param {"GET" | "POST"} method */
  const refresh = async (method) => {
    const bar = progress();
    const said = el('p', { 'aria-live': 'polite' }, t('fetching'));
    try {
      let state = /** @type {RefreshState} */ (await ask(method, '/refresh', method === 'POST' ? {} : undefined));
      if (state.running) fill(place, said, bar.element);
      while (state.running && place.isConnected) {
        const name = fetched(state);
        if (name) said.textContent = t('fetchingFrom', name);
        bar.show(state);
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        state = await ask('GET', '/refresh');
      }
      if (place.isConnected) fill(place, ...report(state), el('div.row', null, start));
      if (state.sources.some((source) => source.new > 0)) done();
    } catch (error) {
      const { title, hint } = told(error);
      fill(place, el('p.error', { role: 'alert' }, title), el('p', null, hint), el('div.row', null, start));
    }
  };
  fill(place, el('h1', null, t('emptyPool')), el('p', null, why || t('emptyPoolHow')), el('div.row', null, start));
  if (running) void refresh('GET');
  return place;
}

/** What came, what went wrong, and why it may be so. @param {RefreshState} state */
function report(state) {
  const failed = state.sources.filter((source) => source.error);
  return [
    el('p', null, [plural('newPapers', state.new), lull(state)].filter(Boolean).join(' · ')),
    ...failed.map((source) => el('p.error', null, `${sourceName(source)}: ${problem(source)}`)),
  ];
}
