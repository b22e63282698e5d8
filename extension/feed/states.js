/** @file What stands in the place of the list: nothing hits yet, nothing is left of what is asked for, a trouble, a wait. */

import { checkHealth, connection } from '../background/service-client.js';
import { command } from '../shared/command.js';
import { el } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { RUN, troubleState } from '../shared/trouble-state.js';
import { asTrouble, told } from '../shared/troubles.js';
import { isNarrowed, whole } from './address.js';

/** @typedef {import('./address.js').Asked} Asked */

/** @type {Record<import('./address.js').Tab, string>} */
const EMPTY = { radar: 'feedEmptyRadar', trending: 'feedEmptyTrending', categories: 'feedEmptyCategories' };
/** @type {Record<import('./address.js').Tab, string>} */
const EMPTY_HOW = { radar: 'feedEmptyRadarHow', trending: 'feedEmptyTrendingHow', categories: 'feedEmptyCategoriesHow' };

/**
 * A trouble: `instead` of the list, where nothing could be done with it, else `above` it.
 * @param {unknown} error @param {boolean} there whether a list stands @param {() => void} again
 */
export function troubled(error, there, again) {
  const trouble = asTrouble(error);
  if (!there || trouble.kind === 'unpaired')
    return { instead: troubleState(trouble, again, { connection, checkHealth }), above: null };
  const { title, hint } = told(trouble);
  const retry = el('button.link', { type: 'button', id: 'retry', onclick: again }, t('retry'));
  const run = trouble.kind === 'down' && command(RUN);
  return { instead: null, above: el('div.notice.danger', { role: 'alert' }, `${title} ${hint} `, run, retry) };
}

/**
 * @param {Asked} asked @param {(next: Asked) => void} go
 * @param {{start: () => void, refresh: () => void}} ways `start` opens the first run's steps
 */
export function noneFound(asked, go, { start, refresh }) {
  if (isNarrowed(asked))
    return el(
      'div.state',
      { id: 'nothing' },
      el('h2', null, t('feedNothing')),
      el('p', null, t('feedNothingHow')),
      el('div.row', null, el('button', { type: 'button', id: 'loosen-all', onclick: () => go(whole(asked.tab)) }, t('feedShowAll'))),
    );
  return el(
    'div.state',
    { id: 'empty' },
    el('h2', null, t(EMPTY[asked.tab])),
    el('p', null, t(EMPTY_HOW[asked.tab])),
    el(
      'div.row',
      null,
      asked.tab === 'trending'
        ? el('button.primary', { type: 'button', id: 'begin', onclick: refresh }, t('feedRefresh'))
        : el('button.primary', { type: 'button', id: 'begin', onclick: start }, t('feedFollow')),
    ),
  );
}

/** Shown only when an answer takes its time: nothing may flash. */
export const loading = () => el('div.state', { 'aria-busy': 'true' }, el('p', null, t('feedLoading')));
