import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import '../dom.js';
import '../fake-chrome.js';
import { answer, paper } from '../answers.js';
import { paperPage } from '../../../extension/popup/paper-page.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

before(() => loadLanguage());

const view = { following: false, toggleFollowing: () => {}, brief: () => {}, opened: new Set(), page: { tabId: 1, url: 'https://arxiv.org/abs/2602.11557' }, own: null, toggleOwn: () => {} };
const actions = /** @type {any} */ ({});

/** @param {Partial<PaperAnswer>} [fields] @param {Partial<MatchAnswer>} [more] */
const page = (fields, more) => paperPage(answer({ papers: [paper(fields)], ...more }), actions, view);
/** @param {Element} shown */
const kicker = (shown) => shown.querySelector('.kicker')?.textContent;

test('the page’s paper is placed, with its version', () => {
  assert.equal(kicker(page()), 'This page · arXiv cs.LG · 12 Feb 2026 · v2');
});

test('votes, comments and code follow, and withdrawn stands first', () => {
  const known = { upvotes: 35, comments: 2, code_url: 'https://github.com/x/y', withdrawn: true };
  assert.equal(
    kicker(page(known)),
    'withdrawn · This page · arXiv cs.LG · 12 Feb 2026 · v2 · ▲ 35 · 2 comments · code',
  );
});

test('a replacement is called revised on the page of that version only', () => {
  assert.equal(kicker(page({ announce_type: 'replace' })), 'This page · arXiv cs.LG · 12 Feb 2026 · revised v2');
  const first = { ...answer().page, version: 1 };
  assert.equal(kicker(page({ announce_type: 'replace' }, { page: first })), 'This page · arXiv cs.LG · 12 Feb 2026');
});

test('the one sentence stands below the title as words, and says whose it is', () => {
  const summary = page({ summary: 'Muon <img src=x onerror=alert(1)> trains models.' }).querySelector('.summary');
  assert.equal(
    summary?.textContent,
    'Muon <img src=x onerror=alert(1)> trains models. — AI summary, Hugging Face',
  );
  assert.equal(summary?.querySelector('img'), null);
  assert.equal(summary?.previousElementSibling?.tagName, 'H1');
});

test('without a sentence there is no line for it, and keywords are not shown', () => {
  const shown = page({ keywords: ['Muon optimizer'] });
  assert.equal(shown.querySelector('.summary'), null);
  assert.doesNotMatch(shown.textContent ?? '', /Muon optimizer/);
});
