/** @file How fresh the feed is: when the sources were last asked, asking them now, and how far that is. */

import { byId, el, fill } from '../shared/dom.js';
import { ago, plural, t } from '../shared/i18n.js';
import { fetched, progress } from '../shared/sources.js';

const QUICK = 700; // ms between two looks at a running refresh
const SLOW = 60_000; // ms between two looks while nothing runs: the schedule may begin one

/**
 * @param {object} page
 * @param {(method: "GET" | "POST" | "DELETE", path: string, body?: unknown) => Promise<any>} page.ask
 * @param {Toast} page.toast
 * @param {(state: RefreshState) => void} page.told
 * @param {() => void} page.ended a refresh has just ended: there may be papers
 */
export function createFresh({ ask, toast, told, ended }) {
  const when = el('span', { 'aria-live': 'polite' });
  const bar = progress();
  const act = el('button.link', { type: 'button', id: 'refresh', onclick: () => void press() }, t('feedRefresh'));
  let running = false;
  let timer = 0;
  fill(byId('fresh'), when, act, bar.element);
  bar.element.classList.add('gone');
  byId('fresh').hidden = true;

  /** @param {RefreshState} state */
  function show(state) {
    if (running && !state.running) ended();
    running = state.running;
    byId('fresh').hidden = false;
    const last = state.sources.map(({ last_success }) => last_success).toSorted().at(-1);
    const name = fetched(state);
    when.textContent = running
      ? [name ? t('fetchingFrom', name) : t('fetching'), plural('newPapers', state.new)].join(' · ')
      : last
        ? t('updated', ago(last))
        : t('neverUpdated');
    act.textContent = t(running ? 'cancel' : 'feedRefresh');
    bar.show(state);
    told(state);
    later(running ? QUICK : SLOW);
  }

  /** @param {"GET" | "POST" | "DELETE"} method */
  async function look(method = 'GET') {
    try {
      if (method === 'DELETE') await ask(method, '/refresh');
      show(await ask(method === 'POST' ? 'POST' : 'GET', '/refresh', method === 'POST' ? {} : undefined));
    } catch (error) {
      if (method !== 'GET') toast.fail(error); // of the service's absence, the list tells
      later(SLOW);
    }
  }
  const press = () => look(running ? 'DELETE' : 'POST');

  /** @param {number} pause */
  function later(pause) {
    clearTimeout(timer);
    timer = Number(setTimeout(() => (document.hidden ? later(SLOW) : void look()), pause));
  }

  return { look, refresh: () => void (running || press()) };
}

