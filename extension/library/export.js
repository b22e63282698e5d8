/** @file The export: a format, then a file or the clipboard; of the whole library or of what is selected. */

import { askForFile } from '../background/service-client.js';
import { readLocal, writeLocal } from '../shared/browser.js';
import { el, fill } from '../shared/dom.js';
import { plural, t } from '../shared/i18n.js';
import { told } from '../shared/troubles.js';
import { openDialog, running, wrong } from '../shared/dialog.js';

const PATIENCE = 120_000; // ms; 10,000 papers as BibTeX take about ten seconds

const FORMATS = /** @type {const} */ ([
  ['bibtex', 'BibTeX', 'bib', 'exportBibtex'],
  ['ris', 'RIS', 'ris', 'exportRis'],
  ['csl-json', 'CSL JSON', 'json', 'exportCslJson'],
  ['csv', 'CSV', 'csv', 'exportCsv'],
  ['markdown', 'Markdown', 'md', 'exportMarkdown'],
  ['jsonl', 'JSON Lines', 'jsonl', 'exportJsonl'],
]);

/** @param {{keys?: string[]}} chosen none: the whole library */
export async function openExport({ keys }) {
  const last = await readLocal('exportFormat').catch(() => '');
  const first = FORMATS.some(([name]) => name === last) ? last : 'bibtex';
  const outcome = el('div', { id: 'export-outcome' });
  const choices = FORMATS.map(([name, title, , about]) =>
    el(
      'label.option',
      null,
      el('input', { type: 'radio', name: 'format', value: name, checked: name === first }),
      el('span', null, el('b', null, title), el('small', null, t(about))),
    ),
  );
  const download = el('button.primary', { type: 'submit', id: 'export-download' }, t('exportDownload'));
  const copy = el('button', { type: 'button', id: 'export-copy', onclick: () => void run(toClipboard) }, t('copy'));
  const form = el(
    'form',
    { onsubmit: (/** @type {Event} */ event) => (event.preventDefault(), void run(toFile)) },
    el('fieldset', null, el('legend', null, t('exportFormat')), ...choices),
    outcome,
    el(
      'div.row',
      null,
      download,
      copy,
      el('button', { type: 'button', onclick: () => dialog.close() }, t('close')),
    ),
  );
  const what = keys ? plural('exportSelected', keys.length) : t('exportWhole');
  const dialog = openDialog('export-dialog', t('exportTitle'), el('p.muted', null, what), form);
  /** @type {HTMLElement | null} */ (form.querySelector(`input[value="${first}"]`))?.focus();

  /** @param {(text: string, format: (typeof FORMATS)[number]) => Promise<string>} put */
  async function run(put) {
    const picked = choices.findIndex((choice) => choice.querySelector('input')?.checked);
    const format = FORMATS[picked] ?? FORMATS[0];
    if (form.ariaBusy === 'true') return; // a button that were disabled would lose the focus
    form.ariaBusy = 'true';
    fill(outcome, running(t('exportRunning')));
    try {
      const text = await askForFile('/library/export', { format: format[0], ...(keys && { keys }) }, PATIENCE);
      fill(outcome, el('p.done', { role: 'status' }, await put(text, format)));
      await writeLocal({ exportFormat: format[0] });
    } catch (error) {
      fill(outcome, wrong(told(error)));
    }
    form.ariaBusy = 'false';
  }
}

/** @param {string} text @param {(typeof FORMATS)[number]} format */
async function toFile(text, [, , extension]) {
  const name = `paper-radar-${new Date().toISOString().slice(0, 10)}.${extension}`;
  const address = URL.createObjectURL(new Blob([text], { type: 'application/octet-stream' }));
  el('a', { href: address, download: name }).click();
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  return t('exportDone', name);
}

/** @param {string} text */
async function toClipboard(text) {
  await navigator.clipboard.writeText(text.replace(/^\ufeff/, '')).catch(() => {
    throw new Error(t('copyFailed'));
  });
  return t('copied');
}
