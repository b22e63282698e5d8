import assert from 'node:assert/strict';
import { test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { facts } from '../answers.js';
import { accepted } from '../../../extension/shared/messages.js';

const id = fake.origin.slice(19);
const ABS = 'https://arxiv.org/abs/1706.03762';
const page = { type: 'page', facts: facts(ABS) };
const code = { type: 'pair', code: 'ABCD2345', service: 'http://127.0.0.1:23180' };
/** @param {string} url @param {object} [more] @returns {any} */
const script = (url, more = {}) => ({ id, url, tab: { id: 1 }, frameId: 0, ...more });
/** @type {any} */
const popup = { id, url: `${fake.origin}/popup/popup.html` };

test('a content script on arXiv or Hugging Face may tell of its page', () => {
  assert.equal(accepted(page, script(ABS)), page);
  const hugging = { type: 'page', facts: facts('https://huggingface.co/papers') };
  assert.equal(accepted(hugging, script('https://huggingface.co/papers')), hugging);
});

test('a page may tell of itself only', () => {
  assert.equal(accepted({ type: 'page', facts: facts('https://huggingface.co/papers') }, script(ABS)), null);
});

test('other sites, frames within a page and other extensions are not heard', () => {
  assert.equal(accepted(page, script('https://evil.example/arxiv.org/')), null);
  assert.equal(accepted(page, script('https://arxiv.org.evil.example/abs/1')), null);
  assert.equal(accepted(page, script(ABS, { frameId: 7 })), null);
  assert.equal(accepted(page, script(ABS, { id: 'another' })), null);
  assert.equal(accepted(page, /** @type {any} */ ({ id, url: ABS, frameId: 0 })), null);
});

test('the code comes from the pairing page of the very service that it is for', () => {
  assert.equal(accepted(code, script('http://127.0.0.1:23180/pair')), code);
  assert.equal(accepted(code, script('http://127.0.0.1:23180/pair#ABCD2345')), code);
  assert.equal(accepted(code, script('http://127.0.0.1:9999/pair')), null);
  assert.equal(accepted(code, script('http://127.0.0.1:23180/other')), null);
  assert.equal(accepted(code, script('http://127.0.0.1.evil.example/pair')), null);
  assert.equal(accepted(code, script(ABS)), null);
});

test('what is done on a mark comes from the content script of a paper page, and from nobody else', () => {
  const act = { type: 'act', act: 'save', key: 'arxiv:1706.03762' };
  assert.equal(accepted(act, script(ABS)), act);
  assert.equal(accepted(act, script('https://huggingface.co/papers')), act);
  assert.equal(accepted(act, script('https://evil.example/')), null);
  assert.equal(accepted(act, script('http://127.0.0.1:23180/pair')), null);
  assert.equal(accepted(act, popup), null);
  for (const wrong of [{ act: 'disconnect' }, { act: 'toString' }, { key: 1 }, { key: 'x'.repeat(3_000) }])
    assert.equal(accepted({ ...act, ...wrong }, script(ABS)), null);
});

test('the extension’s own pages may ask for everything but play a page', () => {
  for (const message of [
    code,
    { type: 'look', tabId: 1 },
    { type: 'batch', tabId: 1, order: 'o', offset: 10 },
    { type: 'changed', tabId: -1 },
    { type: 'save', order: { idempotency_key: 'k' }, page: { tabId: 1, url: ABS } },
    { type: 'save', order: { idempotency_key: 'k', key: 'arxiv:1706.03762' }, instead: { title: 'Attention' } },
    { type: 'digest' },
    { type: 'disconnect' },
  ]) {
    assert.equal(accepted(message, popup), message);
    // The code is for the pairing page, see above.
    for (const other of [ABS, 'https://evil.example/']) assert.equal(accepted(message, script(other)), null);
  }
  assert.equal(accepted({ type: 'save', order: { idempotency_key: 'k' }, instead: { title: 1 } }, popup), null);
  assert.equal(accepted(page, popup), null);
});

test('what waits in the outbox is the extension’s own business', () => {
  const send = { type: 'outbox', act: 'send', id: '' };
  const keep = { type: 'keep', entry: { id: 'a' }, letter: { order: {} } };
  for (const message of [send, keep]) {
    assert.equal(accepted(message, popup), message);
    assert.equal(accepted(message, script(ABS)), null);
  }
  assert.equal(accepted({ ...send, act: 'burn' }, popup), null);
});

test('a message that does not hold what it must is not heard', () => {
  for (const message of [
    null,
    undefined,
    'look',
    {},
    { type: 'look' },
    { type: 'look', tabId: '1' },
    { type: 'pair', code: 1, service: '' },
    { type: 'toString' },
    { type: '__proto__' },
    { type: 'batch', tabId: 1, order: 1, offset: 1 },
  ])
    assert.equal(accepted(message, popup), null);
  assert.equal(accepted({ type: 'page', facts: null }, script(ABS)), null);
});
