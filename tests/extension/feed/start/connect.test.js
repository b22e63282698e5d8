import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { body } from '../../dom.js';
import { fake } from '../../fake-chrome.js';
import { FakeService } from '../../fake-service.js';
import { until } from '../../until.js';
import { connectStep } from '../../../../extension/feed/start/connect.js';
import { loadLanguage } from '../../../../extension/shared/i18n.js';

const service = new FakeService();
before(() => service.start());
after(async () => {
  body.replaceChildren(); // what is not shown looks no more
  await service.stop();
});

let paired = 0;
beforeEach(async () => {
  paired = 0;
  fake.restart();
  fake.speak('en');
  fake.local.values = { connection: { address: service.address, token: '' } };
  service.answers = { 'GET /health': { body: { name: 'paper-radar', api: 1, version: '1.0' } } };
  await loadLanguage();
});

function step() {
  const place = document.createElement('div');
  body.replaceChildren(place);
  connectStep(place, () => paired++);
  return place;
}

test('while nothing listens, the command that starts the service is shown, to be copied', () => {
  fake.local.values = {};
  const place = step();
  assert.ok(place.querySelector('code.command')?.textContent?.includes('make run'));
  assert.equal(place.querySelector('h1'), null, 'the step has a title of its own');
});

test('once the service runs, the way to pair with it is shown', async () => {
  const place = step();
  await until(() => place.textContent?.includes('The service is running'));
  assert.equal(paired, 0);
});

test('as soon as a token is there, it goes on, once', async () => {
  step();
  await fake.local.set({ connection: { address: service.address, token: 'secret' } });
  await fake.local.set({ connection: { address: service.address, token: 'another' } });
  assert.equal(paired, 1);
});

test('an address without a token is no connection, and a step that was left goes nowhere', async () => {
  const place = step();
  await fake.local.set({ connection: { address: service.address, token: '' } });
  assert.equal(paired, 0);
  place.remove();
  await fake.local.set({ connection: { address: service.address, token: 'secret' } });
  assert.equal(paired, 0);
});

test('what listens in the place of the service is told of', async () => {
  service.answers = { 'GET /health': { stranger: true, body: {} } };
  const place = step();
  await until(() => place.querySelector('#retry'));
  assert.equal(place.querySelector('#code'), null);
});
