import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import '../dom.js';
import '../fake-chrome.js';
import { costsLine, left } from '../../../extension/shared/brief-costs.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { brief } from '../briefs.js';

before(() => loadLanguage());
const NOW = new Date('2026-11-21T15:00:00Z');
/** @param {number} seconds */
const later = (seconds) => new Date(NOW.getTime() + seconds * 1000).toISOString();
/** @param {Partial<import('../../../extension/shared/brief-costs.js').Rates>} [rates] */
const usage = (rates, daily = 0) => ({
  today: { tokens: 1_200, briefs: 2 },
  daily_tokens: daily,
  rates: { requests_left: 900, requests_limit: 1_000, requests_reset: later(86), tokens_left: 8_000, tokens_limit: 8_000, tokens_reset: later(12), ...rates },
});

test('tokens that are left are told with the seconds until they are back', () => {
  assert.deepEqual(left(usage({ tokens_left: 2_140 }), NOW), ['2,140 of 8,000 tokens left; resets in 12 s']);
});

test('few requests left are told, many are not', () => {
  assert.deepEqual(left(usage({ requests_left: 3 }), NOW), ['3 requests left; resets in 86 s']);
  assert.deepEqual(left(usage(), NOW), []);
});

test('a limit that is far off is told by its time', () => {
  assert.match(left(usage({ requests_left: 1, requests_reset: later(3_600) }), NOW)[0] ?? '', /^1 request left; resets at \d\d:\d\d$/);
});

test('what is back already, or was never told, is not told', () => {
  assert.deepEqual(left(usage({ tokens_left: 0, tokens_reset: later(-1) }), NOW), []);
  assert.deepEqual(left(usage({ tokens_left: null, requests_left: null, tokens_reset: null, requests_reset: null }), NOW), []);
  assert.deepEqual(left({ ...usage(), rates: null }, NOW), []);
});

test('the day’s budget is told where there is one', () => {
  assert.deepEqual(left(usage({}, 5_000), NOW), ['1,200 of 5,000 tokens of today']);
});

test('the line says what the brief took; without an answer it says no more', async () => {
  const line = costsLine(async () => Promise.reject(new Error('away')));
  await line.show(brief({ tokens: 312 }));
  assert.equal(line.element.textContent, 'took 312 tokens');
  line.clear();
  assert.equal(line.element.hidden, true);
});
