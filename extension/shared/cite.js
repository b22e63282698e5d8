/** @file The citations of papers, to be copied: as BibTeX, and as references, a line of text each. */

import { el } from './dom.js';
import { copyButton } from './command.js';
import { t } from './i18n.js';
import { told } from './troubles.js';
import { openDialog, refill, running, wrong } from './dialog.js';

const STYLES = /** @type {const} */ ([
  ['bibtex', 'citeBibtex', 'pre'],
  ['text', 'citeText', 'p'],
]);

const MOST = 500; // papers; the service takes no more

/** @param {string[]} keys @param {Ask} ask the way to the service */
export async function openCite(keys, ask) {
  const body = el('div.citations', null, running(t('citeRunning')));
  const dialog = openDialog(
    'cite-dialog',
    keys.length > 1 ? t('citeTitleMany', keys.length) : t('citeTitle'),
    body,
    el('div.row', null, el('button', { type: 'button', onclick: () => dialog.close() }, t('close'))),
  );
  try {
    if (keys.length > MOST) return refill(body, wrong({ title: t('citeTooMany', MOST, keys.length), hint: '' }));
    const texts = await Promise.all(STYLES.map(([style]) => ask('POST', '/library/cite', { keys, style })));
    refill(body, ...STYLES.map(([style, name, tag], place) => citation(style, t(name), tag, texts[place].text)));
    /** @type {HTMLElement | null} */ (body.querySelector('button'))?.focus();
  } catch (error) {
    refill(body, wrong(told(error)));
  }
}

/** @param {string} style @param {string} name @param {"pre" | "p"} tag @param {string} text */
function citation(style, name, tag, text) {
  const copy = copyButton(() => text);
  copy.id = `copy-${style}`;
  copy.setAttribute('aria-describedby', `cite-${style}`);
  // What is long scrolls, and is reached by the keyboard for that.
  const shown = el(tag, { tabindex: tag === 'pre' ? 0 : null, 'aria-label': tag === 'pre' ? name : null }, text);
  if (tag === 'pre') shown.setAttribute('role', 'group');
  return el('section', null, el('div.row', null, el('h3', { id: `cite-${style}` }, name), copy), shown);
}
