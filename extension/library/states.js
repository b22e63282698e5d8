/** @file What stands in the place of the list: nothing saved yet, nothing found, and a wait. */

import { checkHealth, connection } from '../background/service-client.js';
import { el } from '../shared/dom.js';
import { number, t } from '../shared/i18n.js';
import { troubleState } from '../shared/trouble-state.js';
import { asTrouble, told } from '../shared/troubles.js';
import { isNarrowed, toggled } from './address.js';
import { filtersOn } from './filters.js';

/** @typedef {import('./address.js').Asked} Asked */

/**
 * Why nothing is there: nothing was ever saved, or what is asked for is too much at once. Raises what `count` raises.
 * @param {Asked} asked
 * @param {(asked: Asked) => Promise<number>} count
 * @param {(asked: Asked) => void} go
 * @param {() => void} add opens the import
 */
export async function noneFound(asked, count, go, add) {
  const all = { ...asked, q: '', tags: [], status: '', source: '', year: '' };
  if (!isNarrowed(asked) || (await count(all)) === 0) return empty(add);
  const q = asked.q.trim();
  const on = [...(q ? [{ kind: 'q', value: q, label: q }] : []), ...filtersOn(asked)];
  const ways = on.map(async ({ kind, value, label }) => {
    const other = kind === 'q' ? { ...asked, q: '' } : toggled(asked, kind, value);
    return { kind, label, total: await count(other), loosen: () => go(other) };
  });
  const some = (await Promise.all(ways)).filter(({ total }) => total > 0);
  return nothing(on.length > 1 ? some : [], () => {
    go(all);
    document.getElementById('search')?.focus();
  });
}

/**
 * A trouble: `instead` of the list, where nothing could be done with it, else `above` it.
 * @param {unknown} error @param {boolean} there whether a list stands @param {() => void} again
 */
export function troubled(error, there, again) {
  const trouble = asTrouble(error);
  if (!there || trouble.kind === 'unpaired')
    return { instead: troubleState(trouble, again, { connection, checkHealth }), above: null };
  const retry = el('button.link', { type: 'button', id: 'retry', onclick: again }, t('retry'));
  return { instead: null, above: el('div.notice.danger', { role: 'alert' }, `${told(trouble).title} `, retry) };
}

/** @param {() => void} add */
const empty = (add) =>
  el(
    'div.state',
    null,
    el('h2', null, t('libEmpty')),
    el('p', null, t('libEmptySave')),
    el('p', null, t('libEmptyImport')),
    el('div.row', null, el('button.primary', { type: 'button', id: 'import-first', onclick: add }, t('libImport'))),
  );

/**
 * @typedef {object} Loosening One thing that can be given up, and how many papers there would be then.
 * @property {string} kind
 * @property {string} label
 * @property {number} total
 * @property {() => void} loosen
 */

/** @param {Loosening[]} ways @param {() => void} all */
const nothing = (ways, all) =>
  el(
    'div.state',
    { id: 'nothing' },
    el('h2', null, t('libNothing')),
    el('p', null, t(ways.length ? 'libNothingHow' : 'libNothingSearch')),
    ways.length > 0 &&
      el(
        'div.chips',
        null,
        ...ways.map(({ kind, label, total, loosen }, place) =>
          el(
            'button.chip.filter',
            { type: 'button', id: `loosen-${place}`, onclick: loosen },
            t('libWithout', kind === 'q' ? `“${label}”` : label),
            ' ',
            el('span', null, number(total)),
          ),
        ),
      ),
    el('div.row', null, el('button', { type: 'button', id: 'loosen-all', onclick: all }, t('libShowAll'))),
  );

/** Shown only when an answer takes its time: nothing may flash. */
export const loading = () => el('div.state', { 'aria-busy': 'true' }, el('p', null, t('libLoading')));
