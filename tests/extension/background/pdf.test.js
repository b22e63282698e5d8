import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { answer, facts, paper } from '../answers.js';
import { FakeService } from '../fake-service.js';
import { contentOf, forgetPdf, pdfIn, readPdf, withPdf } from '../../../extension/background/pdf.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

const URL = 'https://journal.example.org/files/1.pdf';
const PATH = `/pages/pdf?url=${encodeURIComponent(URL)}`;
const service = new FakeService();

before(() => service.start());
after(() => service.stop());
beforeEach(async () => {
  fake.restart();
  service.log = [];
  service.answers = {};
  fake.local.values.connection = { address: service.address, token: 'pr_token' };
  await loadLanguage();
});

/** A tab whose content script hands over these bytes, two at a time. @param {string} bytes @param {string} [state] */
function shows(bytes, state = 'ready') {
  /** @type {any[]} */
  const asked = [];
  const content = (/** @type {any} */ message) => {
    asked.push(message);
    if (message.from === undefined) return { read: bytes.length, size: bytes.length, state };
    return { data: btoa(bytes.slice(message.from, message.from + 2)), next: message.from + 2 };
  };
  fake.tabs = [{ id: 1, url: URL, content }];
  return asked;
}

test('the bytes come in parts and go to the service whole, once while the tab shows them', async () => {
  service.answers[`POST ${PATH}`] = { body: { paper: { ...paper(), saved: true }, origins: { title: 'page' }, notice: '' } };
  shows('"%PDF-1.5"'); // JSON, as the stand-in reads no other
  const read = await readPdf(1, URL);
  assert.equal(service.log[0]?.body, '%PDF-1.5');
  assert.equal(service.log[0]?.headers['content-type'], 'application/pdf');
  assert.deepEqual([read.origins, read.paper && 'saved' in read.paper], [{ title: 'page' }, false]);
  await readPdf(1, URL);
  assert.equal(service.log.length, 1);
  await forgetPdf(1);
  await readPdf(1, URL);
  assert.equal(service.log.length, 2);
});

test('what a PDF is instead of a paper is told in a sentence, and not asked again', async () => {
  service.answers[`POST ${PATH}`] = { body: { paper: null, origins: {}, notice: 'scan' } };
  shows('""');
  assert.match((await readPdf(1, URL)).notice, /^This PDF is a scan/);
  await readPdf(1, URL);
  assert.equal(service.log.length, 1);
});

test('a failure is told, and tried again at the next click', async () => {
  const error = { code: 'pdf_busy', message: 'Other PDFs are being read.', hint: 'Try again in a few seconds.' };
  service.answers[`POST ${PATH}`] = { status: 503, body: { error } };
  shows('""');
  assert.match((await readPdf(1, URL)).notice, /Other PDFs are being read\. Try again/);
  await readPdf(1, URL);
  assert.equal(service.log.length, 2);
});

for (const [state, told] of /** @type {const} */ ([
  ['too_large', /larger than 30 MB/],
  ['refused', /does not let the page read its own PDF/],
]))
  test(`a PDF that is ${state} is not sent`, async () => {
    shows('""', state);
    assert.match((await readPdf(1, URL)).notice, told);
    assert.equal(service.log.length, 0);
  });

test('where no script may run, the address tells whether it is a PDF, and that no more is known', async () => {
  fake.tabs = [{ id: 1, url: URL }];
  assert.equal(await pdfIn(1, facts(URL)), URL);
  assert.equal(await pdfIn(1, facts('https://journal.example.org/about')), '');
  assert.equal(await pdfIn(1, facts('file:///home/ada/paper.pdf')), 'file:///home/ada/paper.pdf');
  assert.match((await readPdf(1, URL)).notice, /keeps extensions out of this PDF/);
});

test('a page whose tags tell its paper is saved by its facts, a PDF by what was read of it', async () => {
  service.answers[`POST ${PATH}`] = { body: { paper: paper(), origins: { title: 'xmp' }, notice: '' } };
  shows('""');
  fake.tabs[0] = { ...fake.tabs[0], id: 1, injected: fake.tabs[0]?.content };
  const page = { ...facts(URL), meta: /** @type {[string, string][]} */ ([['citation_title', 'T']]) };
  assert.deepEqual(Object.keys(await contentOf(1, page)), ['facts']);
});

test('an answer with a PDF in it keeps what it knows of the reader', () => {
  const told = withPdf(answer({ notices: ['One.'] }), { url: URL, paper: null, origins: { doi: 'xmp' }, notice: 'Two.', settled: true });
  assert.deepEqual([told.notices, told.origins, told.pdf], [['One.', 'Two.'], { doi: 'xmp' }, true]);
});
