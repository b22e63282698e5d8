import assert from 'node:assert/strict';
import { test } from 'node:test';

import '../fake-chrome.js';
import '../dom.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { loading } from '../../../extension/popup/states.js';

test('a PDF that takes its time tells how far it is read, whether or not its size is known', async () => {
  await loadLanguage();
  assert.doesNotMatch(loading().textContent ?? '', /PDF/);
  assert.match(loading({ read: 4_200_000, size: 12_000_000 }).textContent ?? '', /4\.2 \/ 12\.0 MB/);
  assert.match(loading({ read: 4_200_000, size: 0 }).textContent ?? '', /4\.2 MB/);
});
