/** @file What the page shows, as its address says it: one kept brief, one of chosen papers or of the feed, or the list. */

/** @typedef {{keys: string[], kind: Brief["kind"]}} Chosen */
/**
 * @typedef {object} Asked
 * @property {string} id of a brief that is kept
 * @property {Chosen | null} chosen papers of which a brief is wanted
 * @property {boolean} feed a brief of today's feed is wanted
 * @property {string} q words to look for in the list
 */

const KINDS = new Set(['paper', 'beside', 'several']);

/** @param {string} search "?id=…" @returns {Asked} */
export function asked(search) {
  const values = new URLSearchParams(search);
  const keys = [...new Set(values.getAll('keys'))].filter(Boolean);
  const kind = values.get('kind') ?? '';
  return {
    id: /^[\da-f]{24}$/.exec(values.get('id') ?? '')?.[0] ?? '',
    chosen: keys.length ? { keys, kind: fitting(keys.length, kind) } : null,
    feed: values.get('feed') !== null,
    q: values.get('q') ?? '',
  };
}

/** The kind that so many papers can have. @param {number} count @param {string} [kind] @returns {Brief["kind"]} */
export function fitting(count, kind = '') {
  if (count < 2) return 'paper';
  return KINDS.has(kind) && kind !== 'paper' ? /** @type {Brief["kind"]} */ (kind) : 'several';
}

/** @param {string} id */
export const addressOfBrief = (id) => `?id=${encodeURIComponent(id)}`;
/** @param {string} q */
export const addressOfList = (q) => (q.trim() ? `?${new URLSearchParams({ q: q.trim() })}` : '');
