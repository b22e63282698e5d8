/** @file The head of the feed: the day, and a sentence on what it shows and why it may be short. */

import { byId, el, fill } from '../shared/dom.js';
import { languageTag, listed, plural, t } from '../shared/i18n.js';
import { lull } from '../shared/sources.js';
import { waysFrom } from '../shared/ways.js';
import { isNarrowed } from './address.js';

/** "Friday 19 June 2026". */
const day = (now = new Date()) =>
  new Intl.DateTimeFormat(languageTag() === 'en' ? 'en-GB' : 'zh-CN', { dateStyle: 'full' }).format(now).replace(',', '');

/** @param {{keys: () => void}} acts */
export function createHead({ keys }) {
  const title = el('h1', null);
  const sentence = el('p', { id: 'sentence' });
  const reason = el('p', { id: 'reason', hidden: true });
  /** @type {{asked: import('./address.js').Asked, total: number} | null} */
  let shown = null;
  /** @type {{entries: Entry[] | null, state: RefreshState | null}} */
  const known = { entries: null, state: null };
  fill(
    byId('head'),
    el(
      'div.hero',
      null,
      el('div.kicker', null, `${t('feedKicker')} · ${day()}`),
      title,
      sentence,
      reason,
      el('p', { id: 'fresh' }),
    ),
    el(
      'div.row',
      null,
      ...waysFrom('feed'),
      el('button.quiet', { type: 'button', id: 'keys', title: t('keys'), 'aria-label': t('keys'), onclick: keys }, el('kbd', null, '?')),
    ),
  );

  /** @param {import('./address.js').Asked} asked */
  function name(asked) {
    title.textContent = asked.q ? t('feedTitleSearch') : TITLES[asked.tab]();
  }

  function draw() {
    if (!shown) return;
    const { asked, total } = shown;
    name(asked);
    sentence.textContent = spaced(told(asked, total));
    sentence.hidden = !sentence.textContent;
    const why = known.state && !asked.q && asked.tab !== 'trending' ? lull(known.state) : '';
    reason.textContent = why;
    reason.hidden = !why;
  }

  /** @param {import('./address.js').Asked} asked @param {number} total */
  function told(asked, total) {
    const followed = known.entries && followedOf(known.entries);
    // Of an empty list, what stands in its place tells; here stands what was looked for, if anything.
    if (!total && (isNarrowed(asked) || asked.tab !== 'radar' || !followed)) return '';
    const count = plural('feedPapers', total);
    if (asked.q) return t('feedSaysFound', count, asked.q);
    if (isNarrowed(asked)) return plural('feedSaysNarrowed', total);
    if (asked.tab === 'trending') return t('feedSaysTrending', count);
    if (asked.tab === 'categories') return t('feedSaysCategories', count);
    const places = known.state && placesOf(known.state.sources);
    return followed && places ? plural('feedSentence', total, places, followed) : plural('feedSays', total);
  }

  return {
    /** What is asked for, before it is answered. @param {import('./address.js').Asked} asked */
    ask: (asked) => name(asked),
    /** @param {import('./address.js').Asked} asked @param {FeedAnswer} answer */
    show(asked, { total }) {
      shown = { asked, total };
      draw();
    },
    /** @param {Partial<typeof known>} more */
    know(more) {
      Object.assign(known, more);
      draw();
    },
  };
}

/** @type {Record<import('./address.js').Tab, () => string>} */
const TITLES = {
  radar: () => t('feedTitle'),
  trending: () => t('feedTitleTrending'),
  categories: () => t('feedTitleCategories'),
};

/** "arXiv, Hugging Face and 6 journals". @param {SourceState[]} sources */
function placesOf(sources) {
  const journals = sources.filter(({ kind }) => kind === 'journal').length;
  const names = [
    sources.some(({ kind }) => kind === 'arxiv') && 'arXiv',
    sources.some(({ kind }) => kind === 'huggingface') && 'Hugging Face',
    journals > 0 && plural('feedJournals', journals),
  ].filter((name) => typeof name === 'string');
  return listed(names);
}

/** "3 authors and 9 topics". @param {Entry[]} entries */
function followedOf(entries) {
  const on = entries.filter(({ paused, negative }) => !paused && !negative);
  /** @param {Kind} kind @param {string} name */
  const counted = (kind, name) => {
    const count = on.filter((entry) => entry.kind === kind).length;
    return count ? plural(name, count) : '';
  };
  return listed(
    [counted('author', 'feedAuthors'), counted('topic', 'feedTopics'), counted('category', 'feedCategories')].filter(Boolean),
  );
}

/** Chinese is set apart from Latin words and digits. @param {string} text */
const spaced = (text) =>
  text.replace(/(?<=\p{Script=Han})(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?=\p{Script=Han})/gu, ' ');
