/** @file What the service's short names are called in the reader's language. */

import { has, t } from '../shared/i18n.js';

/** @type {Record<string, string>} */
const SOURCE = {
  arxiv: 'libFromArxiv',
  huggingface: 'libFromHuggingface',
  journal: 'libFromJournal',
  web: 'libFromWeb',
  import: 'libFromImport',
};

export const STATUSES = /** @type {const} */ (['to_read', 'reading', 'read']);
export const SOURCES = Object.keys(SOURCE);

/** @param {string} status */
export const statusName = (status) => (has(`status_${status}`) ? t(`status_${status}`) : status);
/** @param {string} source */
export const sourceOf = (source) => (SOURCE[source] ? t(SOURCE[source]) : source);
/** Where a field came from. @param {string} origin */
export const originName = (origin) => (has(`origin_${origin}`) ? t(`origin_${origin}`) : origin);
