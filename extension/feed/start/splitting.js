/** @file What was typed or pasted, taken apart: names, phrases, and what is the address or id of an author. */

const MOST = 500; // as many as the service takes at once
const LONGEST = 200; // characters
const ADDRESS = /^(?:https?:\/\/|(?:www\.|export\.)?(?:arxiv|orcid)\.org\/)\S+$/i;
const ID = /^(?:\d{4}-?\d{4}-?\d{4}-?\d{3}[\dx]|[a-z'-]+(?:_[a-z'-]+)*_[a-z]_\d+)$/i;
const BULLET = /^\s*(?:[-–•*·]|\d{1,3}[.)])\s+/;
const BETWEEN_NAMES = /[;；、，\t]|\s(?:and|&|和|与)\s/i;
const BETWEEN_PHRASES = /[,;；、，\t]/;
const INITIALS = /^(?:\p{Lu}\.?[\s-]?){1,4}$/u;

/** Whether this is not a name but leads to an author: a page at arXiv, an id there, an ORCID. @param {string} text */
export const leadsToAuthor = (text) => ADDRESS.test(text) || ID.test(text);

/**
 * Names, one a line or with commas, semicolons or "and" between; "Zou, Difan" is one, and so is an address.
 * @param {string} text
 */
export const namesIn = (text) =>
  several(text, (line) => (leadsToAuthor(line) ? [line] : line.split(BETWEEN_NAMES).flatMap(byCommas)));

/** Phrases, one a line or with commas between. @param {string} text */
export const phrasesIn = (text) => several(text, (line) => line.split(BETWEEN_PHRASES));

/** @param {string} part */
function byCommas(part) {
  const names = part.split(',').map(tidy).filter(Boolean);
  const turned = names.length % 2 === 0 && names.every((name, place) => INITIALS.test(name) === (place % 2 === 1));
  const one = names.length === 2 && !/\s/.test(names[1] ?? '');
  if (!turned && !one) return names;
  return names.flatMap((name, place) => (place % 2 ? [] : [`${name}, ${names[place + 1]}`]));
}

/** @param {string} text @param {(line: string) => string[]} parts */
function several(text, parts) {
  /** @type {Map<string, string>} */
  const found = new Map();
  for (const line of text.split(/[\r\n]+/)) {
    for (const part of parts(tidy(line.replace(BULLET, '')))) {
      const value = tidy(part).slice(0, LONGEST);
      if (/[\p{L}\p{N}]/u.test(value) && found.size < MOST && !found.has(fold(value))) found.set(fold(value), value);
    }
  }
  return [...found.values()];
}

/** @param {string} text */
const tidy = (text) => text.replace(/\s+/g, ' ').trim();

/** By which two spellings are one. @param {string} text */
export const fold = (text) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();
