import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { body } from '../dom.js';
import { newsOf, reachable, row, waiting } from '../../../extension/library/row.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

const HOSTILE = '<img src=x onerror=alert(1)>';
const item = /** @type {any} */ ({
  paper: {
    key: 'arxiv:2602.1',
    title: HOSTILE,
    authors: Array.from({ length: 9 }, (_, number) => `Author ${number}`),
    url: 'javascript:alert(1)',
    pdf_url: 'https://arxiv.org/pdf/2602.1',
    announce_type: '',
    published: '2026-02-11',
    source: 'arxiv',
    arxiv_id: '2602.1',
    primary_category: 'cs.LG',
    code_url: '',
  },
  saved_at: '2026-03-01T00:00:00+00:00',
  tags: [HOSTILE],
  note: HOSTILE,
  status: 'reading',
  stars: 3,
  news: [{ what: 'version', at: '2026-11-20T08:00:00+00:00', version: 3, venue: '', doi: '' }],
});
/** @type {string[]} */
let done = [];
const acts = {
  pick: (/** @type {number} */ index, /** @type {boolean} */ range) => done.push(`pick ${index} ${range}`),
  unfold: (/** @type {number} */ index) => done.push(`unfold ${index}`),
  filter: (/** @type {string} */ tag) => done.push(`filter ${tag}`),
  seen: () => done.push('seen'),
};
/** @param {Partial<{picked: boolean, current: boolean, open: boolean, words: string[]}>} [as] */
function drawn(as = {}) {
  const one = row(4, item, { picked: false, current: true, open: false, words: [], ...as }, acts);
  body.replaceChildren(one);
  return one;
}

beforeEach(async () => {
  fake.restart();
  done = [];
  await loadLanguage();
});

test('a row tells the paper, hostile text as text, and links only to pages', () => {
  const one = drawn();
  assert.equal(one.querySelector('img'), null);
  assert.equal(one.querySelector('h2')?.textContent, HOSTILE);
  assert.deepEqual(
    [...one.querySelectorAll('a')].map((link) => link.getAttribute('href')),
    ['https://arxiv.org/pdf/2602.1'],
  );
  assert.match(one.textContent ?? '', /^05\.arXiv cs\.LG · 11 Feb 2026 · saved 1 Mar 2026 · PDF ↗/);
  assert.match(one.textContent ?? '', /Author 5 and 3 more★★★Reading/);
  assert.match(one.textContent ?? '', /A new version is out: v3 \(noticed 20 Nov 2026\)/);
});

test('its parts do what they say', () => {
  const one = drawn();
  for (const selector of ['.title', 'input', '.chip:not(.category)', '.news button'])
    /** @type {HTMLElement | null} */ (one.querySelector(selector))?.click();
  assert.deepEqual(done, ['unfold 4', 'pick 4 false', `filter ${HOSTILE}`, 'seen']);
});

test('Tab reaches the current row alone', () => {
  const one = drawn({ current: false });
  const tabs = () => [...one.querySelectorAll('.head :is(a, button, input)')].map((each) => /** @type {any} */ (each).tabIndex);
  assert.deepEqual([...new Set(tabs())], [-1]);
  reachable(one, true);
  assert.deepEqual([...new Set(tabs())], [0]);
});

test('each kind of news has its sentence', () => {
  const at = '2026-11-20T08:00:00+00:00';
  const published = { what: /** @type {"published"} */ ('published'), at, version: null, venue: '', doi: '10.1000/1' };
  assert.equal(newsOf(published), 'Now published: 10.1000/1 (noticed 20 Nov 2026)');
  assert.equal(newsOf({ ...published, venue: 'ICML' }), 'Now published: ICML (noticed 20 Nov 2026)');
  assert.equal(newsOf({ ...published, what: 'withdrawn' }), 'Withdrawn by its authors (noticed 20 Nov 2026)');
});

test('a paper that is on its way keeps its number', () => {
  assert.match(waiting(99).textContent ?? '', /^100\./);
});
