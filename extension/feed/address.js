/** @file What is looked at in the feed, as the address of the page says it: so back, forward and bookmarks lead to it. */

/** @typedef {"radar" | "trending" | "categories"} Tab */
/**
 * @typedef {object} Asked
 * @property {Tab} tab
 * @property {string[]} entries ids of radar entries: one of them must be hit
 * @property {string[]} sources
 * @property {string[]} categories
 * @property {boolean} code only papers with code
 * @property {boolean} unread
 * @property {string} q a search over pool, library and briefs, in place of a tab and its filters
 * @property {number} from how many papers of the order stand before the first that is shown
 */

export const BATCH = 20;
export const TABS = /** @type {const} */ (['radar', 'trending', 'categories']);
/** The filters that take one of several values, by their names in the address. */
const LISTS = /** @type {const} */ ({ entry: 'entries', source: 'sources', category: 'categories' });
const SWITCHES = /** @type {const} */ (['code', 'unread']);
/** @typedef {keyof typeof LISTS | typeof SWITCHES[number]} FilterKind */

const MOST = 50; // values of one filter: an address is written by anybody
const FARTHEST = 1_000_000;

/** @param {string} search "?tab=…" @returns {Asked} */
export function asked(search) {
  const values = new URLSearchParams(search);
  const all = (/** @type {string} */ name) => [...new Set(values.getAll(name))].filter(Boolean).slice(0, MOST);
  const from = /^\d{1,7}$/.test(values.get('from') ?? '') ? Number(values.get('from')) : 0;
  const tab = /** @type {Tab} */ (values.get('tab') ?? 'radar');
  return {
    tab: TABS.includes(tab) ? tab : 'radar',
    entries: all('entry'),
    sources: all('source'),
    categories: all('category'),
    code: values.get('code') === '1',
    unread: values.get('unread') === '1',
    q: (values.get('q') ?? '').trim().slice(0, 500),
    from: Math.min(from, FARTHEST),
  };
}

/** The address of the page that says it, from the "?" on; without what is as ever. @param {Asked} asked */
export function addressOf(asked) {
  const values = filtersOf(asked);
  if (asked.from) values.set('from', String(asked.from));
  return values.size ? `?${values}` : '';
}

/** What says which list it is, wherever it is shown from. @param {Asked} asked */
export const listOf = (asked) => String(filtersOf(asked));

/**
 * The path below /api/v1 that gives it: of the feed, or of a search.
 * @param {Asked} asked @param {"" | "/facets" | "/keys"} part @param {Record<string, string | number>} [more]
 */
export function pathOf(asked, part, more = {}) {
  const values = filtersOf(asked);
  for (const [name, value] of Object.entries(more)) {
    // A search has no sections, so the reader's day is nothing to it.
    if (value !== '' && !(asked.q && name === 'today')) values.set(name, String(value));
  }
  return `${asked.q ? '/search' : '/feed'}${part}?${values}`;
}

/** @param {Asked} asked */
function filtersOf(asked) {
  const values = new URLSearchParams();
  if (asked.q.trim()) return new URLSearchParams({ q: asked.q.trim() });
  if (asked.tab !== 'radar') values.set('tab', asked.tab);
  for (const [name, key] of Object.entries(LISTS)) for (const value of asked[key]) values.append(name, value);
  for (const name of SWITCHES) if (asked[name]) values.set(name, '1');
  return values;
}

/** Whether anything narrows the list. @param {Asked} asked */
export const isNarrowed = (asked) =>
  Boolean(asked.q.trim() || asked.code || asked.unread || Object.values(LISTS).some((key) => asked[key].length));

/** The whole of a tab, from its first paper on. @param {Tab} tab @returns {Asked} */
export const whole = (tab) => ({ ...asked(''), tab });

/** Whether this filter is on. @param {Asked} asked @param {FilterKind} kind @param {string} [value] */
export const isOn = (asked, kind, value = '') =>
  kind === 'code' || kind === 'unread' ? asked[kind] : asked[LISTS[kind]].includes(value);

/** As it would be with this filter put in or taken out, from the first paper on. @param {Asked} asked @param {FilterKind} kind @param {string} [value] @returns {Asked} */
export function toggled(asked, kind, value = '') {
  const fresh = { ...asked, from: 0 };
  if (kind === 'code' || kind === 'unread') return { ...fresh, [kind]: !asked[kind] };
  const key = LISTS[kind];
  const has = asked[key].includes(value);
  return { ...fresh, [key]: has ? asked[key].filter((one) => one !== value) : [...asked[key], value] };
}
