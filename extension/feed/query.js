/** @file The language of the search as it is typed: its pieces, taken out and put in, and the words to mark in what was found. */

import { folded } from '../shared/marked-words.js';

/** @typedef {"word" | "phrase" | Field} PieceKind */
/** @typedef {"author" | "title" | "category" | "after" | "before"} Field */
/**
 * @typedef {object} Piece
 * @property {PieceKind} kind
 * @property {string} value
 * @property {boolean} not it must not be there
 * @property {number} start its place in the text
 * @property {number} end
 */

export const FIELDS = /** @type {const} */ (['author', 'title', 'category', 'after', 'before']);
const SINGLE = new Set(['after', 'before']);
const MOST_WORDS = 5; // of a topic
// As service/paper_radar/search/language.py reads it.
/** @type {Record<Field, string[]>} */
export const NAMES = {
  author: ['author', 'authors', 'au', '作者'],
  title: ['title', 'ti', '标题', '题目'],
  category: ['category', 'categories', 'cat', '分类', '类别'],
  after: ['after', 'since', '晚于', '之后'],
  before: ['before', 'until', '早于', '之前'],
};
const KINDS = new Map(FIELDS.flatMap((field) => NAMES[field].map((name) => [name, field])));
const FIELD = [...KINDS.keys()].sort((a, b) => b.length - a.length).join('|');
const PIECE = new RegExp(`(-*)(?:(${FIELD}):\\s*)?(?:"([^"]*)(?:"|$)|([^\\s"]+))`, 'giu');
const BARE = new RegExp(`^(${FIELD}):$`, 'iu');
/** Signs of other keyboards, each as long as the one it stands for: places stay as they are. */
const SIGNS = /** @type {[RegExp, string][]} */ ([
  [/[“”„‟«»「」『』＂]/g, '"'],
  [/：/g, ':'],
  [/[−–]/g, '-'],
]);

/** @param {string} q */
const plainly = (q) => SIGNS.reduce((text, [sign, plain]) => text.replace(sign, plain), q);

/** What the service understands, piece by piece. @param {string} q @returns {Piece[]} */
export function pieces(q) {
  return [...plainly(q).matchAll(PIECE)].map((found) => {
    const [text, minus, field = '', phrase, word = ''] = found;
    const bare = BARE.exec(word)?.[1] ?? '';
    const value = bare ? '' : (phrase ?? word).replace(/\s+/g, ' ').trim();
    const kind = KINDS.get((field || bare).toLowerCase()) ?? (phrase === undefined ? 'word' : 'phrase');
    return { kind, value, not: minus !== '', start: found.index, end: found.index + text.length };
  });
}

/** A piece as one writes it: `author:"Difan Zou"`. @param {PieceKind} kind @param {string} value @param {boolean} [not] */
export function written(kind, value, not = false) {
  const plain = plainly(value).replace(/"/g, ' ').replace(/\s+/g, ' ').trim();
  const quoted = kind === 'phrase' || /[\s:]/.test(plain) || plain.startsWith('-') ? `"${plain}"` : plain;
  return `${not ? '-' : ''}${kind === 'word' || kind === 'phrase' ? '' : `${kind}:`}${quoted}`;
}

/** @param {string} q */
const tidy = (q) => q.replace(/\s+/g, ' ').trim();

/** The query with another text in place of a piece, "" to take it out. @param {string} q @param {Piece} piece @param {string} [text] */
export const replaced = (q, piece, text = '') => tidy(`${q.slice(0, piece.start)} ${text} ${q.slice(piece.end)}`);

/** Without what the service understood so. @param {string} q @param {string} kind @param {string} value */
export function without(q, kind, value) {
  const same = (/** @type {string} */ text) => folded(plainly(text).replace(/[\s"-]+/g, ' ').trim());
  const of = pieces(q).filter((piece) => (piece.not ? 'not' : piece.kind) === kind);
  const found = of.find((piece) => [piece.value, written(piece.kind, piece.value)].map(same).includes(same(value)));
  // Of a value that was read otherwise than it stands (a date written short), the kind alone tells which it is.
  const piece = found ?? (of.length === 1 ? of[0] : undefined);
  return piece ? replaced(q, piece) : q;
}

/** With this condition too; of dates there is one each. @param {string} q @param {PieceKind} kind @param {string} value @param {boolean} [not] */
export function withPiece(q, kind, value, not = false) {
  if (!value.trim()) return tidy(q);
  const there = pieces(q).find(
    (piece) =>
      piece.kind === kind && piece.not === not && (SINGLE.has(kind) || folded(piece.value) === folded(value.trim())),
  );
  const text = written(kind, value, not);
  return there ? replaced(q, there, text) : tidy(`${q} ${text}`);
}

/** The piece that is being typed, if one is. @param {string} q @param {number} caret @returns {Piece | undefined} */
export const pieceAt = (q, caret) => pieces(q).find(({ start, end }) => start < caret && caret <= end);

/** What can be asked for: not yet an operator without its value at the end, nor a minus or a quote alone. @param {string} q */
export function ripe(q) {
  const all = pieces(q);
  const unripe = (/** @type {Piece} */ { kind, value }) => !value || (kind === 'word' && /^-+$/.test(value));
  const last = all.findLast((piece) => !unripe(piece));
  return all.length && last !== all.at(-1) ? tidy(q.slice(0, last?.end ?? 0)) : tidy(q);
}

/** What the query asks for in the words of a topic or an author, where it is just one; else null. @param {string} q @returns {{kind: "topic" | "author", value: string} | null} */
export function followable(q) {
  const all = pieces(q);
  const [only] = all;
  if (!only || all.some(({ not }) => not)) return null;
  if (all.length === 1 && only.kind === 'author' && /\S\s+\S|\p{Script=Han}{2}/u.test(only.value))
    return { kind: 'author', value: only.value };
  if (!(all.length === 1 && only.kind === 'phrase') && all.some(({ kind }) => kind !== 'word')) return null;
  const value = all.map((one) => one.value).join(' ');
  const words = value.split(' ');
  return value.length > 1 && words.length <= MOST_WORDS ? { kind: 'topic', value } : null;
}

/** @typedef {{title: string[], abstract: string[], authors: string[]}} Marks */
/** Which words to mark where in a paper that was found. @param {string} q @returns {Marks} */
export function marksOf(q) {
  const wanted = pieces(q).filter(({ not, value }) => !not && worth(value));
  const of = (/** @type {PieceKind[]} */ ...kinds) =>
    wanted.filter(({ kind }) => kinds.includes(kind)).map(({ value }) => folded(value));
  const anywhere = of('word', 'phrase');
  // A name is matched by its parts: "Zou, D." is no text of the paper's.
  const names = of('author').flatMap((name) => name.split(/[\s,.]+/).filter(worth));
  return { title: [...anywhere, ...of('title')], abstract: anywhere, authors: [...anywhere, ...names] };
}

/** One letter is no word, one Chinese character is. @param {string} word */
const worth = (word) => word.length > 1 || /[^\p{P}\p{ASCII}]/u.test(word);
