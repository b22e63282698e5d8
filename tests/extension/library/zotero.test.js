import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import '../dom.js';
import { fake } from '../fake-chrome.js';
import { FakeService } from '../fake-service.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { sendToZotero } from '../../../extension/library/zotero.js';

const service = new FakeService();
before(async () => {
  await service.start();
  await loadLanguage();
});
after(() => service.stop());

/** @type {{text: string, other: {name: string, act: () => void} | null | undefined}[]} */
let said = [];
const toast = /** @type {any} */ ({
  say: (/** @type {string} */ text, /** @type {unknown} */ _, /** @type {any} */ other) => said.push({ text, other }),
});
const KEYS = Array.from({ length: 60 }, (_, place) => `arxiv:2606.${String(place).padStart(5, '0')}`);
const sent = () => service.asked('/library/zotero').flatMap(({ body }) => body.keys);

beforeEach(() => {
  said = [];
  service.log.length = 0;
  service.answers = {
    'POST /library/zotero': ({ body }) => ({
      body: { sent: body.keys.length, library: 'My Library', collection: '<b>Muon</b>' },
    }),
  };
  fake.restart();
  fake.local.values = { connection: { address: service.address, token: 'secret' } };
});

test('papers are sent in parts, with a line that tells how far it is', async () => {
  await sendToZotero(KEYS, toast);
  assert.deepEqual(sent(), KEYS);
  assert.deepEqual(
    said.map(({ text }) => text),
    [
      'Sending to Zotero: 0 of 60…',
      'Sending to Zotero: 25 of 60…',
      'Sending to Zotero: 50 of 60…',
      '60 papers sent to Zotero, into My Library › <b>Muon</b>.',
    ],
  );
});

test('what keeps Zotero from it is told with what was sent before, and the rest is sent again by a click', async () => {
  const good = service.answers['POST /library/zotero'];
  let turns = 0;
  service.answers['POST /library/zotero'] = (asked) =>
    turns++ === 1
      ? { status: 503, body: { error: { code: 'zotero_down', message: 'Zotero is not running.', hint: 'Start it.' } } }
      : /** @type {any} */ (good)(asked);
  await sendToZotero(KEYS, toast);
  const last = said.at(-1);
  assert.equal(last?.text, '25 papers sent to Zotero. Zotero is not running. Start it.');
  assert.equal(last?.other?.name, 'Try again');
  last?.other?.act();
  while (!/35 papers sent/.test(said.at(-1)?.text ?? '')) await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual([...sent().slice(0, 25), ...sent().slice(50)], KEYS);
});
