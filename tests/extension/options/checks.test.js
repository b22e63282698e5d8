import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import '../dom.js';
import '../fake-chrome.js';
import { walk } from '../../../extension/options/checks.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { ServiceError } from '../../../extension/shared/troubles.js';

before(() => loadLanguage());

/** @param {Record<string, any>} [fields] @returns {any} */
const world = (fields = {}) => ({
  connection: async () => ({ address: 'http://127.0.0.1:23180', token: 'secret' }),
  mayReach: async () => true,
  checkHealth: async () => ({ version: '0.1.0' }),
  ask: async (/** @type {string} */ _, /** @type {string} */ path) =>
    path === '/refresh' ? { sources: [{ last_success: new Date().toISOString() }] } : {},
  ...fields,
});
/** @param {import('../../../extension/options/checks.js').Check[]} checks */
const states = (checks) => checks.map(({ state }) => state);
/** @param {import('../../../extension/options/checks.js').Check | undefined} check */
const mend = (check) =>
  (check?.mend ?? []).map((part) => (typeof part === 'string' ? part : part.textContent)).join(' ');

test('when all is well, all is good', async () => {
  assert.deepEqual(states(await walk(world(), () => {})), ['good', 'good', 'good', 'good']);
});

test('a service that is not running is the fault, and the command that starts it is shown', async () => {
  const checks = await walk(world({ checkHealth: async () => Promise.reject(new ServiceError('down')) }), () => {});
  assert.deepEqual(states(checks), ['good', 'bad', 'unknown', 'unknown']);
  assert.match(mend(checks[1]), /make run/);
});

test('another program on the port is told as that', async () => {
  const checks = await walk(world({ checkHealth: async () => Promise.reject(new ServiceError('foreign')) }), () => {});
  assert.match(mend(checks[1]), /PAPER_RADAR_PORT/);
  assert.doesNotMatch(mend(checks[1]), /make run/);
});

test('a permission that was taken away can be given back', async () => {
  const checks = await walk(world({ mayReach: async () => false }), () => {});
  assert.deepEqual(states(checks), ['bad', 'unknown', 'unknown', 'unknown']);
  assert.match(mend(checks[0]), /Allow/);
});

test('a token that became void asks for pairing', async () => {
  const checks = await walk(world({ ask: async () => Promise.reject(new ServiceError('unpaired')) }), () => {});
  assert.deepEqual(states(checks), ['good', 'good', 'bad', 'unknown']);
  assert.match(mend(checks[2]), /paper-radar pair --open/);
});

test('an empty pool is the last thing that can be wrong', async () => {
  const ask = async (/** @type {string} */ _, /** @type {string} */ path) =>
    path === '/refresh' ? { sources: [{ last_success: '' }] } : {};
  assert.deepEqual(states(await walk(world({ ask }), () => {})), ['good', 'good', 'good', 'bad']);
});
