/** @file The import: a file or pasted text, what would come of it, then the import and its report. */

import { ask } from '../background/service-client.js';
import { el } from '../shared/dom.js';
import { number, t } from '../shared/i18n.js';
import { told } from '../shared/troubles.js';
import { openDialog, refill, running, wrong } from '../shared/dialog.js';
import { LARGEST, textOf } from '../shared/file-text.js';
import { copyReport, FORMATS, preview, report } from './import-report.js';

const PATIENCE = 300_000; // ms; 10,000 records take half a minute on a slow machine
const ACCEPT = '.bib,.bibtex,.ris,.json,.jsonl,.ndjson,.csv,.tsv,.txt';

/** @typedef {import('./import-report.js').ImportAnswer} ImportAnswer */

/** @param {{again: () => unknown}} page `again`: draw the library anew */
export function openImport({ again }) {
  /** @type {{name: string, text: string, guessed: string} | null} */
  let given = null;
  let turn = 0; // a later file makes the answer to an earlier one void
  const body = el('div.import');
  const dialog = openDialog('import-dialog', t('importTitle'), body);
  dialog.addEventListener('dragover', (event) => event.preventDefault());
  dialog.addEventListener('drop', (event) => {
    event.preventDefault();
    const file = event.dataTransfer?.files[0];
    if (file) void read(file);
  });
  choose();

  /** @param {{title: string, hint: string}} [trouble] */
  function choose(trouble) {
    const file = el('input', { type: 'file', id: 'import-file', accept: ACCEPT, class: 'visually-hidden' });
    file.addEventListener('change', () => void (file.files?.[0] && read(file.files[0])));
    const text = el('textarea', { id: 'import-text', rows: 4, spellcheck: 'false', placeholder: '@article{…}' });
    const go = () => void (text.value.trim() ? look({ name: '', text: text.value, guessed: '' }) : text.focus());
    refill(
      body,
      trouble && wrong(trouble),
      el('p.muted', null, t('importLead')),
      el('label.drop', { for: 'import-file' }, el('span', null, t('importChoose')), file),
      el('label', { for: 'import-text' }, t('importPaste')),
      text,
      el(
        'div.row',
        null,
        el('button.primary', { type: 'button', id: 'import-look', onclick: go }, t('importLook')),
        el('button', { type: 'button', onclick: () => dialog.close() }, t('cancel')),
      ),
    );
    file.focus();
  }

  /** @param {File} file */
  async function read(file) {
    if (file.size > LARGEST) {
      const [size, most] = [file.size, LARGEST].map((bytes) => number(Math.ceil(bytes / 1_000_000)));
      return choose({ title: t('importTooLarge', String(size)), hint: t('importTooLargeHint', String(most)) });
    }
    const mine = ++turn;
    refill(body, running(t('importReading', file.name)));
    try {
      const decoded = textOf(new Uint8Array(await file.arrayBuffer()));
      if (mine === turn) await look({ name: file.name, ...decoded });
    } catch (error) {
      if (mine === turn) choose(told(error));
    }
  }

  /** Show what would come of it. @param {NonNullable<typeof given>} what @param {string} [format] */
  async function look(what, format = '') {
    given = what;
    const mine = ++turn;
    refill(body, running(t('importLooking')));
    try {
      const answer = await importing(format, true);
      if (mine === turn) show(answer);
    } catch (error) {
      if (mine === turn) choose(told(error));
    }
  }

  /** @param {string} format @param {boolean} only @returns {Promise<ImportAnswer>} */
  const importing = (format, only) =>
    ask('POST', '/library/import', { format, text: given?.text ?? '', preview: only }, PATIENCE);

  /** @param {ImportAnswer} answer */
  function show(answer) {
    const useful = answer.added + answer.merged;
    const as = el(
      'select',
      { id: 'import-as', onchange: () => void (given && look(given, as.value)) },
      ...FORMATS.map(([name, title]) => el('option', { value: name, selected: name === answer.format }, title)),
    );
    const go = el(
      'button.primary',
      { type: 'button', id: 'import-go', disabled: useful === 0, onclick: () => void take(answer) },
      useful ? t('importGo', useful) : t('importNothing'),
    );
    refill(
      body,
      el(
        'div.row',
        null,
        el('strong', null, given?.name || t('importPasted')),
        el('label.as', { for: 'import-as' }, t('importAs')),
        as,
      ),
      given?.guessed && el('div.notice', null, t('importGuessed', given.guessed === 'gb18030' ? 'GB 18030' : 'Latin-1')),
      ...preview(answer),
      el(
        'div.row.last',
        null,
        go,
        el('button', { type: 'button', id: 'import-other', onclick: () => choose() }, t('importOther')),
        el('button', { type: 'button', onclick: () => dialog.close() }, t('cancel')),
      ),
    );
    (useful ? go : body.querySelector('button'))?.focus();
  }

  /** @param {ImportAnswer} foreseen */
  async function take(foreseen) {
    refill(body, running(t('importRunning', foreseen.records)));
    try {
      const answer = await importing(foreseen.format, false);
      const close = el('button.primary', { type: 'button', id: 'import-done', onclick: () => dialog.close() }, t('close'));
      refill(body, ...report(answer), el('div.row.last', null, close, copyReport(answer, given?.name ?? '')));
      close.focus();
      await again();
    } catch (error) {
      show(foreseen);
      body.prepend(wrong(told(error)));
    }
  }
}
