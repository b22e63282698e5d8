/** @file What is looked at, as the address of the page says it: so back, forward and bookmarks lead to it. */

/**
 * @typedef {object} Asked
 * @property {string} q words to look for
 * @property {string[]} tags all of them must be there
 * @property {string} status
 * @property {string} source
 * @property {string} year
 * @property {string} sort a name of SORTS, with a leading "-" the other way round
 * @property {string} open key of the paper that is unfolded
 */

export const SORTS = /** @type {const} */ (['saved', 'updated', 'published', 'title', 'author', 'stars']);
const SINGLE = /** @type {const} */ (['status', 'source', 'year']);
const SORT = new RegExp(`^-?(?:${SORTS.join('|')})$`);

/** @param {string} search "?q=…" @returns {Asked} */
export function asked(search) {
  const values = new URLSearchParams(search);
  const sort = values.get('sort') ?? '';
  return {
    q: values.get('q') ?? '',
    tags: [...new Set(values.getAll('tag'))].filter(Boolean),
    status: values.get('status') ?? '',
    source: values.get('source') ?? '',
    year: values.get('year') ?? '',
    sort: SORT.test(sort) ? sort : 'saved',
    open: values.get('open') ?? '',
  };
}

/** The address of the page that says it, from the "?" on; without what is as ever. @param {Asked} asked */
export function addressOf(asked) {
  const values = filtersOf(asked);
  if (asked.sort !== 'saved') values.set('sort', asked.sort);
  if (asked.open) values.set('open', asked.open);
  return values.size ? `?${values}` : '';
}

/** What the service is asked for. @param {Asked} asked @param {Record<string, number>} [slice] */
export function queryOf(asked, slice) {
  const values = filtersOf(asked);
  if (slice) values.set('sort', asked.sort);
  for (const [name, value] of Object.entries(slice ?? {})) values.set(name, String(value));
  return String(values);
}

/** @param {Asked} asked */
function filtersOf(asked) {
  const values = new URLSearchParams();
  if (asked.q.trim()) values.set('q', asked.q.trim());
  for (const tag of asked.tags) values.append('tag', tag);
  for (const name of SINGLE) if (asked[name]) values.set(name, asked[name]);
  return values;
}

/** Whether anything narrows the list. @param {Asked} asked */
export const isNarrowed = (asked) => filtersOf(asked).size > 0;

/** As it would be with this filter put in or taken out. @param {Asked} asked @param {string} kind @param {string} value @returns {Asked} */
export function toggled(asked, kind, value) {
  if (kind !== 'tag') return { ...asked, [kind]: asked[/** @type {"status"} */ (kind)] === value ? '' : value };
  const has = asked.tags.includes(value);
  return { ...asked, tags: has ? asked.tags.filter((tag) => tag !== value) : [...asked.tags, value] };
}
