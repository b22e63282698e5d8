import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { begin, drawn, said, service } from './section.js';
import { event } from '../dom.js';
import { briefs } from '../../../extension/options/briefs.js';
import { until } from '../until.js';

/** @type {any} */
let settings;
/** @type {any} */
let usage;

beforeEach(() => {
  settings = { groq_key: true, groq_server: 'Groq', groq_model: 'openai/gpt-oss-20b', daily_tokens: 0 };
  usage = { today: { tokens: 0, briefs: 0, until: '' }, daily_tokens: 0, rates: null };
  begin({
    'GET /settings': () => ({ body: settings }),
    'GET /briefs/usage': () => ({ body: { ...usage, daily_tokens: settings.daily_tokens } }),
    'GET /briefs/models': () => ({ body: { models: ['openai/gpt-oss-120b', 'openai/gpt-oss-20b'] } }),
    'PATCH /settings': ({ body: change }) => {
      if ((change.daily_tokens ?? 0) < 0) {
        return { status: 422, body: { error: { code: 'invalid', message: 'No.', hint: '' } } };
      }
      settings = { ...settings, ...change };
      return { body: settings };
    },
  });
});

const section = () => drawn(briefs);
/** @param {Element} place @param {string} id @returns {any} */
const field = (place, id) => [...place.querySelectorAll('input')].find((one) => one.id === id);
/** @param {any} input @param {string} value */
function keep(input, value) {
  input.value = value;
  input.closest('form').dispatchEvent(event('submit'));
}

test('who writes the briefs is told, and to whom the papers go', async () => {
  settings.groq_server = 'localhost:11434';
  const text = (await section()).textContent ?? '';
  assert.match(text, /written by a model at localhost:11434/);
  assert.match(text, /only to localhost:11434/);
  assert.match(text, /Never your notes/);
});

test('without a key it is told where to put one', async () => {
  settings.groq_key = false;
  assert.match((await section()).textContent ?? '', /GROQ_API_KEY/);
});

test('what today took is told in words', async () => {
  assert.match((await section()).textContent ?? '', /No brief was written/);
  usage.today = { tokens: 6210, briefs: 3, until: '' };
  assert.match((await section()).textContent ?? '', /Today: 3 briefs, 6,210 tokens/);
});

test('a budget is kept, told beside what was used, and taken back', async () => {
  usage.today = { tokens: 6210, briefs: 3, until: '' };
  const place = await section();
  keep(field(place, 'budget'), '20000');
  await until(() => said.length === 1 && /6,210 of 20,000 tokens/.test(place.textContent ?? ''));
  assert.match(said[0]?.text ?? '', /20,000 tokens a day/);
  said[0]?.undo?.();
  await until(() => said.length === 2);
  assert.equal(settings.daily_tokens, 0);
});

test('a model is kept, and the former comes back', async () => {
  const place = await section();
  keep(field(place, 'model'), ' openai/gpt-oss-120b ');
  await until(() => said.length === 1);
  assert.equal(settings.groq_model, 'openai/gpt-oss-120b');
  said[0]?.undo?.();
  await until(() => said.length === 2);
  assert.equal(settings.groq_model, 'openai/gpt-oss-20b');
});

test('a budget that the service refuses is told', async () => {
  const place = await section();
  keep(field(place, 'budget'), '-5');
  await until(() => said.some(({ text }) => text.startsWith('failed')));
  assert.equal(settings.daily_tokens, 0);
});

test('the models that are there are asked for, and one is chosen by a click', async () => {
  const place = await section();
  assert.ok(!service.log.some(({ path }) => path.endsWith('/briefs/models')), 'nobody is asked before');
  /** @type {any} */ (place.querySelector('#models'))?.click();
  await until(() => place.querySelectorAll('.models .picked-names button').length === 2);
  assert.match(place.textContent ?? '', /key works; 2 models/);
  /** @type {any} */ (place.querySelector('.models .picked-names button')).click();
  await until(() => said.length === 1);
  assert.equal(settings.groq_model, 'openai/gpt-oss-120b');
  assert.equal(field(place, 'model').value, 'openai/gpt-oss-120b');
});

test('a key that is not taken is told where it is asked', async () => {
  service.answers['GET /briefs/models'] = () => ({
    status: 502,
    body: { error: { code: 'groq_key', message: 'Groq does not accept the key.', hint: 'Put a valid key.' } },
  });
  const place = await section();
  /** @type {any} */ (place.querySelector('#models'))?.click();
  await until(() => /does not accept the key. Put a valid key./.test(place.textContent ?? ''));
});

test('without a key there is nobody to ask for models', async () => {
  settings.groq_key = false;
  assert.equal((await section()).querySelector('#models'), null);
});
