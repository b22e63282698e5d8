/** @file The head of the library: how much there is, and what is done with all of it. */

import { ask } from '../background/service-client.js';
import { openBrief } from '../shared/brief-tab.js';
import { openCite } from '../shared/cite.js';
import { byId, el, fill } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { waysFrom } from '../shared/ways.js';
import { openExport } from './export.js';
import { openImport } from './import.js';
import { showLibraryKeys } from './keys.js';
import { sendToZotero } from './zotero.js';

/**
 * @param {HTMLElement} place
 * @param {{toast: Toast, again: () => Promise<void>}} page
 */
export function head(place, { toast, again }) {
  const add = () => openImport({ again });
  /** @param {string[]} [keys] none: the whole library */
  const exported = (keys) => void openExport({ keys });
  /** @param {string[]} keys */
  const zotero = (keys) => void sendToZotero(keys, toast);
  /** @param {string} key */
  const cite = (key) => void (key && openCite([key], ask));
  /** @param {string[]} keys */
  const brief = (keys) => openBrief(keys, toast);
  const paper = el('p.for-print', null);
  byId('papers').append(paper);
  /** @param {number} shown @param {number} total */
  const printed = (shown, total) => (paper.textContent = shown < total ? t('libPrinted', shown, total) : '');
  fill(
    place,
    el('div', null, el('div.kicker', null, 'Paper Radar'), el('h1', null, t('library')), el('p', { id: 'count' })),
    el(
      'div.row',
      null,
      ...waysFrom('library'),
      el('button', { type: 'button', id: 'import', onclick: add }, t('libImport')),
      el('button', { type: 'button', id: 'export', onclick: () => exported() }, t('libExport')),
      el(
        'button.quiet',
        { type: 'button', id: 'keys', title: t('keys'), 'aria-label': t('keys'), onclick: showLibraryKeys },
        el('kbd', null, '?'),
      ),
    ),
  );
  return { add, exported, zotero, cite, brief, printed };
}
