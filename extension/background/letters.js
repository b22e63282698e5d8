/** @file What an order to save holds: the work it is of, how it is called, and how it is made small enough to be kept. */

import { identify } from '../shared/identity.js';

/** The key of the work, as far as the order tells it. @param {SaveOrder} order */
export const workOf = ({ key, paper, facts, saved }) =>
  key || paper?.key || saved?.paper.key || (facts ? (identify(facts.url)?.key ?? `url:${facts.url}`) : '');

/** @param {SaveOrder} order */
export const addressOf = ({ key, paper, facts, saved }) =>
  facts?.url || paper?.url || saved?.paper.url || addressOfKey(key ?? paper?.key ?? '');

/** What the reader knows it by; its key where nothing says more. @param {SaveOrder} order */
export function titleOf(order) {
  const { fields, paper, saved, facts } = order;
  const tags = facts?.meta.find(([name]) => name.toLowerCase() === 'citation_title')?.[1];
  const title = fields?.title || paper?.title || saved?.paper.title || tags || facts?.title || nameOf(workOf(order));
  return String(title).replace(/\s+/g, ' ').trim().slice(0, 300);
}

/**
 * The paper that an address alone tells of, for when nothing more is ever known; null where it leads to none.
 * @param {string} url
 * @param {string} [title]
 * @returns {Partial<Paper> | null}
 */
export function paperOfAddress(url, title = '') {
  const found = identify(url);
  if (!found) return null;
  const [kind, name] = parted(found.key);
  return {
    key: found.key,
    title: title.replace(/^\[[^\]]*\]\s*/, '') || nameOf(found.key),
    url: addressOfKey(found.key),
    ...(kind === 'arxiv' && { arxiv_id: name }),
    ...(kind === 'doi' && { doi: name }),
  };
}

/**
 * What to save of a page of which the service knows nothing more: of one that leads to a known work, and of one that says
 * nothing but its address, as a PDF does that could not be read. null: whether there is a paper is the service's to say.
 * @param {PageFacts} facts
 */
export function paperOfFacts(facts) {
  const { url, title, meta, body } = facts;
  const known = paperOfAddress(url, title);
  if (known || title || meta.length || body) return known;
  const key = `url:${url.replace(/#.*$/, '')}`;
  return { key, title: nameOf(key), url };
}

/** "arXiv:1706.03762", "10.1000/182", "example.org/paper". @param {string} key */
export const nameOf = (key) =>
  key.replace(/^arxiv:/, 'arXiv:').replace(/^(?:doi:|url:(?:https?:\/\/)?(?:www\.)?)/, '').replace(/\/$/, '');

/** @param {string} key */
function addressOfKey(key) {
  const [kind, name] = parted(key);
  if (kind === 'arxiv') return `https://arxiv.org/abs/${name}`;
  return kind === 'doi' ? `https://doi.org/${name}` : name;
}

/** @param {string} key */
const parted = (key) => [key.slice(0, key.indexOf(':')), key.slice(key.indexOf(':') + 1)];

const BIBLIOGRAPHIC =
  /citation|^dc|prism|eprints|bepress|^og:|article|twitter:|descr|author|creat|title|date|publi|doi|keyword|schema/i;
const TELLING = /author|headline|article|doi|citation/i;

/**
 * What goes first where a page is too large to be kept, the least telling before the rest: rows of other papers; tags and
 * data that describe no paper; the end of the page's body; then its scripts, and in the end all but its tags.
 * @type {((facts: PageFacts) => Partial<PageFacts>)[]}
 */
const NARROWER = [
  ({ items, url }) => ({ items: items.filter(({ href }) => href === url || sameWork(href, url)) }),
  ({ meta, jsonld }) => ({
    meta: meta.filter(([name]) => BIBLIOGRAPHIC.test(name)),
    jsonld: jsonld.filter((text) => TELLING.test(text)),
  }),
  ({ body }) => ({ body: body.slice(0, 150_000) }),
  () => ({ data: [] }),
  ({ body, coins }) => ({ body: body.slice(0, 30_000), coins: coins.slice(0, 3) }),
  ({ jsonld }) => ({ body: '', jsonld: jsonld.slice(0, 1) }),
  ({ meta }) => ({ jsonld: [], text: '', meta: short(meta, 1_000, 4_000) }),
  ({ meta }) => ({ links: [], headings: [], meta: short(meta, 200, 500) }),
];

/** @param {[string, string][]} meta @param {number} most @param {number} longest @returns {[string, string][]} */
const short = (meta, most, longest) => meta.slice(0, most).map(([name, text]) => [name, text.slice(0, longest)]);

/** @param {string} one @param {string} other */
const sameWork = (one, other) => identify(one)?.key === identify(other)?.key;

/**
 * The order, with facts that are narrowed until all of it has at most so many bytes, as far as that goes.
 * @param {SaveOrder} order
 * @param {number} most
 * @returns {SaveOrder}
 */
export function bounded(order, most) {
  let small = order;
  for (const narrower of NARROWER) {
    if (!small.facts || bytes(small) <= most) break;
    small = { ...small, facts: { ...small.facts, ...narrower(small.facts) } };
  }
  return small;
}

/** Of JSON in UTF-8, as the browser counts. @param {unknown} value */
export const bytes = (value) => new TextEncoder().encode(JSON.stringify(value)).length;
