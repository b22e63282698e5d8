import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';

import { brief, paper, sse, statement } from '../briefs.js';
import { body } from '../dom.js';
import { fake } from '../fake-chrome.js';
import { until } from '../until.js';
import { createReading } from '../../../extension/briefs/reading.js';
import { el } from '../../../extension/shared/dom.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { ServiceError } from '../../../extension/shared/troubles.js';

before(() => loadLanguage());
beforeEach(() => {
  fake.restart();
  body.replaceChildren();
});

const DONE = brief({ statements: [statement('claim', 'It holds.')], tokens: 5 });
/** @type {import('../../../extension/shared/brief-job.js').BriefRequest} */
const REQUEST = { keys: ['k'], kind: 'paper', language: 'en', length: 'short' };

/** @param {Record<string, any>} answers by method and path: a value, or an error to be thrown @param {string[]} [events] */
function readingOf(answers, events = []) {
  /** @type {string[]} */
  const log = [];
  /** @type {any[]} */
  const sent = [];
  const reading = createReading({
    client: {
      async ask(method, path, request) {
        if (method === 'POST') sent.push(request);
        const answer = answers[`${method} ${path}`] ?? {};
        if (answer instanceof Error) throw answer;
        return typeof answer === 'function' ? answer(request) : answer;
      },
      async *stream() {
        for (const one of events) {
          const [event, data] = one.trim().split('\n').map((line) => line.replace(/^\w+: /, ''));
          yield { event: event ?? '', data: data ?? '' };
        }
      },
    },
    markdown: async () => '# It',
    back: () => log.push('back'),
    remove: ({ id }) => log.push(`remove ${id}`),
    came: (id) => log.push(`came ${id}`),
    trouble: (error, again) => el('button', { type: 'button', id: 'trouble', onclick: again }, String(error)),
  });
  body.append(reading.element);
  return { reading, log, sent };
}
const text = () => body.textContent ?? '';
/** @param {string} id */
const press = (id) => /** @type {HTMLElement} */ (document.getElementById(id)).click();

test('what is asked for is read as it is written, and has an address as soon as it is known', async () => {
  const running = brief({ state: 'running' });
  const { reading, log } = readingOf({ 'POST /briefs': running }, [
    sse('statement', { index: 0, statement: DONE.statements[0] }),
    sse('done', { brief: DONE }),
  ]);
  reading.start(REQUEST);
  assert.match(text(), /Asking for the brief…/);
  await until(() => text().includes('1 of 1 statement checked'));
  assert.deepEqual(log, ['came b']);
  assert.equal(body.querySelector('h1')?.textContent, 'Title of k');
  assert.match(text(), /It holds\..*took 5 tokens/);
});

test('another length, another language, or anew: the same papers are asked for again', async () => {
  const several = brief({ ...DONE, kind: 'several', keys: ['a', 'b'], papers: [paper('a'), paper('b')] });
  const { reading, sent } = readingOf({ 'GET /briefs/b': several, 'POST /briefs': (/** @type {any} */ asked) => ({ ...several, ...asked }) });
  reading.open('b');
  await until(() => text().includes('Brief of 2 papers'));
  press('length-full');
  await until(() => sent.length === 1 && text().includes('It holds.'));
  press('language-zh_CN');
  await until(() => sent.length === 2);
  press('again');
  await until(() => sent.length === 3);
  const same = { keys: ['a', 'b'], kind: 'several' };
  assert.deepEqual(sent, [
    { ...same, language: 'en', length: 'full' },
    { ...same, language: 'zh_CN', length: 'full' },
    { ...same, language: 'zh_CN', length: 'full', force: true },
  ]);
});

test('who reads it without a model goes on so in another language; written again, the model is asked', async () => {
  const kept = brief({ ...DONE, origin: 'extractive' });
  const { reading, sent } = readingOf({ 'GET /briefs/b': kept, 'POST /briefs': (/** @type {any} */ asked) => ({ ...kept, ...asked }) });
  reading.open('b');
  await until(() => text().includes('It holds.'));
  press('language-zh_CN');
  await until(() => sent.length === 1);
  press('again');
  await until(() => sent.length === 2);
  assert.deepEqual(sent.map(({ extractive, force }) => [extractive, force]), [[true, undefined], [undefined, true]]);
});

test('what the service refuses leaves the brief that is read; with none, it stands in its place and can be tried again', async () => {
  const refusal = new ServiceError('error', { code: 'bad_input', message: 'Not these.' });
  const { reading, sent } = readingOf({ 'GET /briefs/b': DONE, 'POST /briefs': refusal });
  reading.open('b');
  await until(() => text().includes('It holds.'));
  press('again');
  await until(() => text().includes('Not these.'));
  assert.match(text(), /It holds\./);
  reading.start(REQUEST);
  await until(() => document.getElementById('trouble') !== null);
  assert.doesNotMatch(text(), /It holds\./);
  press('trouble');
  await until(() => sent.length === 3);
});

test('one that failed is written without a model at a click', async () => {
  const error = { code: 'groq_key', message: 'No such key.', hint: '' };
  const failed = brief({ state: 'failed', error });
  const { reading, sent } = readingOf({ 'GET /briefs/b': failed, 'POST /briefs': brief({ ...DONE, origin: 'extractive' }) });
  reading.open('b');
  await until(() => text().includes('No such key.'));
  press('brief-without');
  await until(() => text().includes('chosen without a model'));
  assert.equal(sent[0].extractive, true);
});

test('nothing of the brief before is left where another is opened', async () => {
  const { reading } = readingOf({ 'GET /briefs/b': DONE, 'GET /briefs/c': new Promise(() => {}) });
  reading.open('b');
  await until(() => text().includes('It holds.'));
  reading.open('c');
  assert.doesNotMatch(text(), /It holds|Title of k|took/);
});
