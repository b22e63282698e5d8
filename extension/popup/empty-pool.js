/** @file No papers fetched yet: a button that fetches them, and how far that is. */

import { ask } from '../background/service-client.js';
import { el, fill } from '../shared/dom.js';
import { plural, t } from '../shared/i18n.js';
import { progressBar, sourceName } from '../shared/sources.js';
import { told } from '../shared/troubles.js';

const PAUSE = 700; // ms between two looks at a running refresh

/** @typedef {import('../shared/types.js').RefreshState} RefreshState */

/** @param {() => void} done @param {boolean} running whether a refresh is under way already */
export function emptyPool(done, running) {
  const place = el('div.state', null);
  const start = el(
    'button.primary',
    { type: 'button', id: 'refresh', onclick: () => void refresh('POST') },
    t('fetchPapers'),
  );
  /** @param {"GET" | "POST"} method */
  const refresh = async (method) => {
    try {
      let state = /** @type {RefreshState} */ (await ask(method, '/refresh', method === 'POST' ? {} : undefined));
      while (state.running && place.isConnected) {
        fill(place, ...progressBar(state));
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        state = await ask('GET', '/refresh');
      }
      if (place.isConnected) fill(place, ...report(state, start));
      if (state.sources.some((source) => source.new > 0)) done();
    } catch (error) {
      const { title, hint } = told(error);
      fill(place, el('p.error', { role: 'alert' }, title), el('p', null, hint), el('div.row', null, start));
    }
  };
  fill(place, el('h1', null, t('emptyPool')), el('p', null, t('emptyPoolHow')), el('div.row', null, start));
  if (running) void refresh('GET');
  return place;
}

/** @param {RefreshState} state @param {HTMLElement} start */
const report = ({ sources }, start) => [
  ...sources.map((source) =>
    el(
      'p',
      source.error ? { class: 'error' } : null,
      `${sourceName(source.source)}: ${source.error || source.note || plural('newPapers', source.new)}`,
    ),
  ),
  el('div.row', null, start),
];
