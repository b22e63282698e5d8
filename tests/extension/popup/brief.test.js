import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { brief, sse, statement } from '../briefs.js';
import { body } from '../dom.js';
import { fake } from '../fake-chrome.js';
import { FakeService } from '../fake-service.js';
import { until } from '../until.js';
import { connect } from '../../../extension/background/service-client.js';
import { createBrief } from '../../../extension/popup/brief.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

const service = new FakeService();
const CLAIM = statement('claim', 'It holds.');
const DONE = brief({ statements: [CLAIM] });
const RUNNING = brief({ state: 'running' });
before(async () => {
  await service.start();
  await loadLanguage();
});
after(() => service.stop());
beforeEach(async () => {
  fake.restart();
  service.log = [];
  service.answers = {};
  body.replaceChildren();
  await connect(service.address, 'secret');
});

/** @param {string} [id] @param {RelatedPaper[]} [related] */
function paneOf(id = '', related = []) {
  const pane = createBrief('k', id, () => related);
  body.append(pane.pane);
  return pane;
}
const asked = () => service.log.filter(({ path }) => path === '/briefs').map((one) => one.body);
const text = () => body.textContent ?? '';
/** @param {string} id */
const press = (id) => /** @type {HTMLElement} */ (document.getElementById(id)).click();
/** @param {string} key @param {boolean} [isNew] */
const related = (key, isNew = false) => /** @type {any} */ ({ key, new: isNew });

test('a brief is asked for in the language of the interface, and its statements come one by one', async () => {
  service.answers['POST /briefs'] = { status: 202, body: RUNNING };
  service.answers['GET /briefs/b/events'] = {
    events: [
      sse('state', { state: 'running', until: '' }),
      sse('draft', { text: 'It ho' }),
      sse('statement', { index: 0, statement: CLAIM }),
      sse('done', { brief: DONE }),
    ],
  };
  await paneOf().open();
  await until(() => text().includes('Written by gpt-oss'));
  assert.equal(body.querySelector('h2')?.textContent, 'Claim');
  assert.match(text(), /1 of 1 statement checked/);
  assert.deepEqual(asked(), [{ keys: ['k'], kind: 'paper', language: 'en', length: 'short' }]);
});

test('a kept brief is shown without asking for another, in its own language and length', async () => {
  service.answers['GET /briefs/b'] = { body: { ...DONE, language: 'zh_CN', length: 'full', origin: 'extractive', model: '' } };
  await paneOf('b').open();
  assert.match(text(), /chosen without a model/);
  assert.equal(document.getElementById('language-zh_CN')?.getAttribute('aria-pressed'), 'true');
  assert.equal(document.getElementById('length-full')?.getAttribute('aria-pressed'), 'true');
  assert.deepEqual(asked(), []);
});

test('a kept brief that was removed meanwhile is written anew', async () => {
  service.answers['POST /briefs'] = { status: 202, body: DONE };
  await paneOf('gone').open();
  await until(() => text().includes('It holds.'));
});

test('the language and the length are changed for this brief', async () => {
  service.answers['GET /briefs/b'] = { body: DONE };
  service.answers['POST /briefs'] = ({ body: wanted }) => ({ status: 202, body: { ...DONE, ...wanted, id: 'c' } });
  await paneOf('b').open();
  press('language-zh_CN');
  await until(() => body.querySelector('article')?.lang === 'zh-CN');
  press('length-full');
  await until(() => document.getElementById('length-full')?.getAttribute('aria-pressed') === 'true');
  assert.deepEqual(
    asked().map(({ language, length }) => [language, length]),
    [['zh_CN', 'short'], ['zh_CN', 'full']],
  );
});

test('who reads it without a model goes on so in another length; written again, the model is asked', async () => {
  service.answers['GET /briefs/b'] = { body: { ...DONE, origin: 'extractive', model: '' } };
  service.answers['POST /briefs'] = ({ body: wanted }) => ({ status: 202, body: { ...DONE, ...wanted, id: 'c', origin: wanted.extractive ? 'extractive' : 'groq' } });
  await paneOf('b').open();
  press('length-full');
  await until(() => document.getElementById('length-full')?.getAttribute('aria-pressed') === 'true');
  press('brief-again');
  await until(() => text().includes('Written by gpt-oss'));
  assert.deepEqual(asked().map(({ extractive, force }) => [extractive, force]), [[true, undefined], [undefined, true]]);
});

test('it is laid beside the new ones of the related papers first, seven at most', async () => {
  const papers = [...'abcdefgh'].map((key) => related(key, key > 'f'));
  service.answers['GET /briefs/b'] = { body: DONE };
  service.answers['POST /briefs'] = ({ body: wanted }) => ({ status: 202, body: { ...DONE, ...wanted, id: 'c' } });
  await paneOf('b', papers).open();
  assert.match(text(), /Beside 7 related/);
  press('kind-beside');
  await until(() => asked().length === 1);
  assert.deepEqual(asked()[0].keys, ['k', 'g', 'h', 'a', 'b', 'c', 'd', 'e']);
  assert.equal(asked()[0].kind, 'beside');
});

test('where there is nothing beside which it could be laid, no kind is offered', async () => {
  service.answers['GET /briefs/b'] = { body: DONE };
  await paneOf('b').open();
  assert.equal(document.getElementById('kind-beside'), null);
});

test('a failed brief says why and how to mend it, and is written again or without a model at one click', async () => {
  const error = { code: 'groq_key', message: 'Groq does not accept the key.', hint: 'Put a valid key into GROQ_API_KEY.' };
  service.answers['GET /briefs/b'] = { body: brief({ state: 'failed', error }) };
  service.answers['POST /briefs'] = { status: 202, body: { ...DONE, id: 'c', origin: 'extractive' } };
  await paneOf('b').open();
  assert.match(body.querySelector('[role="alert"]')?.textContent ?? '', /does not accept the key\. Put a valid key/);
  assert.doesNotMatch(text(), /Written by/);
  assert.ok(document.getElementById('brief-retry'));
  press('brief-without');
  await until(() => text().includes('chosen without a model'));
  assert.equal(asked()[0].extractive, true);
});

test('an interrupted brief shows what was written, and how to get the rest', async () => {
  service.answers['GET /briefs/b'] = { body: { ...DONE, state: 'interrupted' } };
  service.answers['POST /briefs'] = { status: 202, body: DONE };
  await paneOf('b').open();
  assert.match(text(), /The service stopped while this was being written.*It holds\./);
  press('brief-retry');
  await until(() => !text().includes('stopped'));
  assert.equal(asked()[0].force, true);
});

test('a newer version of the paper is told', async () => {
  service.answers['GET /briefs/b'] = { body: { ...DONE, newer: [{ key: 'k', version: 3 }] } };
  await paneOf('b').open();
  assert.match(text(), /v3 of the paper is known by now/);
  assert.ok(document.getElementById('brief-newer'));
});

test('a brief that is being written can be cancelled, and its choices stand still', async () => {
  service.answers['GET /briefs/b'] = { body: { ...RUNNING, statements: [CLAIM] } };
  service.answers['GET /briefs/b/events'] = { wait: new Promise(() => {}), events: [] };
  service.answers['DELETE /briefs/b'] = { body: { ...DONE, state: 'cancelled' } };
  void paneOf('b').open();
  await until(() => document.getElementById('brief-cancel'));
  press('length-full');
  press('brief-cancel');
  await until(() => text().includes('Cancelled.'));
  assert.match(text(), /It holds\./);
  assert.deepEqual(asked(), []);
});

test('a service that refuses is told, with a way to try again', async () => {
  service.answers['POST /briefs'] = { status: 502, body: { error: { code: 'brief', message: 'No.', hint: 'Later.' } } };
  await paneOf().open();
  assert.match(text(), /No\.Later\./);
  service.answers['POST /briefs'] = { status: 202, body: DONE };
  press('retry');
  await until(() => text().includes('It holds.'));
});

test('what is tried again is what failed, not the brief that stood there before', async () => {
  service.answers['GET /briefs/b'] = { body: DONE };
  service.answers['POST /briefs'] = { status: 502, body: { error: { code: 'brief', message: 'No.', hint: '' } } };
  await paneOf('b').open();
  press('language-zh_CN');
  await until(() => document.getElementById('retry'));
  service.answers['POST /briefs'] = ({ body: wanted }) => ({ status: 202, body: { ...DONE, ...wanted, id: 'c' } });
  press('retry');
  await until(() => body.querySelector('article')?.lang === 'zh-CN');
});
