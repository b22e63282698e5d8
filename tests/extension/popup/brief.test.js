import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { body } from '../dom.js';
import { fake } from '../fake-chrome.js';
import { FakeService } from '../fake-service.js';
import { connect } from '../../../extension/background/service-client.js';
import { blocks, createBrief, spliced } from '../../../extension/popup/brief.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

const service = new FakeService();
const DONE = {
  id: 'b',
  keys: ['k'],
  language: 'en',
  length: 'short',
  state: 'done',
  text: '## Claim\nIt holds.',
  origin: 'groq',
  model: 'gpt-oss',
  error: null,
  created: '',
  updated: '',
};
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

/** @param {string} event @param {object} data */
const sse = (event, data) => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
const soon = () => new Promise((resolve) => setTimeout(resolve, 20));

test('lines that begin with ## are headings; nothing else is markup', () => {
  assert.deepEqual(blocks('## Claim\n<b>It</b> **holds**.\n\n  #no heading'), [
    { heading: true, text: 'Claim' },
    { heading: false, text: '<b>It</b> **holds**.' },
    { heading: false, text: '#no heading' },
  ]);
});

test('pieces are put at their place, counted in characters', () => {
  assert.equal(spliced('𝓗ab', 2, 'X'), '𝓗aX');
  assert.equal(spliced('', 0, 'X'), 'X');
});

test('the text is shown as it arrives, and the finished brief replaces it', async () => {
  service.answers['POST /briefs'] = { status: 202, body: { ...DONE, state: 'running', text: '' } };
  service.answers['GET /briefs/b/events'] = {
    events: [
      sse('state', { type: 'state', state: 'running', until: '' }),
      sse('text', { text: '## Claim\n', offset: 0 }),
      sse('text', { text: 'It holds.', offset: 9 }),
      sse('done', { brief: DONE }),
    ],
  };
  const brief = createBrief('k', '');
  body.append(brief.pane);
  await brief.open();
  await soon();
  assert.equal(body.querySelector('h2')?.textContent, 'Claim');
  assert.match(body.querySelector('.label')?.textContent ?? '', /Written by gpt-oss/);
  assert.deepEqual(service.log[0]?.body, { keys: ['k'], language: 'en', length: 'short', force: false });
});

test('a stream that breaks is followed by asking', async () => {
  let asked = 0;
  service.answers['POST /briefs'] = { status: 202, body: { ...DONE, state: 'running', text: '' } };
  service.answers['GET /briefs/b/events'] = { events: [sse('text', { text: '## Cl', offset: 0 })] };
  service.answers['GET /briefs/b'] = () => ({ body: asked++ ? DONE : { ...DONE, state: 'running', text: '## Claim' } });
  const brief = createBrief('k', '');
  body.append(brief.pane);
  await brief.open();
  assert.equal(body.querySelector('p')?.textContent, 'It holds.');
});

test('a kept brief is shown without asking for another', async () => {
  service.answers['GET /briefs/b'] = { body: { ...DONE, origin: 'extractive', model: '' } };
  const brief = createBrief('k', 'b');
  body.append(brief.pane);
  await brief.open();
  assert.match(body.textContent ?? '', /Sentences quoted from the abstract/);
  assert.deepEqual(
    service.log.map(({ method }) => method),
    ['GET'],
  );
});

test('a failed brief says why and how to mend it', async () => {
  service.answers['GET /briefs/b'] = {
    body: {
      ...DONE,
      state: 'failed',
      text: '',
      error: { code: 'groq_key', message: 'Groq does not accept the key.', hint: 'Put a valid key into GROQ_API_KEY.' },
    },
  };
  const brief = createBrief('k', 'b');
  body.append(brief.pane);
  await brief.open();
  assert.match(body.querySelector('[role="alert"]')?.textContent ?? '', /does not accept the key\. Put a valid key/);
  assert.doesNotMatch(body.textContent ?? '', /Written by/);
});

test('a service that refuses is told, with a way to try again', async () => {
  service.answers['POST /briefs'] = { status: 502, body: { error: { code: 'brief', message: 'No.', hint: 'Later.' } } };
  const brief = createBrief('k', '');
  body.append(brief.pane);
  await brief.open();
  assert.ok(body.querySelector('#brief-retry'));
});
