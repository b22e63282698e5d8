import assert from 'node:assert/strict';
import { test } from 'node:test';

import '../dom.js';
import { el, fill, joined, link, safeUrl } from '../../../extension/shared/dom.js';

const HOSTILE = '<img src=x onerror=alert(1)>';

test('text stays text, whatever it looks like', () => {
  const element = el('p', { title: HOSTILE }, HOSTILE, el('b', null, HOSTILE));
  assert.equal(element.textContent, HOSTILE + HOSTILE);
  assert.equal(element.querySelector('img'), null);
  assert.equal(element.getAttribute('title'), HOSTILE);
});

test('a link is http(s) or no link', () => {
  for (const no of [
    'javascript:alert(1)',
    'data:text/html,x',
    ' java\nscript:alert(1)',
    'file:///etc/passwd',
    'chrome://settings',
    '//x',
    '',
    'x y',
  ]) {
    assert.equal(safeUrl(no), '', no);
    assert.equal(link(no, null, 'Title').localName, 'span', no);
  }
  const good = link('https://arxiv.org/abs/1706.03762', { id: 'a' }, 'Title');
  assert.deepEqual(
    [good.localName, good.getAttribute('target'), good.getAttribute('rel')],
    ['a', '_blank', 'noopener noreferrer'],
  );
});

test('what is false, null or empty leaves no trace', () => {
  const element = el(
    'div.a.b',
    { hidden: false, id: null, 'aria-busy': undefined, required: true },
    null,
    false,
    '',
    [null, 'x'],
    0,
  );
  assert.equal(element.outerHTML, '<div class="a b" required="">x0</div>');
});

test('listeners listen', () => {
  let clicks = 0;
  el('button', { onclick: () => clicks++ }).click();
  assert.equal(clicks, 1);
});

test('a mark stands between the children, not after the last', () => {
  assert.deepEqual(joined(['a', ['b', 'c'], 'd'], ' · '), ['a', ' · ', 'b', 'c', ' · ', 'd']);
  const element = el('p', null, 'old');
  fill(element, 'new');
  assert.equal(element.textContent, 'new');
});
