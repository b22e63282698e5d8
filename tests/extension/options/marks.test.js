import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { body as page } from '../dom.js';
import { marks } from '../../../extension/options/marks.js';
import { createMarkSwitch } from '../../../extension/popup/mark-switch.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { markSettings, marksOn, siteOf, turnMarks } from '../../../extension/shared/mark-settings.js';

beforeEach(async () => {
  fake.restart();
  await loadLanguage();
});

const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
/** @param {HTMLElement} body @param {string} id */
const box = (body, id) => /** @type {HTMLInputElement} */ (body.querySelector(`#${id}`));

test('marks are on until they are turned off', async () => {
  assert.deepEqual(await markSettings(), { all: true, arxiv: true, huggingface: true });
});

test('the sites are known by their addresses; PDFs and other pages cannot be marked', () => {
  assert.equal(siteOf('https://arxiv.org/list/cs.LG/new'), 'arxiv');
  assert.equal(siteOf('https://huggingface.co/papers?q=muon'), 'huggingface');
  for (const url of ['https://arxiv.org/pdf/2602.11557', 'https://huggingface.co/models', 'https://arxiv.org.evil.example/'])
    assert.equal(siteOf(url), undefined, url);
});

test('each box in the options turns its marks off and on; while all are off the sites’ boxes rest', async () => {
  const body = document.createElement('div');
  page.replaceChildren(body);
  await marks(body);
  box(body, 'marks-huggingface').click();
  await settled();
  assert.deepEqual(await markSettings(), { all: true, arxiv: true, huggingface: false });
  box(body, 'marks-all').click();
  await settled();
  assert.equal((await markSettings()).all, false);
  assert.equal(box(body, 'marks-arxiv').disabled, true);
});

test('the popup’s switch speaks for its site alone, and brings marks back where all were off', async () => {
  const url = 'https://arxiv.org/abs/2602.11557';
  const place = document.createElement('span');
  page.replaceChildren(place);
  await createMarkSwitch(place).show(url);
  assert.equal(place.textContent, 'Marks on arXiv');
  box(place, 'marks-here').click();
  await settled();
  assert.equal(marksOn(url, await markSettings()), false);
  await turnMarks('all', false);
  await turnMarks('arxiv', true);
  await settled();
  assert.equal(box(place, 'marks-here').checked, true);
});

test('on other pages the popup has no such switch', async () => {
  const place = document.createElement('span');
  await createMarkSwitch(place).show('https://example.org/');
  assert.equal(place.childElementCount, 0);
});
