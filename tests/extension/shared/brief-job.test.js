import assert from 'node:assert/strict';
import { test } from 'node:test';

import { brief, statement } from '../briefs.js';
import { createJob } from '../../../extension/shared/brief-job.js';
import { ServiceError } from '../../../extension/shared/troubles.js';

const CLAIM = statement('claim', 'It holds.');
const RUNNING = brief({ state: 'running' });
const DONE = brief({ statements: [CLAIM] });
/** @type {import('../../../extension/shared/brief-job.js').BriefRequest} */
const REQUEST = { keys: ['k'], kind: 'paper', language: 'en', length: 'short' };

/**
 * A job over answers given in order; an error among them is thrown. A stream ends where its events do.
 * @param {(Brief | Error)[]} answers @param {[string, object][][]} [streams]
 */
function over(answers, streams = []) {
  /** @type {string[]} */
  const asked = [];
  /** @type {Brief[]} */
  const shown = [];
  /** @type {string[]} */
  const untils = [];
  /** @type {unknown[]} */
  const errors = [];
  const log = { asked, shown, untils, errors, away: 0, paused: 0 };
  const client = {
    /** @param {string} method @param {string} path */
    ask: async (method, path) => {
      asked.push(`${method} ${path}`);
      const answer = answers.shift();
      if (!answer || answer instanceof Error) throw answer ?? new ServiceError('down');
      return answer;
    },
    async *stream() {
      for (const [event, data] of streams.shift() ?? []) yield { event, data: JSON.stringify(data) };
    },
  };
  const job = createJob(client, {
    changed: (now, until) => {
      shown.push(now);
      untils.push(until);
    },
    failed: (error) => void errors.push(error),
    away: () => void (log.away += 1),
    pause: async () => void (log.paused += 1),
  });
  return { job, log };
}

test('a brief is asked for and followed: statements at their places, the draft in place of the former', async () => {
  const events = /** @type {[string, object][]} */ ([
    ['state', { state: 'running', until: '2026-11-21T15:00:00Z' }],
    ['draft', { text: 'It h' }],
    ['draft', { text: 'It ho' }],
    ['statement', { index: 0, statement: CLAIM }],
    ['draft', { text: '' }],
    ['done', { brief: DONE }],
  ]);
  const { job, log } = over([brief({ state: 'queued' })], [events]);
  await job.start(REQUEST);
  assert.deepEqual(log.asked, ['POST /briefs']);
  assert.deepEqual(log.shown.map(({ state }) => state), ['queued', ...Array(5).fill('running'), 'done']);
  assert.deepEqual(log.shown.map(({ draft }) => draft), ['', '', 'It h', 'It ho', '', '', '']);
  assert.deepEqual(log.shown.at(-2)?.statements, [CLAIM]);
  assert.equal(log.untils[1], '2026-11-21T15:00:00Z');
});

test('a statement that is told twice stands once', async () => {
  const twice = /** @type {[string, object][]} */ ([['statement', { index: 0, statement: CLAIM }], ['done', { brief: DONE }]]);
  const { job, log } = over([{ ...RUNNING, statements: [CLAIM] }], [twice]);
  await job.open('b');
  assert.deepEqual(log.shown[1]?.statements, [CLAIM]);
});

test('a kept brief needs no events', async () => {
  const { job, log } = over([DONE]);
  await job.start(REQUEST);
  assert.deepEqual(log.asked, ['POST /briefs']);
  assert.deepEqual(log.shown, [DONE]);
});

test('where the events break, it is asked for until it is finished', async () => {
  const { job, log } = over([RUNNING, RUNNING, { ...RUNNING, statements: [CLAIM] }, DONE]);
  await job.open('b');
  assert.deepEqual(log.asked, Array(4).fill('GET /briefs/b'));
  assert.equal(log.shown.at(-1)?.state, 'done');
});

test('a service that is started anew is waited for, and what became of the brief is told', async () => {
  const { job, log } = over([RUNNING, new ServiceError('down'), new ServiceError('slow'), brief({ state: 'interrupted' })]);
  await job.open('b');
  assert.equal(log.away, 2);
  assert.equal(log.shown.at(-1)?.state, 'interrupted');
  assert.deepEqual(log.errors, []);
});

test('a service that stays away is told after a while', async () => {
  const { job, log } = over([RUNNING]);
  await job.open('b');
  assert.equal(log.errors.length, 1);
  assert.ok(log.away >= 10);
});

test('a refusal is told at once', async () => {
  const { job, log } = over([new ServiceError('error', { code: 'bad_input' })]);
  await job.start(REQUEST);
  assert.equal(/** @type {any} */ (log.errors[0]).code, 'bad_input');
  assert.equal(log.paused, 0);
});

test('whoever opens another hears no more of the one before', async () => {
  const { job, log } = over([brief({ id: 'old' }), brief({ id: 'new' })]);
  const first = job.open('old');
  const second = job.open('new');
  await Promise.all([first, second]);
  assert.deepEqual(log.shown.map(({ id }) => id), ['new']);
});

test('what is cancelled is what was followed', async () => {
  const { job, log } = over([DONE, brief({ state: 'cancelled' })]);
  await job.open('b');
  await job.cancel();
  assert.deepEqual(log.asked, ['GET /briefs/b', 'DELETE /briefs/b']);
  assert.equal(log.shown.at(-1)?.state, 'cancelled');
});

test('it is finished when all of it is there, not when its state is', async () => {
  const { job, log } = over([RUNNING], [[['state', { state: 'done' }], ['done', { brief: { ...DONE, tokens: 312 } }]]]);
  await job.open('b');
  const finished = log.shown.filter(({ state }) => state === 'done');
  assert.deepEqual(finished.map(({ tokens }) => tokens), [312]);
});
