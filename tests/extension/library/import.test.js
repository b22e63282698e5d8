import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { body, event } from '../dom.js';
import { fake } from '../fake-chrome.js';
import { FakeService } from '../fake-service.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { openImport } from '../../../extension/library/import.js';

const service = new FakeService();
before(() => service.start());
after(() => service.stop());

const ANSWER = {
  format: 'ris',
  records: 4,
  added: 1,
  merged: 1,
  known: 1,
  skipped: [['line 12', 'there is no title']],
  items: [
    { title: 'A <b>new</b> one', authors: ['A', 'B', 'C', 'D'], year: '2026', became: 'new', news: [], why: '' },
    { title: 'Mine', authors: [], year: '', became: 'merged', news: ['tags', 'version'], why: '' },
    { title: 'Known', authors: ['A'], year: '1950', became: 'known', news: [], why: '' },
  ],
};
let drawn = 0;
/** @type {any} */
let refusal = null;

beforeEach(async () => {
  drawn = 0;
  refusal = null;
  service.log.length = 0;
  service.answers = {
    'POST /library/import': () => (refusal ? { status: 400, body: { error: refusal } } : { body: ANSWER }),
  };
  fake.restart();
  fake.speak('en');
  await loadLanguage();
  fake.local.values = { connection: { address: service.address, token: 'secret' } };
  body.replaceChildren();
});

/** @param {string} id @returns {any} */
const at = (id) => [...body.querySelectorAll('*')].find((one) => one.id === id);
/** @param {string} id */
const until = async (id) => {
  for (let tries = 0; !at(id); tries++) {
    assert.ok(tries < 400, id);
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
  return at(id);
};
const shown = () => body.querySelector('dialog')?.textContent ?? '';
function paste(text = 'TY  - JOUR') {
  openImport({ again: () => drawn++ });
  at('import-text').value = text;
  at('import-look').click();
}

test('what would come of pasted text is shown as text, and nothing is written before the reader says so', async () => {
  paste();
  await until('import-go');
  assert.deepEqual(service.asked('/library/import').map((asked) => asked.body), [
    { format: '', text: 'TY  - JOUR', preview: true },
  ]);
  assert.equal(at('import-as').value, 'ris');
  assert.equal(at('import-go').textContent, 'Import 2');
  const rows = [...body.querySelectorAll('tbody tr')].map((row) => row.textContent);
  assert.deepEqual(rows, [
    'A <b>new</b> oneA, B, C, … · 2026new',
    'Mineadds to yoursIt brings tags, a later version.',
    'KnownA · 1950already there',
  ]);
  assert.match(shown(), /line 12: it has no title/);
  assert.equal(body.querySelector('tbody i, td b b'), null);
});

test('the import is reported, and the library drawn anew', async () => {
  paste();
  (await until('import-go')).click();
  await until('import-done');
  assert.deepEqual(service.asked('/library/import').at(-1)?.body, { format: 'ris', text: 'TY  - JOUR', preview: false });
  assert.match(shown(), /1 paper is new in your library\.1 was merged into a paper that you had\.1 is there already\./);
  assert.equal(drawn, 1);
});

test('another format is looked at by the same text', async () => {
  paste();
  const as = await until('import-as');
  as.value = 'csv';
  as.dispatchEvent(event('change'));
  while (service.asked('/library/import').length < 2) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.equal(service.asked('/library/import').at(-1)?.body.format, 'csv');
});

test('what cannot be read is told where another file can be chosen', async () => {
  refusal = { code: 'unknown_format', message: 'This is a PDF.', hint: 'Open it in the browser.' };
  paste('%PDF');
  while (!/This is a PDF/.test(shown())) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.match(shown(), /This is a PDF\.Open it in the browser\./);
  assert.ok(at('import-file'));
});

test('a file that is too large is not read at all', async () => {
  openImport({ again: () => drawn++ });
  const file = at('import-file');
  Object.defineProperty(file, 'files', { value: [{ size: 52_000_000, name: 'x.bib' }] });
  file.dispatchEvent(event('change'));
  await until('import-file');
  assert.match(shown(), /This file is 52 MB\.Files of up to 30 MB are imported\./);
  assert.equal(service.log.length, 0);
});

test('in Chinese the service’s reasons are Chinese too', async () => {
  fake.speak('zh_CN');
  await loadLanguage();
  paste();
  await until('import-go');
  assert.match(shown(), /第 12 行：没有标题/);
  assert.match(shown(), /带来标签、/);
});
