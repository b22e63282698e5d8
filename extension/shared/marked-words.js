/** @file The words that were searched for, marked in a text: without regard to case and accents, as the service finds them. */

import { el } from './dom.js';

/** @param {string} text */
export const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

const TERM = /(-?)(?:"([^"]*)(?:"|$)|(\S+))/g;

/** What is looked for: "words in quotes" are one, what must not be there (-word) is none. @param {string} q */
export const wordsOf = (q) =>
  [...folded(q.replace(/[“”„«»「」]/g, '"')).matchAll(TERM)]
    .filter(([, minus]) => !minus)
    .map(([, , phrase, word]) => (phrase ?? word ?? '').trim())
    .filter((word) => word.length > 1 || /[^\p{P}\p{ASCII}]/u.test(word));

/** @param {string} text @param {string[]} words as `wordsOf` gives them @returns {(string | HTMLElement)[]} */
export function found(text, words) {
  if (!words.length) return [text];
  // Each character folded by itself, so that a place in what is folded is known in the text.
  const places = [];
  let plain = '';
  for (const [index, character] of [...text].entries()) {
    const one = folded(character);
    places.push(...Array.from({ length: one.length }, () => index));
    plain += one;
  }
  const marked = new Set();
  for (const word of words) {
    for (let at = plain.indexOf(word); at >= 0; at = plain.indexOf(word, at + word.length))
      for (let place = at; place < at + word.length; place++) marked.add(places[place]);
  }
  if (!marked.size) return [text];
  /** @type {{text: string, on: boolean}[]} */
  const runs = [];
  for (const [index, character] of [...text].entries()) {
    const on = marked.has(index);
    const last = runs.at(-1);
    if (last?.on === on) last.text += character;
    else runs.push({ text: character, on });
  }
  return runs.map((run) => (run.on ? el('mark', null, run.text) : run.text));
}
