/** @file The sources: a refresh as it runs, wherever it was begun, and how each source stands. */

import { ask } from '../background/service-client.js';
import { el, fill, keepingFocus } from '../shared/dom.js';
import { languageTag, plural, t } from '../shared/i18n.js';
import { fetched, lull, progress, sourceName, standing } from '../shared/sources.js';
import { failed } from './failed.js';
import { retention } from './retention.js';
import { lastFetches, sourceRow } from './source-row.js';

const QUICK = 700; // ms between two looks at a running refresh
const SLOW = 5_000; // ms between two looks while nothing runs: another window, or the schedule, may begin one
const MANY = 6; // journals; from here on they are folded

/** @typedef {{print: string, element: HTMLElement, fetches: ReturnType<typeof lastFetches>, finished: string}} Row */

/** @param {HTMLElement} body @param {Page} page */
export async function sources(body, { toast, again }) {
  /** @type {Map<string, Row>} */
  const rows = new Map();
  let state = /** @type {RefreshState | null} */ (null);
  let timer = 0;
  let asked = 0;
  let ending = ''; // of the last refresh that was seen here
  // Made once: a press is never lost because its button was drawn anew meanwhile.
  const start = el('button.primary', { type: 'button', id: 'fetch-all', onclick: () => void begin() }, t('fetchAll'));
  const cancel = el('button', { type: 'button', id: 'cancel', onclick: () => void end() }, t('cancel'));
  const said = el('p', { 'aria-live': 'polite' });
  const bar = progress();
  const doing = el('small.muted', null);
  const main = el('ul.entries.sources', null);
  const journals = el('ul.entries.sources', null);
  const count = el('span', null);
  const folded = el('details.archive', { id: 'journal-sources' }, el('summary', null, t('options_journals'), count));

  /**
   * An answer that comes later than one asked for after it is not shown.
   * @param {() => Promise<RefreshState | void>} act
   * @param {(error: unknown) => void} [refused]
   */
  const attempt = async (act, refused = toast.fail) => {
    const mine = ++asked;
    try {
      const now = (await act()) ?? (await ask('GET', '/refresh'));
      if (mine === asked) show(now);
    } catch (error) {
      refused(error);
      lookIn(SLOW);
    }
  };
  /** @param {number} pause */
  const lookIn = (pause) => {
    clearTimeout(timer);
    timer = Number(setTimeout(look, pause));
  };
  const look = () => {
    if (!body.isConnected) return;
    if (document.hidden) lookIn(SLOW);
    else void attempt(async () => {}, (error) => fill(said, failed(error, again)));
  };
  const begin = () => state?.running || attempt(() => ask('POST', '/refresh', {}));
  const end = () =>
    attempt(async () => {
      start.focus();
      await ask('DELETE', '/refresh');
    });
  const acts = {
    /** @param {SourceState} source */
    fetch: (source) => attempt(() => ask('POST', '/refresh', { sources: [source.source] })),
    /** @param {SourceState} source @param {boolean} paused @returns {Promise<void>} */
    pause: (source, paused) =>
      attempt(async () => {
        await ask('PATCH', path(source), { paused });
        const undo = () => void acts.pause(source, !paused);
        toast.say(t(paused ? 'sourcePaused' : 'sourceResumed', sourceName(source)), undo);
      }),
    /** @param {SourceState} source */
    fetches: async (source) => (await ask('GET', `${path(source)}/fetches`)).fetches,
  };

  /** @param {RefreshState} now */
  const show = (now) => {
    const before = state;
    state = now;
    drawProgress(now, before);
    keepingFocus(() => drawRows(now));
    lookIn(now.running ? QUICK : SLOW);
  };

  /** @param {RefreshState} now @param {RefreshState | null} before */
  const drawProgress = (now, before) => {
    start.setAttribute('aria-disabled', String(now.running));
    cancel.classList.toggle('gone', !now.running);
    bar.show(now);
    const name = fetched(now);
    const ended = before?.running || (now.cancelled && before === null);
    let text = name ? t('fetchingFrom', name) : t('fetching');
    if (now.running) ending = '';
    else text = ended ? (ending = outcome(now)) : lull(now) || ending;
    if (said.textContent !== text) fill(said, text);
    const step = now.total > 1 && t('sourceOf', Math.min(now.done + 1, now.total), now.total);
    // The service's words are English.
    const words = languageTag() === 'en' && now.doing;
    fill(doing, now.running ? [step, words, plural('newPapers', now.new)].filter(Boolean).join(' · ') : '');
  };

  /** Only what changed is drawn anew. @param {RefreshState} now */
  const drawRows = (now) => {
    const feeds = now.sources.filter((source) => source.kind === 'journal');
    const fold = feeds.length > MANY;
    put(main, fold ? now.sources.filter((source) => source.kind !== 'journal') : now.sources, now);
    put(journals, fold ? feeds : [], now);
    folded.hidden = !fold;
    const wrong = feeds.filter((source) => ['failing', 'paused'].includes(standing(source, now))).length;
    fill(count, [plural('chosenOf', feeds.length), wrong > 0 && plural('failingOf', wrong)].filter(Boolean).join(' · '));
  };

  /** @param {HTMLElement} list @param {SourceState[]} shown @param {RefreshState} now */
  const put = (list, shown, now) => {
    const elements = shown.map((source) => rowOf(source, now));
    // Rows that stay are not touched: a button that is being pressed would lose the press.
    elements.forEach((row, place) => {
      const there = /** @type {HTMLElement | undefined} */ (list.children[place]);
      if (there && there !== row && !elements.includes(there)) there.replaceWith(row);
      else if (there !== row) list.insertBefore(row, there ?? null);
    });
    while (list.children.length > elements.length) list.lastElementChild?.remove();
  };

  /** @param {SourceState} source @param {RefreshState} now */
  const rowOf = (source, now) => {
    // With the minute, because times are told from now.
    const print = JSON.stringify([source, standing(source, now), Math.floor(Date.now() / 60_000)]);
    const former = rows.get(source.source);
    if (former?.print === print) return former.element;
    const fetches = former?.fetches ?? lastFetches(source, acts);
    if (former && former.finished !== source.finished) fetches.again();
    const element = sourceRow(source, now, acts, fetches.details);
    rows.set(source.source, { print, element, fetches, finished: source.finished });
    return element;
  };

  folded.append(journals);
  try {
    const first = await ask('GET', '/refresh');
    fill(
      body,
      el('div.refreshing', null, start, el('div.doing', null, said, doing), cancel),
      bar.element,
      main,
      folded,
      await retention(toast),
    );
    show(first);
  } catch (error) {
    fill(body, failed(error, again));
  }
}

/** @param {SourceState} source */
const path = ({ source }) => `/sources/${encodeURIComponent(source)}`;

/** What came of a refresh that has just ended. @param {RefreshState} now */
const outcome = (now) =>
  [t(now.cancelled ? 'refreshCancelled' : 'refreshDone', plural('newPapers', now.new)), lull(now)]
    .filter(Boolean)
    .join(' ');
