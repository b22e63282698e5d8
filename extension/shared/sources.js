/** @file How the sources and a running refresh are shown. */

import { el } from './dom.js';
import { t } from './i18n.js';

/** @param {string} source */
export const sourceName = (source) =>
  /^arxiv/i.test(source) ? 'arXiv' : /^hugging/i.test(source) ? 'Hugging Face' : source;

/** @param {import('./types.js').RefreshState} state */
export function progressBar({ done, total, source }) {
  const share = total ? Math.round((100 * done) / total) : 0;
  const shown = {
    role: 'progressbar',
    'aria-valuemin': 0,
    'aria-valuemax': 100,
    'aria-valuenow': share,
    'aria-label': t('fetching'),
  };
  return [
    el('p', null, source ? t('fetchingFrom', sourceName(source)) : t('fetching')),
    el('div.bar', shown, el('span', { style: `width:${Math.max(4, share)}%` })),
  ];
}
