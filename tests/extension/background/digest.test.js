import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { FakeService } from '../fake-service.js';
import { best, digestPressed, lookForDigest } from '../../../extension/background/digest.js';
import { connect } from '../../../extension/background/service-client.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

const NOW = Date.parse('2026-06-19T08:00:00Z');
const service = new FakeService();
/** @type {any} */
let settings;
/** @type {any} */
let digest;
before(() => service.start());
after(() => service.stop());
beforeEach(async () => {
  fake.restart();
  fake.permissions = new Set(['notifications']);
  service.log = [];
  settings = { on: true, notification: true };
  const items = ['First', 'Second', 'Third', 'Fourth'].map((title) => ({ title }));
  digest = { day: '2026-06-19', due: true, told: { notification: '', mail: '' }, total: 12, items, next: '2026-06-20T08:00:00Z' };
  service.answers = {
    'GET /digest/settings': () => ({ body: settings }),
    'GET /digest': () => ({ body: digest }),
    'POST /digest/told': ({ body }) => {
      const first = digest.told.notification === '';
      digest.told.notification = '2026-06-19T08:00:01Z';
      return { body: { day: body.day, first } };
    },
  };
  await loadLanguage();
  await connect(service.address, 'secret');
});

test('the digest that is due is shown with its number and the best three', async () => {
  await lookForDigest(NOW);
  const message = 'First\nSecond\nThird\nand 9 more';
  assert.deepEqual(fake.notifications, [{ id: 'digest 2026-06-19', title: '12 new papers on your radar', message }]);
});

test('it is shown once, however often it is looked for, and not where another browser was the first', async () => {
  await Promise.all([lookForDigest(NOW), lookForDigest(NOW)]);
  await lookForDigest(NOW);
  assert.equal(fake.notifications.length, 1);
});

test('nothing is shown, nor the service asked, before the reader allows notifications', async () => {
  fake.permissions = new Set();
  await lookForDigest(NOW);
  assert.deepEqual([fake.notifications, service.log, fake.alarms], [[], [], {}]);
});

test('what is switched off is not looked for again', async () => {
  for (const off of [{ notification: false }, { on: false }]) {
    settings = { on: true, notification: true, ...off };
    await lookForDigest(NOW);
  }
  assert.deepEqual([fake.notifications, fake.alarms], [[], {}]);
});

test('it looks again just after the next is due, each hour at least, and sooner where the service is away', async () => {
  digest.due = false;
  /** @param {string} next */
  const pause = async (next) => {
    digest.next = next;
    await lookForDigest(NOW);
    return fake.alarms.digest;
  };
  assert.equal(await pause('2026-06-19T08:20:00Z'), 20.5);
  assert.equal(await pause('2026-06-20T08:00:00Z'), 60);
  assert.equal(await pause('2026-06-19T08:00:00Z'), 3, 'it is due, and waits for what is coming in');
  service.answers = { 'GET /digest/settings': { status: 500, body: {} } };
  await lookForDigest(NOW);
  assert.equal(fake.alarms.digest, 15);
  assert.deepEqual(fake.notifications, []);
});

test('a title is words of one line, and not a long one', () => {
  const titles = ['Two\nlines\u0007', 'x'.repeat(500)].map((title) => ({ title }));
  const lines = best(/** @type {any} */ ({ items: titles, total: 2 })).split('\n');
  assert.equal(lines[0], 'Two lines');
  assert.equal(lines[1]?.length, 100);
  assert.equal(lines.length, 2);
});

test('pressed, it leads to the feed', async () => {
  await digestPressed('digest 2026-06-19');
  await digestPressed('of another kind');
  assert.deepEqual(fake.opened, ['/feed/feed.html']);
});
