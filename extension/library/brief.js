/** @file The brief of a saved paper, below its abstract: what it says first, or what was searched for, and the way to it. */

import { ask } from '../background/service-client.js';
import { ownAddress } from '../shared/browser.js';
import { el, fill, keepingFocus } from '../shared/dom.js';
import { date, languageTag, plural, t } from '../shared/i18n.js';
import { found } from '../shared/marked-words.js';

const FEW = 3; // statements that are shown

/** @typedef {import('./row.js').LibraryItem} LibraryItem */

/** @param {LibraryItem} first @param {{brief: (keys: string[]) => void, words: () => string[]}} acts */
export function briefOf(first, acts) {
  let { key } = first.paper;
  let keys = [key, ...first.also];
  const element = el('div.of-brief', null);
  void load();

  /** The latest that says something; a service that cannot tell leaves the way to a new one. */
  async function load() {
    const asked = key;
    const path = `/briefs?${new URLSearchParams({ key, limit: '20' })}`;
    const { items } = await ask('GET', path).catch(() => ({ items: [] }));
    /** @param {Brief} brief */
    const own = (brief) => says(brief) && brief.kind !== 'several' && keys.includes(brief.keys[0] ?? '');
    const brief = items.find(own) ?? items.find(says);
    if (asked === key) keepingFocus(() => fill(element, ...shown(brief)));
  }

  /** @param {Brief | undefined} brief */
  function shown(brief) {
    const make = el('button', { type: 'button', id: 'brief', onclick: () => acts.brief([key]) }, t('briefsMake'));
    if (!brief) return [el('div.row', null, make)];
    const supported = brief.statements.filter(({ problems }) => problems.length === 0);
    const of = supported.filter(({ passages }) => passages.some((passage) => keys.includes(passage.key)));
    const facts = [brief.kind === 'several' ? plural('briefsOf', brief.keys.length) : t('brief'), date(brief.updated), plural('briefChecked', brief.statements.length, supported.length)];
    return [
      el('p.kicker', null, facts.join(' · ')),
      el(
        'ul',
        { lang: languageTag(brief.language) },
        ...told(of.length ? of : supported, acts.words()).map(({ text }) => el('li', null, ...found(text, acts.words()))),
      ),
      el(
        'p',
        null,
        el('a', { id: 'read-brief', href: ownAddress(`briefs/briefs.html?id=${encodeURIComponent(brief.id)}`) }, t('briefsRead')),
      ),
    ];
  }

  return {
    element,
    /** It, or what is written of it, may be another by now. @param {LibraryItem} now */
    update(now) {
      ({ key } = now.paper);
      keys = [key, ...now.also];
      void load();
    },
  };
}

/** Whether anything of it can be shown. @param {Brief} brief */
const says = ({ state, statements }) => state === 'done' && statements.some(({ problems }) => problems.length === 0);

/** Those that hold a word that was searched for; where none does, the first. @param {Statement[]} statements @param {string[]} words */
function told(statements, words) {
  const holding = statements.filter(({ text }) => found(text, words).some((part) => typeof part !== 'string'));
  return (holding.length ? holding : statements.slice(0, 1)).slice(0, FEW);
}
