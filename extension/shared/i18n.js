/** @file The reader's language: strings from _locales, plurals, dates and numbers. Call `loadLanguage` first. */

import { browserMessage, ownAddress, readLocal } from './browser.js';

/** @typedef {"auto" | "en" | "zh_CN"} Choice */

// The one state here: what was loaded for the language the reader chose, null where the browser's is followed.
/** @type {{messages: Record<string, {message: string}> | null, locale: string}} */
const chosen = { messages: null, locale: '' };

// Private-use characters stand for the values while a message is put together, so that a value may be an element.
const FIRST_MARK = 0xe000;
const MARKS = /[\ue000-\ue008]/;

/**
 * Make the reader's choice hold: chrome.i18n follows the browser's language only, so another is read from its file.
 * @param {Choice} [choice]
 */
export async function loadLanguage(choice) {
  const wanted = choice ?? (await readLocal('language')) ?? 'auto';
  chosen.messages = null;
  chosen.locale = browserMessage('locale') || 'en';
  if ((wanted === 'en' || wanted === 'zh_CN') && wanted !== chosen.locale) {
    const response = await fetch(ownAddress(`_locales/${wanted}/messages.json`)).catch(() => null);
    if (response?.ok) {
      chosen.messages = await response.json();
      chosen.locale = wanted;
    }
  }
}

/** "en" or "zh_CN", as the service names languages. */
export const locale = () => /** @type {"en" | "zh_CN"} */ (chosen.locale === 'zh_CN' ? 'zh_CN' : 'en');
/** The same, or what a brief is written in, as a BCP 47 tag, for Intl and `lang`. */
export const languageTag = (of = locale()) => (of === 'zh_CN' ? 'zh-CN' : 'en');

/** A name that the service gives in both languages. @param {{en: string, zh: string}} name */
export const inOurs = (name) => (locale() === 'zh_CN' ? name.zh : name.en);

/**
 * The string of that name with $1… filled in; the name itself where there is none, which a test forbids.
 * @param {string} name
 * @param {...(string | number)} values
 */
export function t(name, ...values) {
  const texts = values.map((value) => (typeof value === 'number' ? number(value) : value));
  if (!chosen.messages) return browserMessage(name, texts) || name;
  const message = chosen.messages[name]?.message ?? name;
  return message.replace(/\$([$\d])/g, (_, place) => (place === '$' ? '$' : (texts[Number(place) - 1] ?? '')));
}

/** Whether there is a string of that name. @param {string} name */
export const has = (name) => (chosen.messages ? name in chosen.messages : browserMessage(name) !== '');

/**
 * A string whose values are elements: the list of its parts, in the order in which this language says them.
 * @template T
 * @param {string} name
 * @param {...T} values
 * @returns {(string | T)[]}
 */
export function parts(name, ...values) {
  const marked = t(name, ...values.map((_, place) => String.fromCharCode(FIRST_MARK + place)));
  return marked
    .split(/([\ue000-\ue008])/)
    .filter((part) => part !== '')
    .map((part) => (MARKS.test(part) ? /** @type {T} */ (values[part.charCodeAt(0) - FIRST_MARK]) : part));
}

/**
 * The string `<name>_one`, where the language has one for one, or `<name>_other`; $1 is the number, the rest follow.
 * @param {string} name
 * @param {number} count
 * @param {...(string | number)} values
 */
export function plural(name, count, ...values) {
  return t(count === 1 && has(`${name}_one`) ? `${name}_one` : `${name}_other`, count, ...values);
}

/** "arXiv, Hugging Face and 6 journals". @param {string[]} names */
export const listed = (names) =>
  new Intl.ListFormat(locale() === 'en' ? 'en-GB' : 'zh-CN', { type: 'conjunction' }).format(names);

/** Formats are dear to make, and a list of thousands asks for each again and again. @type {Map<string, any>} */
const formats = new Map();

/** @template T @param {string} name @param {() => T} make @returns {T} */
function once(name, make) {
  const key = `${languageTag()} ${name}`;
  if (!formats.has(key)) formats.set(key, make());
  return formats.get(key);
}

/** @param {Intl.DateTimeFormatOptions} shape */
const dateFormat = (shape) =>
  // British order of day and month: the design's, and the one that arXiv prints.
  once(JSON.stringify(shape), () => new Intl.DateTimeFormat(languageTag() === 'en' ? 'en-GB' : 'zh-CN', shape));

/** @type {(value: number) => string} */
export const number = (value) => once('number', () => new Intl.NumberFormat(languageTag())).format(value);

/**
 * "17 Jun 2026" or as the language has it; as precise as the text is ("2026-06" has no day); "" where it is none.
 * @param {string} iso
 */
export function date(iso) {
  const found = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(iso);
  if (!found) return '';
  const [, year, month, day] = found;
  const when = new Date(Date.UTC(Number(year), month ? Number(month) - 1 : 0, day ? Number(day) : 1));
  if (Number.isNaN(when.getTime())) return '';
  const known = { ...(month && { month: 'short' }), ...(day && { day: 'numeric' }) };
  return dateFormat(/** @type {Intl.DateTimeFormatOptions} */ ({ timeZone: 'UTC', year: 'numeric', ...known })).format(when);
}

/** @param {string} iso @param {Intl.DateTimeFormatOptions} shape */
const formatted = (iso, shape) => dateFormat(shape).format(new Date(iso));

/** "14:05". @param {string} iso */
export const time = (iso) => formatted(iso, { timeStyle: 'short' });

/** To the minute, on the reader's clock: "20 Nov 2026, 14:05". @param {string} iso */
export const exactly = (iso) => (iso ? formatted(iso, { dateStyle: 'medium', timeStyle: 'short' }) : '');

/**
 * A time near now, no longer than needed: "14:05" on the same day, "Mon 14:05" within the week, else "23 Nov, 14:05".
 * @param {string} iso
 * @param {Date} [now]
 */
export function moment(iso, now = new Date()) {
  const when = new Date(iso);
  if (when.toDateString() === now.toDateString()) return time(iso);
  const near = Math.abs(when.getTime() - now.getTime()) < 6 * 86_400_000;
  const day = formatted(iso, near ? { weekday: 'short' } : { month: 'short', day: 'numeric' });
  return `${day} ${time(iso)}`;
}

/**
 * A day past, as one says it: "14:05" on the same day, "Thursday" within the week, else "14 Nov".
 * @param {string} iso
 * @param {Date} [now]
 */
export function dayOf(iso, now = new Date()) {
  const when = new Date(iso);
  if (when.toDateString() === now.toDateString()) return time(iso);
  const near = now.getTime() - when.getTime() < 6 * 86_400_000;
  return formatted(iso, near ? { weekday: 'long' } : { month: 'short', day: 'numeric' });
}

const SPANS = /** @type {const} */ ([
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]);

/**
 * "2h ago", or "2 hours ago" in the long style; "yesterday", "just now".
 * @param {string} iso
 * @param {Date} [now]
 * @param {"narrow" | "long"} [style]
 */
export function ago(iso, now = new Date(), style = 'narrow') {
  const seconds = (new Date(iso).getTime() - now.getTime()) / 1000;
  if (!iso || Number.isNaN(seconds)) return '';
  const format = once(`ago ${style}`, () => new Intl.RelativeTimeFormat(languageTag(), { numeric: 'auto', style }));
  for (const [unit, length] of SPANS) {
    if (Math.abs(seconds) >= length) return format.format(Math.trunc(seconds / length), unit);
  }
  return t('justNow');
}
