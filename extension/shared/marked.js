/** @file The exact words of hits, underlined where they stand, and the sentences of a text around them. */

import { el } from './dom.js';

/** @typedef {{start: number, end: number, text: string, look: string}} Span places in UTF-16, as our strings count */

const LONGEST = 480; // of a quotation: a longer sentence is cut around the words found
const AROUND = 160;
// Not the end of a sentence, although a full stop and a blank stand there.
const SHORTENED = /(?:\b(?:e\.g|i\.e|et al|vs|cf|resp|approx|figs?|eqs?|refs?|sec|w\.r\.t)|(?:^|[\s(])\p{Lu})\.\s*$/iu;

/**
 * The hits found in that text. Spans are the service's, counted in characters; ours count UTF-16, so that a title with
 * 𝓗 in it is cut where the service means. What does not fit the text (it changed meanwhile) is left out.
 * @param {string} text
 * @param {Hit[]} hits
 * @returns {Span[]}
 */
function spans(text, hits) {
  if (hits.length === 0) return [];
  const characters = Array.from(text);
  /** @param {number} count */
  const length = (count) => characters.slice(0, count).join('').length;
  return hits
    .map((hit) => ({ start: length(hit.start), end: length(hit.end), text: hit.text, look: lookOf(hit) }))
    .filter((span) => span.start < span.end && text.slice(span.start, span.end) === span.text);
}

/** @param {Hit} hit */
const lookOf = ({ kind, level }) => (level === 'possible' ? `${kind} possible` : kind);

/**
 * Where words that the page shares stand, whatever their capitals, hyphens and plurals.
 * @param {string} text
 * @param {string[]} words
 * @returns {Span[]}
 */
function sharedSpans(text, words) {
  return words.filter((word) => word.length > 1).flatMap((word) => {
    const plain = word.replace(/s$/, '').replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');
    const pattern = `(?<![\\p{L}\\p{N}])${plain.replace(/[\s-]+/g, '[\\s-]+')}(?:e?s)?(?![\\p{L}\\p{N}])`;
    return [...text.matchAll(new RegExp(pattern, 'giu'))].map((found) => ({
      start: found.index,
      end: found.index + found[0].length,
      text: found[0],
      look: 'shared',
    }));
  });
}

/** @param {{hits: Hit[]}} paper @param {Hit["field"]} field @param {number} [index] */
export const hitsIn = (paper, field, index = 0) =>
  paper.hits.filter((hit) => hit.field === field && hit.index === index);

/**
 * The text from one place to another with the words of the hits underlined; where two overlap, the surer one is shown.
 * @param {string} text
 * @param {Hit[]} hits in the order of the service: the surest first
 * @param {string[]} [shared] words of the page, which are underlined too, more faintly
 * @param {[number, number]} [part] in UTF-16
 * @returns {(string | HTMLElement)[]}
 */
export function marked(text, hits, shared = [], [from, to] = [0, text.length]) {
  const found = [...spans(text, hits), ...sharedSpans(text, shared)];
  const cuts = [from, to, ...found.flatMap(({ start, end }) => [start, end])];
  const places = [...new Set(cuts)].filter((place) => place >= from && place <= to).sort((a, b) => a - b);
  /** @type {{words: string, span: Span | undefined}[]} */
  const pieces = [];
  places.slice(1).forEach((end, before) => {
    const start = places[before] ?? 0;
    const span = found.find((one) => one.start <= start && one.end >= end);
    const last = pieces.at(-1);
    if (last && last.span === span) last.words += text.slice(start, end);
    else pieces.push({ words: text.slice(start, end), span });
  });
  return pieces.map(({ words, span }) => (span ? el('mark', { class: span.look }, words) : words));
}

/**
 * The whole sentence, or sentences, in which the words of the hit stand, all hits in it underlined.
 * @param {string} text
 * @param {Hit} hit
 * @param {Hit[]} all
 * @returns {(string | HTMLElement)[]}
 */
export function quoted(text, hit, all) {
  const [span] = spans(text, [hit]);
  if (!span) return [el('mark', { class: lookOf(hit) }, hit.text)];
  const around = sentences(text).filter(([start, end]) => start < span.end && end > span.start);
  const start = around[0]?.[0] ?? 0;
  const end = around.at(-1)?.[1] ?? text.length;
  if (end - start <= LONGEST) return marked(text, all, [], trimmed(text, start, end));
  const from = span.start - AROUND <= start ? start : blankAfter(text, span.start - AROUND, span.start);
  const to = span.end + AROUND >= end ? end : Math.max(text.lastIndexOf(' ', span.end + AROUND), span.end);
  return [...(from > start ? ['…'] : []), ...marked(text, all, [], [from, to]), ...(to < end ? ['…'] : [])];
}

/** Where the next word begins; a text without blanks is cut at `most`. @param {string} text @param {number} from @param {number} most */
function blankAfter(text, from, most) {
  const blank = text.indexOf(' ', from);
  return blank < 0 || blank >= most ? most : blank + 1;
}

/** @param {string} text @returns {[number, number][]} */
function sentences(text) {
  /** @type {[number, number][]} */
  const found = [];
  for (const { index, segment } of new Intl.Segmenter('en', { granularity: 'sentence' }).segment(text)) {
    const last = found.at(-1);
    if (last && SHORTENED.test(text.slice(Math.max(last[0], index - 12), index))) last[1] = index + segment.length;
    else found.push([index, index + segment.length]);
  }
  return found;
}

/** Without the blanks at the ends. @param {string} text @param {number} start @param {number} end @returns {[number, number]} */
function trimmed(text, start, end) {
  const part = text.slice(start, end);
  return [start + part.length - part.trimStart().length, end - part.length + part.trimEnd().length];
}
