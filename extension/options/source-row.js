/** @file One source: how it stands, what it brought, when it is asked next and why then, and its last fetches. */

import { el, fill, joined } from '../shared/dom.js';
import { ago, exactly, moment, number, t } from '../shared/i18n.js';
import { note, problem, sourceName, standing } from '../shared/sources.js';
import { told } from '../shared/troubles.js';

/**
 * @typedef {{finished: string, new: number, updated: number, skipped: number, error: string, code: string,
 *   status: number, cancelled: boolean}} Fetch
 * @typedef {{fetch: (source: SourceState) => unknown, pause: (source: SourceState, paused: boolean) => unknown,
 *   fetches: (source: SourceState) => Promise<Fetch[]>}} Acts
 */

/**
 * @param {SourceState} source
 * @param {RefreshState} state
 * @param {Acts} acts
 * @param {HTMLElement} fetches the disclosure of its last fetches, which outlives the row
 */
export function sourceRow(source, state, acts, fetches) {
  const stands = standing(source, state);
  const name = sourceName(source);
  const said = t(`state_${stands}`, stands === 'limited' ? moment(source.until) : number(source.failures));
  return el(
    'li',
    { class: `is-${stands}` },
    el(
      'div.entry',
      null,
      el('span.value', null, name, el('small', null, t(`kind_${source.kind}`))),
      button('fetch', 'refreshNow', source, name, () => acts.fetch(source)),
      button('pause', source.paused ? 'resume' : 'pause', source, name, () => acts.pause(source, !source.paused)),
    ),
    el(
      'p.facts',
      null,
      // The dot between two stays with the first where the line is broken.
      ...joined(
        [
          el('span.standing', null, said),
          source.last_success &&
            el(
              'time',
              { datetime: source.last_success, title: exactly(source.last_success) },
              ago(source.last_success, undefined, 'long'),
            ),
          source.finished && !source.error && brought(source),
          nextTry(source, stands),
        ].filter(Boolean),
        '\u00a0· ',
      ),
    ),
    // What the whole refresh says above is not said again.
    source.note && source.note !== state.note && el('p.note', null, note(source.note)),
    source.error && stands !== 'limited' && el('p.error', null, problem(source)),
    source.finished && fetches,
  );
}

/** "312 new, 41 updated, 2 passed over"; "" if nothing came. @param {{new: number, updated: number, skipped: number}} fetch */
const brought = ({ new: fresh, updated, skipped }) =>
  [fresh > 0 && t('newCount', fresh), updated > 0 && t('updatedCount', updated), skipped > 0 && t('skippedCount', skipped)]
    .filter(Boolean)
    .join(t('listComma'));

/** @param {SourceState} source @param {string} stands */
function nextTry({ next_try: at, next_why: why }, stands) {
  if (stands === 'fetching' || stands === 'limited' || stands === 'off') return '';
  if (!at) return t('next_off');
  // What is due by now is asked within a minute.
  return why === 'due' && new Date(at) <= new Date() ? t('next_now') : t(`next_${why}`, moment(at));
}

/** @param {string} act @param {string} label @param {SourceState} source @param {string} name @param {() => unknown} press */
const button = (act, label, { source }, name, press) =>
  el(
    'button.quiet',
    { type: 'button', id: `${act} ${source}`, 'aria-label': `${t(label)}: ${name}`, onclick: () => void press() },
    t(label),
  );

/**
 * The last fetches of a source, asked for when they are unfolded; `again` asks anew if they are.
 * @param {SourceState} source
 * @param {Acts} acts
 */
export function lastFetches(source, acts) {
  const place = el('ul', null);
  const load = async () => {
    try {
      fill(place, ...(await acts.fetches(source)).map(fetchLine));
    } catch (error) {
      fill(place, el('li.error', null, told(error).title));
    }
  };
  const summary = el('summary', { id: `fetches ${source.source}` }, t('lastFetches'));
  const details = el('details.fetches', null, summary, place);
  details.addEventListener('toggle', () => void (details.open && load()));
  return { details, again: () => void (details.open && load()) };
}

/** @param {Fetch} fetch */
const fetchLine = (fetch) =>
  el(
    'li',
    null,
    el('time', { datetime: fetch.finished, title: exactly(fetch.finished) }, moment(fetch.finished)),
    el('span', fetch.error ? { class: 'error' } : null, result(fetch)),
  );

/** @param {Fetch} fetch */
function result(fetch) {
  const came = fetch.status === 304 ? t('unchanged') : brought(fetch) || t('state_nothing');
  const ended = fetch.cancelled ? t('cancelled') : fetch.error && problem(fetch);
  const status = fetch.status > 200 && `HTTP ${fetch.status}`;
  return [(fetch.new > 0 || !ended) && came, ended, status].filter(Boolean).join(' · ');
}
