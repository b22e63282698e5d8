/** @file Whether papers are marked in the pages themselves: in all, and site by site. Kept in storage.local. */

import { readLocal, writeLocal } from './browser.js';

/** @typedef {"arxiv" | "huggingface"} Site */
/** @typedef {Record<"all" | Site, boolean>} MarkSettings */

/** The sites whose pages can be marked, by their names. */
export const SITES = /** @type {const} */ ({ arxiv: 'arXiv', huggingface: 'Hugging Face' });

const HOSTS = /** @type {[Site, RegExp][]} */ ([
  ['arxiv', /^https:\/\/(?:www\.|export\.)?arxiv\.org\/(?!(?:pdf|ftp)\/)/],
  ['huggingface', /^https:\/\/huggingface\.co\/papers(?:[/?#]|$)/],
]);

/** Which of the sites a page belongs to; undefined where nothing can be marked. @param {string} url */
export const siteOf = (url) => HOSTS.find(([, pages]) => pages.test(url))?.[0];

/** @returns {Promise<MarkSettings>} */
export const markSettings = async () => ({ all: true, arxiv: true, huggingface: true, ...(await readLocal('marks')) });

/** Whether this page is marked. @param {string} url @param {MarkSettings} settings */
export function marksOn(url, settings) {
  const site = siteOf(url);
  return site !== undefined && settings.all && settings[site];
}

/** Turn them on or off. On for a site means on in all, too: the reader wants to see them there. @param {"all" | Site} what @param {boolean} on */
export async function turnMarks(what, on) {
  const settings = { ...(await markSettings()), [what]: on };
  await writeLocal({ marks: what !== 'all' && on ? { ...settings, all: true } : settings });
}
