/** @file A paper that no page told of: a link, or what the reader wrote into the form. */

import { identify } from '../shared/identity.js';

/** The key under which an address is saved where nothing better is known. @param {string} url */
export const keyOfLink = (url) => identify(url)?.key ?? `url:${url.replace(/#.*$/, '')}`;

/**
 * The order for it: what the reader wrote goes as their own words, so that no source writes over it.
 * @param {{url: string, title: string}} tab
 * @param {Record<string, string | string[]>} fields
 * @returns {Pick<SaveOrder, "paper" | "fields">}
 */
export function paperByHand(tab, fields) {
  return { paper: listed({ key: keyOfLink(tab.url), title: tab.title || tab.url, url: tab.url }), fields };
}

/** A paper of which little but its key is known. @param {{key: string, title: string, url: string}} one @returns {Partial<Paper>} */
export function listed({ key, title, url }) {
  const id = key.slice(key.indexOf(':') + 1);
  const ids = key.startsWith('arxiv:') ? { arxiv_id: id } : key.startsWith('doi:') ? { doi: id } : {};
  return { key, title, url: url.replace(/#.*$/, ''), source: 'web', ...ids };
}
