/** @file A section whose answer did not come: what is wrong, where it is mended, and once more. */

import { el } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { told } from '../shared/troubles.js';

/** @param {unknown} error @param {() => unknown} again */
export const failed = (error, again) =>
  el(
    'p.muted',
    null,
    `${told(error).title} `,
    // The commands stand there, once for all sections.
    el('a', { href: '#connection' }, t('checkConnection')),
    ' · ',
    el('button.link', { type: 'button', onclick: () => void again() }, t('retry')),
  );
