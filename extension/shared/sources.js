/** @file How the sources and a running refresh are told: names, states in a word, and why nothing new may be there. */

import { el } from './dom.js';
import { date, has, moment, t } from './i18n.js';
import { sentence } from './troubles.js';

/**
 * @typedef {"fetching" | "off" | "limited" | "offline" | "paused" | "failing" | "never" | "nothing" | "fine"} Standing
 */

const FAILURES_TO_PAUSE = 3; // in a row, as the service counts them
// As sources/arxiv/days.py and sources/huggingface/daily.py say it.
const SILENT =
  /(arXiv|Hugging Face) \w+ nothing (?:on Saturday and|[^;]*(perhaps))[^;]*; [^;.]* is from \w+ (\d+ \w+ \d{4})\./g;
const OFFLINE = 'offline'; // nothing at all could be reached: no fault of the source

/** A source's name to a reader: ours are told in both languages, a journal has its own. @param {{source: string, name?: string}} state */
export function sourceName({ source, name }) {
  const known = `source_${source.replace(/\W/g, '_')}`;
  return has(known) ? t(known) : name || source;
}

/** The name of the source that is fetched now, or "". @param {RefreshState} state */
export function fetched({ source, sources }) {
  return source && sourceName(sources.find((one) => one.source === source) ?? { source });
}

/**
 * How a source stands. `off` is paused by the reader, `paused` after too many failures.
 * @param {SourceState} source
 * @param {RefreshState} state
 * @param {Date} [now]
 * @returns {Standing}
 */
export function standing(source, state, now = new Date()) {
  if (state.running && state.source === source.source) return 'fetching';
  if (source.paused) return 'off';
  if (isLimited(source, now)) return 'limited';
  if (source.code === OFFLINE) return OFFLINE;
  if (source.error) return source.failures >= FAILURES_TO_PAUSE ? 'paused' : 'failing';
  if (!source.finished) return 'never';
  return source.new ? 'fine' : 'nothing';
}

/** @param {SourceState} source @param {Date} now */
const isLimited = ({ until }, now) => Boolean(until) && new Date(until) > now;

/**
 * Why nothing new may be there, as a sentence: a source that makes us wait, a weekend, a holiday; "" where all is as
 * ever.
 * @param {RefreshState} state
 * @param {Date} [now]
 */
export function lull(state, now = new Date()) {
  const limited = state.sources.find((source) => isLimited(source, now));
  if (limited) return t('limiting', sourceName(limited), moment(limited.until, now));
  const offline = state.sources.find((source) => source.code === OFFLINE && source.error === state.note);
  if (offline) return problem(offline);
  return note(state.note);
}

/** The service's words, which are English; a weekend and a holiday are told in the reader's language. @param {string} said */
export const note = (said) =>
  said.replace(SILENT, (_, site, why, day) => {
    const when = new Date(`${day} UTC`);
    return t(why ? 'holiday' : 'weekend', site, date(when.toISOString()));
  });

/** What went wrong and how to mend it. @param {{error: string, code: string}} fetch */
export const problem = ({ error, code }) => sentence({ kind: 'error', code, message: error, hint: '' });

/** A bar that shows how far a refresh is, and nothing but its place while none runs. */
export function progress() {
  const done = el('span', null);
  const how = { role: 'progressbar', 'aria-valuemin': 0, 'aria-valuemax': 100, 'aria-label': t('fetching') };
  const element = el('div.bar', how, done);
  /** @param {RefreshState} state */
  const show = ({ running, done: sources, total, step, steps }) => {
    const share = total ? Math.round((100 * (sources + (steps > 1 ? step / steps : 0))) / total) : 0;
    element.classList.toggle('gone', !running);
    element.setAttribute('aria-valuenow', String(share));
    done.style.width = `${Math.max(4, share)}%`;
  };
  return { element, show };
}
