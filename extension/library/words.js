/** @file What the service's short names are called in the reader's language. */

import { has, t } from '../shared/i18n.js';

const NAMES = /** @type {Record<string, string>} */ ({ arxiv: 'arXiv', huggingface: 'Hugging Face' });
/** @type {Record<string, string>} */
const KINDS = { journal: 'libFromJournal', web: 'libFromWeb', import: 'libFromImport' };

export const STATUSES = /** @type {const} */ (['to_read', 'reading', 'read']);
export const SOURCES = [...Object.keys(NAMES), ...Object.keys(KINDS)];

/** @param {string} status */
export const statusName = (status) => (has(`status_${status}`) ? t(`status_${status}`) : status);
/** @param {string} source */
export const sourceOf = (source) => (KINDS[source] ? t(KINDS[source]) : (NAMES[source] ?? source));
