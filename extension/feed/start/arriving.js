/** @file Step 3: the first papers arrive: how far each source is, and the papers on the reader's radar as they come. */

import { ask } from '../../background/service-client.js';
import { el, fill, link } from '../../shared/dom.js';
import { plural, t } from '../../shared/i18n.js';
import { becauseHits, kicker } from '../../shared/paper-lines.js';
import { fetched, lull, problem, progress, sourceName, standing } from '../../shared/sources.js';
import { sentence } from '../../shared/troubles.js';

const PAUSE = 700; // ms between two looks at the refresh
const SHOWN = 6;
const OF_THE_LIBRARY = 'arxiv-saved'; // it asks for saved papers only: nothing that a new reader waits for

/** @typedef {import('./follow.js').Followed} Followed */

/**
 * @param {HTMLElement} place
 * @param {Followed} followed
 * @param {{done: () => void, back: () => void, everything: () => void}} acts `everything`: all that is new in the categories
 */
export function arrivingStep(place, followed, { done, back, everything }) {
  const said = el('p', { id: 'start-progress', role: 'status' }, t('fetching'));
  const bar = progress();
  const sources = el('ul.coming', { 'aria-label': t('options_sources') });
  const heading = el('h2', { hidden: true });
  const papers = el('ol.papers', null);
  const after = el('div', null);
  const open = el('button.primary', { type: 'button', id: 'start-open', onclick: done }, t('startOpenNow'));
  let total = -1;
  fill(
    place,
    followed.refused.length > 0 && refused(followed.refused),
    said,
    bar.element,
    sources,
    heading,
    papers,
    after,
    el('div.ends', null, el('button.quiet', { type: 'button', id: 'start-back', onclick: back }, t('startBack')), open),
  );
  void begin();

  async function begin() {
    try {
      let state = await refresh();
      while (place.isConnected) {
        const settled = await look(state);
        show(state);
        // The last papers may still be matched when the last source has answered.
        if (!state.running && settled) return end(state);
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
        state = await ask('GET', '/refresh');
      }
    } catch (error) {
      said.className = 'error';
      said.textContent = sentence(error);
      fill(after, el('button', { type: 'button', id: 'start-retry', onclick: again }, t('retry')));
    }
  }

  /**
   * Where a refresh runs already, as from the service's first minute on, arXiv was asked before it was known for what.
   * @returns {Promise<RefreshState>}
   */
  async function refresh() {
    const { running, sources: all } = /** @type {RefreshState} */ (await ask('GET', '/refresh'));
    const anew = all.filter(({ kind, source, paused }) => kind === 'arxiv' && !paused && source !== OF_THE_LIBRARY);
    return ask('POST', '/refresh', running && anew.length ? { sources: anew.map(({ source }) => source) } : {});
  }

  function again() {
    said.className = '';
    fill(after);
    void begin();
  }

  /** @param {RefreshState} state */
  function show(state) {
    bar.show(state);
    const name = fetched(state);
    const came = state.new > 0 && plural('newPapers', state.new);
    said.textContent = [name ? t('fetchingFrom', name) : t('fetching'), came].filter(Boolean).join(' · ');
    fill(
      sources,
      ...state.sources
        .filter(({ source, paused }) => !paused && source !== OF_THE_LIBRARY)
        .map((source) => {
          const stands = standing(source, state);
          return el(
            'li',
            { class: `is-${stands}` },
            el('span', null, sourceName(source)),
            stands !== 'never' && el('small', null, source.new > 0 ? plural('newPapers', source.new) : t(`state_${stands}`)),
          );
        }),
    );
  }

  /** The newest that hit. Whether all that came is matched. @param {RefreshState} state */
  async function look(state) {
    const answer = /** @type {FeedAnswer} */ (await ask('GET', `/feed?limit=${SHOWN}`));
    if (answer.total !== total) {
      total = answer.total;
      heading.hidden = total === 0;
      heading.textContent = plural('startHit', total);
      fill(papers, ...answer.items.map(paper));
      if (total > 0) open.textContent = t('startOpen');
    }
    return answer.settled || state.running;
  }

  /** @param {RefreshState} state */
  function end(state) {
    bar.show(state);
    said.textContent = [t('refreshDone', plural('newPapers', state.new)), lull(state)].filter(Boolean).join(' ');
    // Without a network all fail for one reason: it is told once.
    const failed = state.sources.filter((source) => source.error && !source.paused && source.source !== OF_THE_LIBRARY);
    const reasons = [...new Set(failed.map(problem))];
    fill(
      after,
      ...reasons.map((reason) => {
        const of = failed.filter((source) => problem(source) === reason);
        return el('p.error', null, of.length > 1 ? reason : t('feedSearchAsk_failed', sourceName(of[0]), reason));
      }),
      total <= 0 && nothing(failed.length > 0),
    );
    open.textContent = t('startOpen');
  }

  /** Nothing hits: no dead end. @param {boolean} failed some source was not reached, which is reason enough */
  const nothing = (failed) =>
    el(
      'div.nothing',
      { id: 'start-none' },
      el('h2', null, t('startNone')),
      !failed && el('p', null, t('startNoneHow')),
      el(
        'div.row',
        null,
        failed && el('button', { type: 'button', id: 'start-retry', onclick: again }, t('retry')),
        el('button', { type: 'button', id: 'start-more', onclick: back }, t('startFollowMore')),
        el('button', { type: 'button', id: 'start-everything', onclick: everything }, t('startEverything')),
      ),
    );
}

/** @param {FeedItem} item */
const paper = (item) =>
  el(
    'li',
    null,
    el('div.kicker', null, ...kicker(item)),
    el('h3', null, link(item.url, null, item.title)),
    becauseHits(item),
  );

/** @param {Followed["refused"]} entries */
const refused = (entries) =>
  el(
    'div.notice.warm',
    { role: 'alert' },
    el('p', null, plural('startRefused', entries.length)),
    el('ul', null, ...entries.slice(0, 10).map(({ value, why }) => el('li', null, el('b', null, value), ` ${why}`))),
  );
