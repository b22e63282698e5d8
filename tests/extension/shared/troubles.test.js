import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { asTrouble, ServiceError, told } from '../../../extension/shared/troubles.js';

const conflict = new ServiceError('error', { code: 'conflict', message: 'The radar is full.', hint: 'Remove some.' });

test('in English the service’s own words go first: they are more exact', async () => {
  await loadLanguage();
  assert.deepEqual(told(conflict), { title: 'The radar is full.', hint: 'Remove some.', detail: '' });
});

test('in Chinese our sentence for the code goes first, and the service’s words stay as a detail', async () => {
  fake.speak('zh_CN');
  await loadLanguage();
  const { title, hint, detail } = told(asTrouble(conflict));
  assert.match(title, /冲突/);
  assert.match(hint, /重新加载/);
  assert.equal(detail, 'The radar is full.');
  fake.speak('en');
});

test('a code without a sentence of ours shows what the service said', async () => {
  await loadLanguage();
  assert.equal(
    told({ kind: 'error', code: 'brand new', message: 'Something new.', hint: 'Try.' }).title,
    'Something new.',
  );
});

test('a defect of our own is told, not swallowed', async () => {
  await loadLanguage();
  assert.match(told(new TypeError('x is undefined')).title, /x is undefined/);
});

test('every way in which the service cannot be asked has a title and a hint', () => {
  const messages = JSON.parse(
    readFileSync(new URL('../../../extension/_locales/en/messages.json', import.meta.url), 'utf8'),
  );
  for (const kind of ['down', 'foreign', 'unpaired', 'slow', 'version', 'unreadable']) {
    assert.ok(messages[`trouble_${kind}`] && messages[`trouble_${kind}_hint`], kind);
  }
});
