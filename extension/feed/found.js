/** @file What stands above the list of a search: what was understood, what else was perhaps meant, and asking the sources. */

import { ownAddress } from '../shared/browser.js';
import { el, fill, joined, keepingFocus } from '../shared/dom.js';
import { date, has, number, parts, plural, t } from '../shared/i18n.js';
import { folded, found as marked, wordsOf } from '../shared/marked-words.js';
import { tell } from '../shared/messages.js';
import { whole } from './address.js';
import { createAsking } from './asking.js';
import { followable, pieces, replaced, without, written } from './query.js';
import { remember } from './recent.js';

/** @typedef {import('./address.js').Asked} Asked */

const LOOKS = /** @type {Record<string, string>} */ ({ author: 'author', title: 'topic', phrase: 'topic' });
const NAMES = /** @type {Record<string, string>} */ ({
  author: 'author',
  title: 'feedSearchBy_title',
  category: 'category',
  after: 'feedSearchBy_after',
  before: 'feedSearchBy_before',
  not: 'feedSearchBy_not',
  phrase: 'feedSearchBy_phrase',
});
const PROBLEMS = /** @type {Record<string, string>} */ ({
  'after date': 'feedSearchProblem_after',
  'before date': 'feedSearchProblem_before',
  empty: 'feedSearchProblem_empty',
  many: 'feedSearchProblem_many',
});
const SNIPPET = 180; // letters of a brief
const MOST_WAYS = 6; // conditions that are tried without
const JUST_NOW = 60_000; // ms: what was followed before that was followed already

/**
 * @param {HTMLElement} place
 * @param {{go: (next: Asked) => unknown, ask: typeof import('../background/service-client.js').ask, toast: Toast, reload: () => Promise<void>}} acts
 */
export function createFound(place, { go, ask, toast, reload }) {
  const asking = createAsking({ ask, joined: reload });
  let turn = 0;

  /** @param {string} q */
  const search = (q) => {
    void remember(q);
    void go({ ...whole('radar'), q });
  };

  /** @param {Asked} asked @param {FeedAnswer | null} answer null: none yet, or no search */
  function show(asked, answer) {
    const mine = ++turn;
    place.hidden = !asked.q || !answer;
    asking.show(asked.q);
    if (!asked.q || !answer) return fill(place);
    // A service of another day answers a search without what is told here.
    const none = { understood: [], problems: [], suggestions: [], briefs: [], places: {}, nearly: false };
    const told = /** @type {SearchAnswer} */ ({ ...none, ...answer });
    const ways = el('div.ways', { hidden: true });
    const nothing = told.total === 0 && told.briefs.length === 0;
    keepingFocus(() =>
      fill(
        place,
        // The papers below have headings of their own, of the third level.
        nothing ? el('h2', null, t('feedSearchNothing')) : el('h2.visually-hidden', null, t('feedSearchPapers')),
        counted(told),
        told.settled === false && el('p.warm', null, t('feedSearchIndexing')),
        told.nearly && el('p.warm', null, t('feedSearchNearly')),
        conditions(asked.q, told),
        ...told.problems.map(problem),
        told.suggestions.length > 0 && meant(told),
        nothing && el('p.muted', null, t('feedSearchNothingHow')),
        nothing && ways,
        briefs(told, asked.q),
        asking.told,
        el('div.row', null, asking.button, !nothing && follow(asked.q, told)),
      ),
    );
    place.classList.toggle('nothing', nothing);
    if (nothing) void waysOut(asked.q, ways, () => mine === turn);
  }

  /** The head says how many papers there are; here, how many of them the reader has. @param {SearchAnswer} told */
  function counted({ places }) {
    const { library = 0, briefs = 0 } = places;
    const said = [
      library > 0 && t('feedSearchInLibrary', number(library)),
      briefs > 0 && plural('feedSearchInBriefs', briefs),
    ].filter(Boolean);
    return said.length > 0 && el('p.counted', null, ...joined(said, ' · '));
  }

  /** The conditions other than words, each to be taken out; the words stand in the field. @param {string} q @param {SearchAnswer} told */
  function conditions(q, { understood }) {
    const chips = understood
      .filter(({ kind }) => kind in NAMES)
      .map(({ kind, value }) => {
        const name = t(NAMES[kind] ?? kind);
        const said = kind === 'after' || kind === 'before' ? date(value) || value : value;
        const drop = () => {
          const less = without(q, kind, value);
          if (less) search(less);
          else void go(whole('radar'));
          document.getElementById('search')?.focus();
        };
        return el(
          'button',
          {
            type: 'button',
            class: `chip ${LOOKS[kind] ?? 'category'}`,
            id: `understood ${kind} ${value}`,
            'aria-label': t('feedSearchDrop', `${name} ${said}`),
            onclick: drop,
          },
          name,
          ' ',
          el('b', null, said),
          el('span', { 'aria-hidden': 'true' }, '×'),
        );
      });
    return chips.length > 0 && el('div.chips', null, ...chips);
  }

  /** @param {SearchAnswer["problems"][number]} problem */
  function problem({ kind, value, why }) {
    const name = PROBLEMS[`${kind} ${why}`] ?? PROBLEMS[why] ?? 'feedSearchProblem_unclear';
    return el('p.warm', null, has(name) ? t(name, value || kind) : value);
  }

  /** @param {SearchAnswer} told */
  function meant({ suggestions }) {
    const links = suggestions.map(({ text, q }) => el('button.link', { type: 'button', onclick: () => search(q) }, text));
    return el('p.mean', null, ...parts('feedSearchMean', el('span', null, ...joined(links, ' · '))));
  }

  /** @param {SearchAnswer} told @param {string} q */
  function briefs({ briefs }, q) {
    if (!briefs.length) return null;
    const words = wordsOf(q);
    const one = (/** @type {SearchAnswer["briefs"][number]} */ { id, title, text }) =>
      el(
        'li',
        null,
        el('a', { href: ownAddress(`briefs/briefs.html?id=${encodeURIComponent(id)}`) }, ...marked(title, words)),
        text && el('small', null, ...marked(text.slice(0, SNIPPET) + (text.length > SNIPPET ? '…' : ''), words)),
      );
    return el('section.of-briefs', null, el('h2.kicker', null, t('feedSearchBriefs')), el('ul', null, ...briefs.map(one)));
  }

  /** What is followed already hits what was found. @param {string} q @param {SearchAnswer} told */
  function follow(q, { items }) {
    const wanted = followable(q);
    if (!wanted) return null;
    const { kind, value } = wanted;
    const same = (/** @type {Hit} */ hit) => hit.kind === kind && folded(hit.value) === folded(value);
    if (items.some(({ hits }) => hits.some(same))) return null;
    const name = kind === 'topic' ? t('feedSearchFollowTopic', value) : t('feedSearchFollowAuthor', value);
    return el('button.quiet', { type: 'button', id: 'follow-search', onclick: () => void followNow(kind, value) }, '+ ', name);
  }

  /** @param {Kind} kind @param {string} value */
  async function followNow(kind, value) {
    const changed = () => tell({ type: 'changed', tabId: -1 }).catch(() => null);
    try {
      const entry = await ask('POST', '/radar', { kind, value });
      if (Date.now() - Date.parse(entry.created) > JUST_NOW) return toast.say(t('feedSearchFollowedAlready', entry.value));
      void changed();
      toast.say(t('feedSearchFollowed', entry.value), () => {
        void ask('DELETE', `/radar/${encodeURIComponent(entry.id)}`).then(changed, toast.fail);
      });
    } catch (error) {
      toast.fail(error);
    }
  }

  /** Nothing fits all of it: what would, with one condition less. @param {string} q @param {HTMLElement} ways @param {() => boolean} wanted */
  async function waysOut(q, ways, wanted) {
    const all = pieces(q);
    if (all.length < 2) return;
    const tried = await Promise.all(
      all.slice(0, MOST_WAYS).map(async (piece) => {
        const less = replaced(q, piece);
        const { total } = await ask('GET', `/search?${new URLSearchParams({ q: less, limit: '1' })}`);
        return { less, total, label: written(piece.kind, piece.value, piece.not) };
      }),
    ).catch(() => []); // what is shown stands without it
    const some = tried.filter(({ total }) => total > 0);
    if (!wanted() || !some.length) return;
    ways.hidden = false;
    fill(
      ways,
      el('p', null, t('feedSearchLoosen')),
      el(
        'div.chips',
        null,
        ...some.map(({ less, total, label }) =>
          el('button.chip.category', { type: 'button', onclick: () => search(less) }, ...parts('libWithout', el('b', null, label)), ' ', number(total)),
        ),
      ),
    );
  }

  return { show };
}
