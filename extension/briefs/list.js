/** @file The briefs that are kept: the latest first, found by their words, removed with an undo. */

import { isUnfinished } from '../shared/brief-job.js';
import { el, fill, keepingFocus } from '../shared/dom.js';
import { languageTag, plural, t } from '../shared/i18n.js';
import { waysFrom } from '../shared/ways.js';
import { addressOfBrief } from './address.js';
import { checkedOf, factsOf, titleOf } from './words.js';

const SLICE = 30;
const AGAIN = 3_000; // ms, while one is being written
const TITLES = 3; // papers that are named of those of a brief

/**
 * @typedef {object} ListActs
 * @property {(path: string) => Promise<{total: number, items: Brief[]}>} get
 * @property {(brief: Brief) => void} open
 * @property {(brief: Brief) => Promise<void>} remove
 * @property {(q: string) => void} typed
 * @property {() => void} feed
 * @property {() => void} library
 * @property {(error: unknown, again: () => void) => HTMLElement} trouble
 */

/** @param {ListActs} acts */
export function createList(acts) {
  let q = '';
  let turn = 0;
  let timer = 0;
  /** @type {{total: number, items: Brief[]}} */
  let shown = { total: -1, items: [] };

  const count = el('p', { id: 'count', role: 'status' });
  const search = el('input', {
    id: 'search',
    type: 'search',
    maxlength: 500,
    autocomplete: 'off',
    spellcheck: 'false',
    placeholder: t('briefsSearch'),
    'aria-label': t('briefsSearch'),
    // A word half written by an input method is no word to look for.
    oninput: (/** @type {InputEvent} */ event) => event.isComposing || type(),
    oncompositionend: () => type(),
  });
  const rows = el('ol', { id: 'list' });
  const more = el('button', { type: 'button', id: 'more', hidden: true, onclick: () => void load(shown.items.length) }, t('briefsMore'));
  const state = el('div', { id: 'state' });
  const bar = el('div', { id: 'bar', role: 'search' }, search);
  const element = el(
    'div.list.bare', // until it is known that there are any
    null,
    el(
      'header.page',
      null,
      el('div', null, el('div.kicker', null, 'Paper Radar'), el('h1', null, t('briefs')), count),
      el(
        'div.row',
        null,
        ...waysFrom('briefs'),
        el('button.primary', { type: 'button', id: 'feed', title: t('briefsFeedHow'), onclick: acts.feed }, t('briefsFeed')),
      ),
    ),
    bar,
    rows,
    more,
    state,
  );

  function type() {
    q = search.value;
    acts.typed(q);
    void load();
  }

  /** From the top, or what follows. @param {number} [offset] */
  async function load(offset = 0) {
    const mine = ++turn;
    const limit = offset ? SLICE : Math.max(SLICE, shown.items.length);
    const asked = new URLSearchParams({ q: q.trim(), limit: String(Math.min(limit, 100)), offset: String(offset) });
    try {
      const found = await acts.get(`/briefs?${asked}`);
      if (mine !== turn) return;
      shown = { total: found.total, items: offset ? [...shown.items, ...found.items] : found.items };
      const at = [...rows.children].findIndex((one) => one.contains(document.activeElement));
      keepingFocus(draw);
      // Where the row with the focus was removed, what stands in its place has it.
      if (at < 0 || rows.contains(document.activeElement)) return;
      const next = (rows.children[Math.min(at, rows.children.length - 1)] ?? state).querySelector('a, button');
      /** @type {HTMLElement | null} */ (next)?.focus();
    } catch (error) {
      if (mine === turn) fill(state, acts.trouble(error, () => void load()));
      element.classList.toggle('troubled', mine === turn && shown.total < 0);
    }
  }

  function draw() {
    const { total, items } = shown;
    element.classList.remove('troubled');
    count.textContent = plural('briefsCount', total);
    bar.hidden = total === 0 && !q.trim();
    element.classList.toggle('bare', bar.hidden);
    rows.hidden = total === 0;
    more.hidden = items.length >= total;
    fill(rows, ...items.map((brief) => row(brief, acts)));
    fill(state, total === 0 && (q.trim() ? nothing(clear) : empty(acts)));
    clearTimeout(timer);
    if (items.some(isUnfinished)) timer = Number(setTimeout(() => element.isConnected && void load(), AGAIN));
  }

  function clear() {
    search.value = '';
    type();
    search.focus();
  }

  return {
    element,
    search,
    /** @param {string} words */
    show(words) {
      q = words;
      if (search.value.trim() !== words.trim()) search.value = words;
      document.title = `${t('briefs')} · Paper Radar`;
      return load();
    },
    reload: () => load(),
  };
}

/** @param {Brief} brief @param {ListActs} acts */
function row(brief, acts) {
  const { id, kind, papers, statements, text } = brief;
  const title = titleOf(brief);
  const words = statements.find(({ problems }) => problems.length === 0)?.text ?? firstWords(text);
  const others = kind === 'several' && papers.slice(0, TITLES).map((paper) => paper.title);
  const went = { failed: 'briefsFailed', interrupted: 'briefsInterrupted', cancelled: 'briefsCancelled', queued: 'briefQueued', running: 'briefRunning', done: '' };
  const meta = [checkedOf(brief), went[brief.state] && t(went[brief.state])].filter(Boolean).join(' · ');
  /** @param {MouseEvent} event */
  const clicked = (event) => {
    if (event.ctrlKey || event.metaKey || event.shiftKey) return; // in a tab or window of its own
    event.preventDefault();
    acts.open(brief);
  };
  return el(
    'li',
    { 'data-id': id },
    el('div.kicker', null, factsOf(brief)),
    el('h2', null, el('a', { id: `open ${id}`, href: addressOfBrief(id), onclick: clicked }, title)),
    others && el('p.others', null, others.join(' · '), papers.length > TITLES && ' …'),
    words && el('p.words', { lang: languageTag(brief.language) }, words),
    el(
      'div.meta',
      null,
      el('span.muted', null, meta),
      el(
        'button.quiet',
        { type: 'button', id: `remove ${id}`, 'aria-label': t('briefsRemoveThis', title), onclick: () => void acts.remove(brief) },
        t('remove'),
      ),
    ),
  );
}

/** Of a brief of before there were statements. @param {string} text */
const firstWords = (text) => text.split('\n').find((line) => line.trim() && !line.startsWith('## ')) ?? '';

/** @param {ListActs} acts */
const empty = (acts) =>
  el(
    'div.state',
    null,
    el('h2', null, t('briefsEmpty')),
    el('p', null, t('briefsEmptyPaper')),
    el('p', null, t('briefsEmptySeveral')),
    el(
      'div.row',
      null,
      el('button.primary', { type: 'button', id: 'feed-first', onclick: acts.feed }, t('briefsFeed')),
      el('button', { type: 'button', id: 'library-first', onclick: acts.library }, t('libOpen')),
    ),
  );

/** @param {() => void} clear */
const nothing = (clear) =>
  el(
    'div.state',
    { id: 'nothing' },
    el('h2', null, t('libNothing')),
    el('p', null, t('briefsNothing')),
    el('div.row', null, el('button', { type: 'button', id: 'all', onclick: clear }, t('briefsAll'))),
  );

/** @typedef {ReturnType<typeof createList>} List */
