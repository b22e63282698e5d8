import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import '../dom.js';
import '../fake-chrome.js';
import { answer, paper } from '../answers.js';
import { paperOf, saveForm } from '../../../extension/popup/save-form.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

before(() => loadLanguage());

const URL = 'https://journal.example.org/a#section';
const typed = {
  title: ' A title ',
  authors: 'Ada Lovelace; Alan Turing',
  published: '2026-06',
  venue: '',
  doi: '',
  tags: '',
  note: '',
};

test('a page without a paper is saved under its address', () => {
  const saved = paperOf(typed, null, URL);
  assert.equal(saved.key, 'url:https://journal.example.org/a');
  assert.deepEqual(
    [saved.title, saved.authors, saved.published],
    ['A title', ['Ada Lovelace', 'Alan Turing'], '2026-06'],
  );
});

test('a DOI that the reader gives makes the key, in lower case and without its address', () => {
  for (const doi of ['10.1000/ABC', 'https://doi.org/10.1000/ABC', 'doi: 10.1000/ABC'])
    assert.equal(paperOf({ ...typed, doi }, null, URL).key, 'doi:10.1000/abc', doi);
});

test('arXiv’s own DOI is the arXiv paper', () => {
  assert.equal(paperOf({ ...typed, doi: '10.48550/arXiv.1706.03762' }, null, URL).key, 'arxiv:1706.03762');
});

test('the key that the service read stays while its DOI does', () => {
  const read = paper({ key: 'doi:10.1000/abc', doi: '10.1000/abc' });
  assert.equal(paperOf({ ...typed, doi: '10.1000/ABC' }, read, URL).key, 'doi:10.1000/abc');
  assert.equal(paperOf({ ...typed, doi: '10.2000/other' }, read, URL).key, 'doi:10.2000/other');
});

test('what was read stays where there is no field for it, and what is only shown is not sent', () => {
  const sent = JSON.parse(
    JSON.stringify(paperOf(typed, paper({ abstract: 'About.', pdf_url: 'https://x.org/a.pdf' }), URL)),
  );
  assert.deepEqual([sent.abstract, sent.pdf_url], ['About.', 'https://x.org/a.pdf']);
  for (const name of ['hits', 'saved', 'muted', 'item']) assert.ok(!(name in sent), name);
});

test('each field says where it came from', () => {
  const shown = answer({
    papers: [paper({ title: '<b>T</b>' })],
    origins: { title: 'highwire', authors: 'a new origin' },
  });
  const toast = { say: () => {}, fail: () => {}, clear: () => {} };
  const form = saveForm(shown, { url: URL, title: 'Tab' }, toast, {
    again: async () => {},
    readText: null,
    unsave: () => {},
  });
  assert.match(form.querySelector('[name=title]')?.parentElement?.textContent ?? '', /from citation tags/);
  assert.match(form.querySelector('[name=authors]')?.parentElement?.textContent ?? '', /a new origin/);
  assert.equal(/** @type {any} */ (form.querySelector('[name=title]'))?.value, '<b>T</b>');
});
