/** @file What the reader points at in a page: a link, or selected words that hold a paper's id, its title or a link to it. */

import { readInPage } from '../shared/browser.js';
import { identify } from '../shared/identity.js';
import { nameOf, paperOfAddress } from './letters.js';
import { factsOfTab, urlFacts } from './tab-facts.js';

const ARXIV = /arxiv(?: *(?:e-?|pre)print)? *[:.]? *((?:\d{4}\.\d{4,5}|[a-z-]+(?:\.[a-z]{2})?\/\d{7})(?:v\d{1,3})?)/i;
const BARE = /^[\s([]*(\d{4}\.\d{4,5}(?:v\d{1,3})?|[a-z-]+(?:\.[a-z]{2})?\/\d{7})[\s.,;)\]]*$/i;
const DOI = /\b10\.\d{4,9}\/[^\s"<>]+/;
const ADDRESS = /\bhttps?:\/\/[^\s"<>]+/g;
const SAYS_NOTHING =
  /^(?:https?:|www\.|10\.|arxiv:|\[?\s*(?:pdf|html|link|doi|abstract|full[ -]?text|here|download|view)\b)/i;

/**
 * The address of the paper that words name by an id; "" if they name none.
 * @param {string} words
 */
export function addressIn(words) {
  const id = ARXIV.exec(words)?.[1] ?? BARE.exec(words)?.[1];
  const doi = DOI.exec(words)?.[0];
  const named = [id && `https://arxiv.org/abs/${id}`, ...(words.match(ADDRESS) ?? []), doi && `https://doi.org/${doi}`];
  return named.map((url) => withoutMarks(url || '')).find(identify) ?? '';
}

/** Without the sentence's own marks behind it; a bracket stays that was opened within, as DOIs have them. @param {string} url @returns {string} */
function withoutMarks(url) {
  const bare = url.replace(/[.,;:\]}]+$/, '');
  const closesMore = bare.endsWith(')') && bare.split(')').length > bare.split('(').length;
  return closesMore ? withoutMarks(bare.slice(0, -1)) : bare;
}

/**
 * What to save of an address that was pointed at: the service reads it as a page of which nothing is known but its title,
 * and knows papers by their id; else it is kept as a link.
 * @param {string} url
 * @param {string} title
 * @returns {{facts: PageFacts, instead: Partial<Paper>}}
 */
export function ofAddress(url, title) {
  const paper = paperOfAddress(url, title);
  const key = paper?.key ?? `url:${url.replace(/#.*$/, '')}`;
  const called = title || nameOf(key);
  return { facts: { ...urlFacts(url), title: called }, instead: paper ?? { key, title: called, url } };
}

/** The best text among the links of a frame that lead to an address; "" where none says anything. @param {number} tabId @param {number} frameId @param {string} url */
export async function textOfLink(tabId, frameId, url) {
  const texts = await readInPage(tabId, frameId, linkTexts, url);
  const said = (Array.isArray(texts) ? texts : [])
    .map((text) => String(text).replace(/\s+/g, ' ').trim())
    .filter((text) => text.length > 7 && !SAYS_NOTHING.test(text));
  return said.sort((one, other) => other.length - one.length)[0]?.slice(0, 500) ?? '';
}

/**
 * The address of the paper that the selected words mean: by an id in them, by a link within them, as the title of a row
 * of a listing, or of the page itself; "" if they mean none.
 * @param {string} words
 * @param {number} tabId
 * @param {number} frameId
 */
export async function addressSelected(words, tabId, frameId) {
  const named = addressIn(words);
  if (named) return named;
  const links = (await readInPage(tabId, frameId, selectedLinks)) ?? [];
  const linked = links.map(String).find(identify);
  if (linked) return linked;
  const facts = await factsOfTab(tabId);
  const row = facts?.items.find(({ title }) => title && isSame(title, words));
  if (row) return new URL(row.href, facts?.url).href;
  const titles = facts?.meta.filter(([name]) => /title$/i.test(name)).map(([, text]) => text) ?? [];
  return facts && [...titles, ...facts.headings].some((title) => isSame(title, words)) ? facts.url : '';
}

/** @param {string} title @param {string} words */
const isSame = (title, words) => bare(words).length > 11 && bare(title).startsWith(bare(words));
/** @param {string} text */
const bare = (text) => text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');

// These two run in the page: they see nothing of this file.

/** @param {string} url */
const linkTexts = (url) =>
  [...document.links]
    .filter((link) => link.href === url)
    .slice(0, 20)
    .map((link) => (link.innerText || link.title).slice(0, 1_000));

const selectedLinks = () => {
  const selection = getSelection();
  return selection === null || selection.isCollapsed
    ? []
    : [...document.links]
        .filter((link) => selection.containsNode(link, true))
        .slice(0, 50)
        .map((link) => link.href);
};
