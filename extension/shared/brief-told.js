/** @file What is told of a brief around its text: who wrote it or where the writing stands, what went wrong, what to do. */

import { el } from './dom.js';
import { locale, plural, t, time } from './i18n.js';
import { versionOf } from './paper-lines.js';
import { told } from './troubles.js';

/** @typedef {{again: () => void, extractive: () => void}} BriefActs write it again; write it without a model */

/** Who wrote it, so that nobody takes one for the other; or where the writing stands. @param {Brief} brief @param {string} [until] */
export function statusOf(brief, until = '') {
  const { state, statements = [], text } = brief;
  if (state === 'queued') return t('briefQueued');
  if (state === 'running' && until) return t('briefWaiting', time(until));
  if (state === 'running') return statements.length ? plural('briefRunningSo', statements.length) : t('briefRunning');
  if (!statements.length && !text) return '';
  return brief.origin === 'extractive' ? t('briefExtractive') : t('briefModel', brief.model);
}

/** What stands above the text, each with what can be done about it. @param {Brief} brief @param {BriefActs} acts */
export function noticesOf(brief, acts) {
  return [ended(brief, acts), newer(brief, acts)].filter((notice) => notice !== null);
}

/** @param {Brief} brief @param {BriefActs} acts */
function ended(brief, { again, extractive }) {
  const { state, error, origin } = brief;
  const retry = act('brief-retry', t('writeAgain'), again);
  if (state === 'interrupted') return notice('warm', t('briefInterrupted'), retry);
  if (state === 'cancelled') return notice('warm', t('briefCancelled'), retry);
  if (!error) return state === 'done' && brief.finish_reason === 'length' ? notice('warm', t('briefCut'), retry) : null;
  const without = origin !== 'extractive' && act('brief-without', t('briefWithout'), extractive);
  return failure({ kind: 'error', ...error }, act('brief-retry', t('retry'), again), without);
}

/** Why there is no brief. @param {unknown} error @param {...Child} acts what can be done about it */
export function failure(error, ...acts) {
  const { title, hint, detail } = told(error);
  return el(
    'div.notice.danger',
    { role: 'alert' },
    el('p', null, [title, hint].filter(Boolean).join(locale() === 'en' ? ' ' : '')),
    // English words of the service: only where they tell more than ours do, a time, an address, words of the server.
    /[\d“"]|\w\.\w/.test(detail) && el('p.detail', null, t('briefDetail', detail)),
    el('div.row', null, ...acts),
  );
}

/** More is known of its papers than it has read. @param {Brief} brief @param {BriefActs} acts */
function newer({ newer: papers = [], keys }, { again }) {
  if (papers.length === 0) return null;
  const own = papers.find(({ key }) => key === keys[0]);
  const version = keys.length === 1 || own ? versionOf(own?.version) : '';
  const what = version ? t('briefNewer', version) : plural('briefNewerOf', papers.length);
  return notice('warm', what, act('brief-newer', t('writeAgain'), again));
}

/** @param {string} tone @param {...Child} children */
const notice = (tone, ...children) =>
  el(tone === 'warm' ? 'div.notice.warm' : 'div.notice', null, ...children.flatMap((child) => [child, ' ']));

/** @param {string} id @param {string} name @param {() => void} onclick */
export const act = (id, name, onclick) => el('button.link', { type: 'button', id, onclick }, name);

/**
 * A choice of a few, told by pressed buttons. While a brief is being written it stands still, without losing the focus.
 * @param {string} name begins the ids
 * @param {string} label
 * @param {[value: string, text: string][]} values
 * @param {{now: string, still: boolean, choose: (value: string) => void}} how
 */
export function choiceOf(name, label, values, { now, still, choose }) {
  return el(
    'div.choice',
    { role: 'group', 'aria-label': label },
    ...values.map(([value, text]) =>
      el(
        'button',
        {
          type: 'button',
          id: `${name}-${value}`,
          'aria-pressed': String(value === now),
          'aria-disabled': still ? 'true' : null,
          onclick: () => still || value === now || choose(value),
        },
        text,
      ),
    ),
  );
}

/**
 * The length and the language of a brief, each a choice.
 * @param {[Brief["language"], string][]} languages in their own words
 * @param {{length: Brief["length"], language: Brief["language"]}} now
 * @param {boolean} still
 * @param {(change: {length?: Brief["length"], language?: Brief["language"]}) => void} choose
 */
export function formChoices(languages, now, still, choose) {
  return [
    choiceOf('length', t('briefLength'), [['short', t('length_short')], ['full', t('length_full')]], {
      ...{ now: now.length, still },
      choose: (one) => choose({ length: /** @type {Brief["length"]} */ (one) }),
    }),
    choiceOf('language', t('briefLanguage'), languages, {
      ...{ now: now.language, still },
      choose: (one) => choose({ language: /** @type {Brief["language"]} */ (one) }),
    }),
  ];
}
