/** @file What the reader has chosen so far, and what is offered beside it: kept over a reload of the page, not longer. */

import { fold } from './splitting.js';

const KEPT = 'start'; // in the tab's own storage
const MOST = 500;

/**
 * @typedef {"author" | "topic"} Followable
 * @typedef {{value: string, author_id?: string}} Picked
 * @typedef {{value: string, papers: number, why: string, author_id?: string}} Offered
 * @typedef {{papers: number, authors: {name: string, papers: number, why: string, author_id: string}[], topics: Offered[], categories: Offered[]}} Suggestions
 */

export function createChosen() {
  const kept = read();
  /** @type {Record<Followable, Map<string, Picked>>} */
  const picked = { author: new Map(kept.author), topic: new Map(kept.topic) };
  /** @type {Record<Followable | "category", Map<string, Offered>>} */
  const offered = { author: new Map(), topic: new Map(), category: new Map() };
  /** @type {string[] | null} null: as they are in the settings */
  let categories = kept.categories;

  const keep = () => {
    const values = { author: [...picked.author], topic: [...picked.topic], categories };
    sessionStorage.setItem(KEPT, JSON.stringify(values));
  };

  return {
    /** @param {Followable} kind */
    of: (kind) => [...picked[kind].values()],
    /** @param {Followable} kind @param {string} value */
    has: (kind, value) => picked[kind].has(fold(value)),
    /** @param {Followable} kind @param {Picked} one */
    add(kind, one) {
      const known = picked[kind].get(fold(one.value));
      if (!known && picked.author.size + picked.topic.size >= MOST) return;
      const { author_id } = offered[kind].get(fold(one.value)) ?? {}; // whose page the reader has just asked for
      picked[kind].set(fold(one.value), { ...(author_id && { author_id }), ...known, ...one });
      keep();
    },
    /** @param {Followable} kind @param {string} value */
    drop(kind, value) {
      picked[kind].delete(fold(value));
      keep();
    },
    count: () => picked.author.size + picked.topic.size,
    categories: () => categories,
    /** @param {string[]} wanted */
    choose(wanted) {
      categories = wanted;
      keep();
    },
    /** The latest suggestions go first: the reader has just asked for them. @param {Suggestions} answer */
    offer({ authors, topics, categories: fields }) {
      put('author', authors.map(({ name, ...rest }) => ({ value: name, ...rest })));
      put('topic', topics);
      put('category', fields);
    },
    /** @param {Followable | "category"} kind */
    offered: (kind) => [...offered[kind].values()],
    forget: () => sessionStorage.removeItem(KEPT),
    /** What is to be followed, as POST /radar/many takes it. */
    entries: () => [
      ...[...picked.author.values()].map(({ value, author_id }) => ({ kind: 'author', value, ...(author_id && { author_id }) })),
      ...[...picked.topic.values()].map(({ value }) => ({ kind: 'topic', value })),
    ],
  };

  /** @param {Followable | "category"} kind @param {Offered[]} more */
  function put(kind, more) {
    const before = [...offered[kind]];
    offered[kind] = new Map([...more.map((one) => /** @type {[string, Offered]} */ ([fold(one.value), one]))]);
    for (const [key, one] of before) if (!offered[kind].has(key)) offered[kind].set(key, one);
  }
}

/** @typedef {ReturnType<typeof createChosen>} Chosen */

/** @returns {{author: [string, Picked][], topic: [string, Picked][], categories: string[] | null}} */
function read() {
  const none = { author: [], topic: [], categories: null };
  try {
    return { ...none, ...JSON.parse(sessionStorage.getItem(KEPT) ?? '{}') };
  } catch {
    return none;
  }
}
