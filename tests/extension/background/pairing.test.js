import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { FakeService } from '../fake-service.js';
import { disconnect, pair } from '../../../extension/background/pairing.js';
import { connection } from '../../../extension/background/service-client.js';

const service = new FakeService();
before(() => service.start());
after(() => service.stop());
beforeEach(() => {
  fake.restart();
  service.log = [];
  service.answers = {
    'GET /health': { body: { name: 'paper-radar', version: '0.1.0', api: 1 } },
    'POST /pair': ({ body }) =>
      body.code === 'GOOD2345'
        ? { body: { token: `token ${service.log.length}`, version: '0.1.0' } }
        : { status: 403, body: { error: { code: 'pairing', message: 'This pairing code is wrong.', hint: '' } } },
    'DELETE /pair': { status: 204 },
  };
});

test('a good code brings a token, kept with the address that gave it', async () => {
  assert.deepEqual(await pair(' GOOD2345 ', service.address), { ok: true, version: '0.1.0' });
  const { address, token } = await connection();
  assert.equal(address, service.address);
  assert.match(token, /^token/);
});

test('a wrong code is told, and what was there stays', async () => {
  await pair('GOOD2345', service.address);
  const before = await connection();
  const answer = await pair('BAD', service.address);
  assert.equal(answer.ok, false);
  assert.equal(!answer.ok && answer.trouble.code, 'pairing');
  assert.deepEqual(await connection(), before);
});

test('a code is never sent to anything but loopback', async () => {
  const answer = await pair('GOOD2345', 'http://evil.example');
  assert.equal(!answer.ok && answer.trouble.code, 'address');
  assert.equal(service.log.length, 0);
});

test('a code is not sent to a program that is not ours', async () => {
  service.answers['GET /health'] = { body: {}, stranger: true };
  const answer = await pair('GOOD2345', service.address);
  assert.equal(!answer.ok && answer.trouble.kind, 'foreign');
  assert.equal(service.asked('/pair').length, 0);
});

test('pairing anew gives the former token back', async () => {
  await pair('GOOD2345', service.address);
  const { token } = await connection();
  await pair('GOOD2345', service.address);
  const returned = service.log.filter(({ method, path }) => method === 'DELETE' && path === '/pair');
  assert.deepEqual(
    returned.map(({ headers }) => headers.authorization),
    [`Bearer ${token}`],
  );
});

test('disconnecting forgets the token although the service is gone', async () => {
  await pair('GOOD2345', service.address);
  service.answers['DELETE /pair'] = { status: 500 };
  await disconnect();
  assert.equal((await connection()).token, '');
});
