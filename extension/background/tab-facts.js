/** @file The facts of the page in a tab: from its content script, from our files run in it, or its address alone. */

import { runInPage, sendToTab, tabOf } from '../shared/browser.js';
import { identify } from '../shared/identity.js';
import { bounded } from './letters.js';

const FILES = ['page-facts', 'any-page', 'sites/arxiv', 'sites/huggingface', 'collect', 'listen'].map(
  (name) => `content/${name}.js`,
);
const PAPER_PAGE = /^https:\/\/(?:(?:www\.|export\.)?arxiv\.org|huggingface\.co\/papers)(?:[/?#]|$)/;
const PDF = /^https:\/\/(?:www\.|export\.)?arxiv\.org\/(?:pdf|ftp)\//;
const LOCAL_PDF = /^file:\/\/.*\/([^/]+)\.pdf$/i; // no extension may read it; arXiv's own names tell the paper
const ARXIV_NAME = /^\d{2}(?:0[1-9]|1[0-2])\.\d{4,5}v\d+$/;
const BODY = 1_900_000; // bytes; the service takes 2 MB

/** Pages of which the service is asked without a click. @param {string} url */
export const isPaperPage = (url) => PAPER_PAGE.test(url);
/** A paper's PDF on arXiv, where no content script runs. @param {string} url */
export const isPdf = (url) => PDF.test(url) && identify(url) !== null;

/** What is known of a page by its address alone. @param {string} url @returns {PageFacts} */
export function urlFacts(url) {
  const nothing = { canonical: '', title: '', lang: '', byline: '', text: '', body: '', selection: '' };
  return {
    url,
    ...nothing,
    meta: [],
    jsonld: [],
    coins: [],
    data: [],
    links: [],
    dois: [],
    arxiv_ids: [],
    items: [],
    headings: [],
  };
}

/**
 * Read the page now; null where nobody may. A page that is none of the sites we know can be read only since the reader
 * clicked there, to save it: it is read whole, with its text, its body and its data.
 * @param {number} tabId
 * @returns {Promise<PageFacts | null>}
 */
export async function factsOfTab(tabId) {
  const url = (await tabOf(tabId).catch(() => null))?.url ?? '';
  if (isPdf(url)) return urlFacts(url);
  const file = LOCAL_PDF.exec(url);
  if (file) return urlFacts(ARXIV_NAME.test(file[1] ?? '') ? `https://arxiv.org/pdf/${file[1]}` : url);
  const request = { type: 'collect', text: !isPaperPage(url) };
  try {
    const facts = await sendToTab(tabId, request);
    if (facts) return facts;
  } catch {
    // Nobody listens there yet.
  }
  try {
    await runInPage(tabId, FILES);
    return await sendToTab(tabId, request);
  } catch {
    return /^https?:/.test(url) ? urlFacts(url) : null;
  }
}

/** A short text that is the same for the same page in the same state. @param {PageFacts} facts */
export function printOf(facts) {
  let hash = 0x811c9dc5; // FNV-1a, 32 bits
  for (const text of [facts.title, ...facts.items.map((item) => item.href), String(facts.text.length)]) {
    for (let place = 0; place < text.length; place++) {
      hash = Math.imul(hash ^ text.charCodeAt(place), 0x01000193) >>> 0;
    }
  }
  return `${facts.url} ${facts.items.length} ${hash.toString(36)}`;
}

/**
 * The facts within what the service takes: where they are more, the abstracts of a listing are cut to one length.
 * @param {PageFacts} facts
 * @returns {PageFacts}
 */
export function fitting(facts) {
  const size = bytes(facts);
  if (size <= BODY) return facts;
  if (facts.items.length === 0) return bounded({ facts, idempotency_key: '' }, BODY).facts ?? facts;
  const abstracts = facts.items.reduce((sum, item) => sum + bytes(item.abstract ?? ''), 0);
  const room = Math.max(0, BODY - (size - abstracts)) / Math.max(1, facts.items.length);
  // A character is up to three bytes in UTF-8, and quotes are escaped: the ratio is the text's own.
  const share = Math.min(1, (room * facts.items.length) / Math.max(1, abstracts));
  const items = facts.items.map((item) =>
    item.abstract
      ? { ...item, abstract: item.abstract.slice(0, Math.floor(item.abstract.length * share * 0.95)) }
      : item,
  );
  return { ...facts, text: '', items };
}

/** @param {unknown} value */
const bytes = (value) => new TextEncoder().encode(JSON.stringify(value)).length;
