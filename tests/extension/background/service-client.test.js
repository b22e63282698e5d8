import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { FakeService } from '../fake-service.js';
import {
  ask,
  checkHealth,
  connect,
  connection,
  DEFAULT_ADDRESS,
  forgetToken,
  normalAddress,
  stream,
} from '../../../extension/background/service-client.js';

const service = new FakeService();
before(() => service.start());
after(() => service.stop());
beforeEach(async () => {
  fake.restart();
  service.log = [];
  service.answers = {};
  await connect(service.address, 'secret');
});

/** @param {string} kind */
const kind = (kind) => (/** @type {any} */ error) => error.kind === kind;

test('the token goes along as a bearer token, and what is written is JSON', async () => {
  service.answers['POST /radar'] = { status: 201, body: { id: 'a' } };
  assert.deepEqual(await ask('POST', '/radar', { kind: 'topic', value: 'Muon' }), { id: 'a' });
  const [asked] = service.log;
  assert.equal(asked?.headers.authorization, 'Bearer secret');
  assert.equal(asked?.headers['content-type'], 'application/json');
  assert.deepEqual(asked?.body, { kind: 'topic', value: 'Muon' });
});

test('without a token the service is not asked at all', async () => {
  await connect(service.address, '');
  await assert.rejects(ask('GET', '/radar'), kind('unpaired'));
  assert.equal(service.log.length, 0);
});

test('a token that the service does not know (any more) means unpaired', async () => {
  service.answers['GET /radar'] = { status: 401, body: { error: { code: 'unauthorized', message: 'no', hint: '' } } };
  await assert.rejects(ask('GET', '/radar'), kind('unpaired'));
});

test('a service that is not running is told from one that refuses', async () => {
  const gone = await new FakeService().start();
  await connect(gone.address, 'secret');
  await gone.stop();
  await assert.rejects(ask('GET', '/radar'), kind('down'));
});

test('another program on the port is recognised, and its answer is not used', async () => {
  service.answers['GET /radar'] = { body: { entries: [] }, stranger: true };
  await assert.rejects(ask('GET', '/radar'), kind('foreign'));
});

test('a redirect is not followed: it would carry the token elsewhere', async () => {
  const elsewhere = await new FakeService().start();
  service.answers['GET /radar'] = { status: 302, headers: { location: `${elsewhere.address}/api/v1/radar` } };
  await assert.rejects(ask('GET', '/radar'));
  assert.equal(elsewhere.log.length, 0);
  await elsewhere.stop();
});

test('the service’s own words come with its errors', async () => {
  service.answers['POST /radar'] = {
    status: 409,
    body: { error: { code: 'conflict', message: 'The radar is full.', hint: 'Remove some.' } },
  };
  await assert.rejects(ask('POST', '/radar', {}), {
    kind: 'error',
    code: 'conflict',
    message: 'The radar is full.',
    hint: 'Remove some.',
    status: 409,
  });
});

test('an error without a body is an error all the same', async () => {
  service.answers['GET /radar'] = { status: 500 };
  await assert.rejects(ask('GET', '/radar'), { kind: 'error', status: 500 });
});

test('an answer without content is null', async () => {
  service.answers['DELETE /pair'] = { status: 204 };
  assert.equal(await ask('DELETE', '/pair'), null);
});

test('only our service with our API is healthy', async () => {
  service.answers['GET /health'] = { body: { name: 'paper-radar', version: '0.1.0', api: 1 } };
  assert.equal((await checkHealth(service.address)).version, '0.1.0');
  service.answers['GET /health'] = { body: { name: 'paper-radar', version: '9', api: 2 } };
  await assert.rejects(checkHealth(service.address), kind('version'));
  service.answers['GET /health'] = { body: { name: 'something else' } };
  await assert.rejects(checkHealth(service.address), kind('foreign'));
});

test('health is asked for without the token', async () => {
  service.answers['GET /health'] = { body: { name: 'paper-radar', version: '0.1.0', api: 1 } };
  await checkHealth(service.address);
  assert.equal(service.log[0]?.headers.authorization, undefined);
});

test('events arrive one by one', async () => {
  service.answers['GET /briefs/b/events'] = {
    events: ['event: text\nda', 'ta: {"text":"a"}\n\n: still here\n\n', 'event: done\ndata: {}\n\n'],
  };
  const seen = [];
  for await (const event of stream('/briefs/b/events', new AbortController().signal)) seen.push(event);
  assert.deepEqual(seen, [
    { event: 'text', data: '{"text":"a"}' },
    { event: 'done', data: '{}' },
  ]);
});

test('a stream that is refused raises the service’s error', async () => {
  await assert.rejects(
    async () => {
      for await (const _ of stream('/briefs/none/events', new AbortController().signal));
    },
    { code: 'not_found' },
  );
});

test('an address is loopback or none; a port alone will do', () => {
  assert.equal(normalAddress('http://127.0.0.1:23180/'), 'http://127.0.0.1:23180');
  assert.equal(normalAddress(' 8080 '), 'http://127.0.0.1:8080');
  assert.equal(normalAddress('localhost:9000'), 'http://127.0.0.1:9000');
  assert.equal(normalAddress('127.0.0.1'), 'http://127.0.0.1');
  for (const no of [
    'https://127.0.0.1:1',
    'http://example.org',
    'http://127.0.0.1.evil.org',
    'file:///etc',
    'http://user@evil.org#127.0.0.1',
    '',
  ]) {
    assert.equal(normalAddress(no), '', no);
  }
});

test('forgetting the token keeps the address', async () => {
  await forgetToken();
  assert.deepEqual(await connection(), { address: service.address, token: '' });
  await connect(DEFAULT_ADDRESS, 'secret');
  await forgetToken();
  assert.deepEqual(fake.local.values, {});
});
