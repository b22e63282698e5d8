/** @file What narrows the list: chips by status, tag, source and year with how many papers each would leave. */

import { el, fill, keepingFocus } from '../shared/dom.js';
import { number, plural, t } from '../shared/i18n.js';
import { SOURCES, STATUSES, sourceOf, statusName } from './words.js';

/**
 * @typedef {object} Facets
 * @property {number} total
 * @property {{tag: string, count: number}[]} tags
 * @property {Record<string, number>} statuses
 * @property {Record<string, number>} sources
 * @property {{year: string, count: number}[]} years
 */
/** @typedef {import('./address.js').Asked} Asked */
/** @typedef {{kind: string, value: string, label: string}} Filter */

/** @type {Record<string, string>} */
const GROUPS = { status: 'fieldName_status', tag: 'fieldName_tags', source: 'libBySource', year: 'libByYear' };
const FIRST = { tag: 14, year: 8 }; // chips before the rest is unfolded

/** The filters that are on, in the words of the reader. @param {Asked} asked @returns {Filter[]} */
export function filtersOn(asked) {
  const { tags, status, source, year } = asked;
  return [
    ...tags.map((tag) => ({ kind: 'tag', value: tag, label: tag })),
    ...(status ? [{ kind: 'status', value: status, label: nameOf('status', status) }] : []),
    ...(source ? [{ kind: 'source', value: source, label: nameOf('source', source) }] : []),
    ...(year ? [{ kind: 'year', value: year, label: year }] : []),
  ];
}

/** @param {string} kind @param {string} value */
function nameOf(kind, value) {
  return kind === 'status' ? statusName(value) : kind === 'source' ? sourceOf(value) : value;
}

/**
 * @param {HTMLElement} place
 * @param {(kind: string, value: string) => void} toggle
 */
export function createFilters(place, toggle) {
  /** @type {Set<string>} kinds that are unfolded */
  const whole = new Set();
  let shown = false; // on narrow windows
  /** @type {() => void} */
  let again = () => {};

  /** @param {Facets} facets @param {Asked} asked */
  function show(facets, asked) {
    again = () => show(facets, asked);
    const on = new Set(filtersOn(asked).map(({ kind, value }) => `${kind} ${value}`));
    /** @param {string} kind @param {{value: string, count: number}[]} values */
    const group = (kind, values) => {
      const there = values.filter(({ value, count }) => count > 0 || on.has(`${kind} ${value}`));
      for (const name of on) {
        const value = name.slice(kind.length + 1);
        if (name.startsWith(`${kind} `) && !there.some((one) => one.value === value)) there.push({ value, count: 0 });
      }
      if (!there.length) return null;
      const most = whole.has(kind) ? Infinity : (FIRST[/** @type {"tag"} */ (kind)] ?? Infinity);
      const shown = there.filter(({ value }, place) => place < most || on.has(`${kind} ${value}`));
      const unfold = () => {
        whole.add(kind);
        again();
      };
      return el(
        'div.group',
        { role: 'group', 'aria-labelledby': `group-${kind}` },
        el('h2', { id: `group-${kind}` }, t(GROUPS[kind] ?? kind)),
        el(
          'div.chips',
          null,
          ...shown.map(({ value, count }) => chip(kind, value, count, on.has(`${kind} ${value}`))),
          shown.length < there.length &&
            el('button.link', { type: 'button', id: `all-${kind}`, onclick: unfold }, plural('libMore', there.length - shown.length)),
        ),
      );
    };
    const flip = () => {
      shown = !shown;
      again();
    };
    place.classList.toggle('shown', shown);
    keepingFocus(() =>
      fill(
        place,
        el(
          'button.fold',
          { type: 'button', id: 'fold-filters', 'aria-expanded': String(shown), onclick: flip },
          t('libFilters'),
          on.size > 0 && el('b', null, number(on.size)),
        ),
        el(
          'div.groups',
          null,
          group('status', STATUSES.map((value) => ({ value, count: facets.statuses[value] ?? 0 }))),
          group('tag', facets.tags.map(({ tag, count }) => ({ value: tag, count }))),
          group('source', SOURCES.map((value) => ({ value, count: facets.sources[value] ?? 0 }))),
          group('year', facets.years.map(({ year, count }) => ({ value: String(year), count }))),
        ),
      ),
    );
  }

  /** @param {string} kind @param {string} value @param {number} count @param {boolean} on */
  const chip = (kind, value, count, on) =>
    el(
      'button.chip.filter',
      { type: 'button', id: `filter ${kind} ${value}`, 'aria-pressed': String(on), onclick: () => toggle(kind, value) },
      el('b', null, nameOf(kind, value)),
      ' ',
      el('span', null, number(count)),
    );

  return { show };
}
