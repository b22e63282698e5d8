import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { brief, statement } from '../briefs.js';
import '../dom.js';
import { fake } from '../fake-chrome.js';
import { choiceOf, noticesOf, statusOf } from '../../../extension/shared/brief-told.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

before(() => loadLanguage());
const CLAIM = statement('claim', 'It holds.');

/** What stands above a brief, and what was clicked of all that can be. @param {Partial<Brief>} fields */
function told(fields) {
  /** @type {string[]} */
  const done = [];
  const notices = noticesOf(brief(fields), { again: () => done.push('again'), extractive: () => done.push('extractive') });
  for (const notice of notices) for (const button of notice.querySelectorAll('button')) button.click();
  return { text: notices.map((notice) => notice.textContent).join('|'), done };
}

test('who wrote it is said; while it is written, how far it is, or until when it waits', () => {
  assert.equal(statusOf(brief({ statements: [CLAIM] })), 'Written by gpt-oss');
  assert.equal(statusOf(brief({ statements: [CLAIM], origin: 'extractive' })), 'Sentences of the original, chosen without a model');
  assert.equal(statusOf(brief({ state: 'running' })), 'Being written…');
  assert.equal(statusOf(brief({ state: 'running', statements: [CLAIM] })), 'Being written… 1 statement so far');
  assert.match(statusOf(brief({ state: 'running' }), '2026-11-21T15:00:00Z'), /busy; asking again at \d\d:\d\d/);
  assert.equal(statusOf(brief({ state: 'failed' })), '');
});

test('a brief that is done and of which nothing more is known has nothing above it', () => {
  assert.deepEqual(told({}), { text: '', done: [] });
});

test('a failure offers another try and a brief without a model; one that had no model, only the try', () => {
  const error = { code: 'groq_busy', message: 'Groq is busy.', hint: 'Wait.' };
  assert.deepEqual(told({ state: 'failed', error }).done, ['again', 'extractive']);
  assert.deepEqual(told({ state: 'failed', error, origin: 'extractive' }).done, ['again']);
  // One that could not be written anew stands, and says why.
  assert.deepEqual(told({ state: 'done', error, finish_reason: 'length' }).done, ['again', 'extractive']);
});

test('in Chinese the English words of the service stay where they tell more than ours', async () => {
  fake.speak('zh_CN');
  await loadLanguage();
  const message = (/** @type {string} */ words) => told({ state: 'failed', error: { code: 'groq_key', message: words, hint: '' } }).text;
  assert.doesNotMatch(message('Groq does not accept the key.'), /accept/);
  assert.match(message('The limit is used up until 10:09 UTC.'), /服务的原话：The limit is used up until 10:09 UTC\./);
  fake.speak('en');
  await loadLanguage();
});

test('what ended early says so, with a way to the rest', () => {
  for (const [fields, said] of /** @type {[Partial<Brief>, RegExp][]} */ ([
    [{ state: 'interrupted' }, /service stopped/],
    [{ state: 'cancelled' }, /Cancelled/],
    [{ finish_reason: 'length' }, /stopped at its limit/],
  ])) {
    const { text, done } = told(fields);
    assert.match(text, said);
    assert.deepEqual(done, ['again']);
  }
});

test('a newer version of the paper is told by its number; of several, how many have changed', () => {
  assert.match(told({ newer: [{ key: 'k', version: 3 }] }).text, /^v3 of the paper/);
  const others = ['l', 'm'].map((key) => ({ key, version: 2 }));
  assert.match(told({ kind: 'several', keys: ['k', 'l', 'm'], newer: others }).text, /^More is known of 2 papers/);
  assert.match(told({ newer: [{ key: 'k', version: null }] }).text, /^More is known of 1 paper /);
});

test('a choice is made once, and none while it stands still', () => {
  /** @type {string[]} */
  const chosen = [];
  const values = /** @type {[string, string][]} */ ([['short', 'Short'], ['full', 'Full']]);
  for (const still of [false, true]) {
    const group = choiceOf('length', 'Length', values, { now: 'short', still, choose: (one) => chosen.push(one) });
    for (const button of group.querySelectorAll('button')) button.click();
  }
  assert.deepEqual(chosen, ['full']);
});
