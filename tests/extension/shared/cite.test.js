import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { body } from '../dom.js';
import '../fake-chrome.js';
import { openCite } from '../../../extension/shared/cite.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

beforeEach(async () => {
  body.replaceChildren();
  await loadLanguage();
});

/** @param {string[]} keys @param {(body: any) => any} answer */
async function opened(keys, answer) {
  /** @type {any[]} */
  const asked = [];
  await openCite(keys, async (method, path, sent) => {
    asked.push([method, path, sent]);
    return answer(sent);
  });
  return { asked, text: body.textContent ?? '' };
}

test('papers are cited in both styles, as one text each to be copied', async () => {
  const { asked, text } = await opened(['a', 'b'], ({ style }) => ({ text: style === 'text' ? 'A. (2026).\nB. (2026).' : '@misc{a}\n\n@misc{b}' }));
  assert.deepEqual(asked.map(([, path, { keys, style }]) => [path, keys.length, style]), [['/library/cite', 2, 'bibtex'], ['/library/cite', 2, 'text']]);
  assert.match(text, /Cite 2 papers.*@misc\{b\}.*A\. \(2026\)\.\nB\./s);
  assert.deepEqual([...body.querySelectorAll('.citations button')].map(({ id }) => id), ['copy-bibtex', 'copy-text']);
});

test('of too many it is said how many go, and nothing is asked', async () => {
  const { asked, text } = await opened(Array.from({ length: 501 }, (_, place) => `k${place}`), () => null);
  assert.equal(asked.length, 0);
  assert.match(text, /At most 500 papers are cited at once; 501 are selected\./);
});

test('a paper that nobody knows any more is told in the dialog', async () => {
  const { text } = await opened(['a'], () => {
    throw new Error('gone');
  });
  assert.match(text, /gone/);
});
