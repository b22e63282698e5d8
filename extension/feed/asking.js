/** @file arXiv and Hugging Face, asked for a search: begun by the reader, told source by source, cancelled at any time. */

import { el, fill, keepingFocus } from '../shared/dom.js';
import { moment, number, plural, t } from '../shared/i18n.js';
import { sentence } from '../shared/troubles.js';

const NAMES = /** @type {Record<string, string>} */ ({ arxiv: 'arXiv', huggingface: 'Hugging Face' });
const EVERY = 400; // ms between two looks at how far it is

/** @typedef {typeof import('../background/service-client.js').ask} Ask */

/**
 * @param {object} of
 * @param {Ask} of.ask
 * @param {() => unknown} of.joined papers have come: the list is to be made anew
 */
export function createAsking({ ask, joined }) {
  const view = {
    q: '',
    /** @type {SearchAsk | null} */
    state: null,
    /** @type {unknown} why it could not be asked at all */
    trouble: null,
    turn: 0,
    fresh: 0, // papers that have joined, as far as the list knows
  };
  const told = el('div.asking', { id: 'asking', role: 'status' });
  const button = el('span', null);
  const running = () => view.state?.state === 'asking';

  async function begin() {
    const turn = ++view.turn;
    const { q } = view;
    view.trouble = null;
    view.fresh = 0;
    try {
      const { id } = await ask('POST', '/search/ask', { q });
      if (turn !== view.turn) return void ask('DELETE', `/search/ask/${encodeURIComponent(id)}`).catch(() => null);
      do {
        /** @type {SearchAsk} */
        const state = await ask('GET', `/search/ask/${encodeURIComponent(id)}`);
        if (turn !== view.turn) return;
        view.state = state;
        draw();
        const fresh = freshOf(state);
        if (fresh > view.fresh) {
          view.fresh = fresh;
          void joined();
        }
        if (running()) await new Promise((resolve) => setTimeout(resolve, EVERY));
      } while (turn === view.turn && running());
    } catch (error) {
      if (turn !== view.turn) return;
      view.state = null;
      view.trouble = error;
      draw();
    }
  }

  async function cancel() {
    const { state } = view;
    if (!state || !running()) return;
    // What it has found by then has joined; the answer of the loop tells of it.
    await ask('DELETE', `/search/ask/${encodeURIComponent(state.id)}`).catch((error) => {
      view.trouble = error;
      draw();
    });
  }

  function draw() {
    const { state, trouble } = view;
    fill(told, ...(state ? lines(state) : []), Boolean(trouble) && el('p.error', { role: 'alert' }, sentence(trouble)));
    keepingFocus(() => fill(button, act()));
  }

  /** @param {SearchAsk} state */
  function lines(state) {
    const end = state.state === 'done' && ending(state);
    const line = (/** @type {SearchAsk["sources"][number]} */ source) =>
      el(source.state === 'failed' ? 'li.error' : 'li', null, ...said(source, state));
    return [el('ul', null, ...state.sources.map(line), end && el('li.end', null, end))];
  }

  function act() {
    if (running()) return el('button', { type: 'button', id: 'cancel-ask', onclick: () => void cancel() }, t('cancel'));
    // What was answered is remembered by the service for an hour: to ask again would tell nothing else.
    if (view.state?.state === 'done' && view.state.sources.every((source) => source.state === 'done')) return null;
    const again = Boolean(view.state || view.trouble);
    return el(
      'button',
      { type: 'button', id: 'ask-sources', title: t('feedSearchAskHow'), onclick: () => void begin() },
      t(again ? 'feedSearchAskAgain' : 'feedSearchAsk'),
    );
  }

  return {
    /** What has come of it, and the button that begins or ends it. */
    told,
    button,
    /** The search that is shown now: for another one nothing was asked yet, and nobody waits for the former. @param {string} q */
    show(q) {
      if (q !== view.q) {
        void cancel();
        Object.assign(view, { q, state: null, trouble: null, turn: view.turn + 1, fresh: 0 });
      }
      draw();
    },
  };
}

/** @param {SearchAsk} state */
const freshOf = (state) => state.sources.reduce((sum, source) => sum + source.new, 0);

/** @param {SearchAsk} state */
function ending(state) {
  const fresh = freshOf(state);
  if (fresh) return plural('feedSearchAskDone', fresh);
  return state.sources.some((source) => source.state === 'failed') ? '' : t('feedSearchAskNothing');
}

/** @param {SearchAsk["sources"][number]} source @param {SearchAsk} whole @returns {Child[]} */
function said({ source, state, found, new: fresh, error, code, hint, until }, whole) {
  const name = NAMES[source] ?? source;
  if (state === 'failed') {
    const when = until ? ` ${t('feedSearchAskUntil', moment(until))}` : '';
    return [t('feedSearchAsk_failed', name, sentence({ kind: 'error', code: code || 'internal', message: error, hint })), when];
  }
  if (state !== 'done') {
    if (whole.state === 'cancelled') return [t('feedSearchAsk_cancelled', name)];
    const busy = state === 'asking';
    return [busy && el('i.spinner', { 'aria-hidden': 'true' }), t(busy ? 'feedSearchAsk_asking' : 'feedSearchAsk_waiting', name)];
  }
  if (!found) return [t('feedSearchAsk_none', name)];
  if (!fresh) return [plural('feedSearchAsk_known', found, name)];
  return [t('feedSearchAsk_new', name, number(found), number(fresh))];
}
