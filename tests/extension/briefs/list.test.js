import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';

import { brief, paper, statement } from '../briefs.js';
import { body, event } from '../dom.js';
import { fake } from '../fake-chrome.js';
import { until } from '../until.js';
import { createList } from '../../../extension/briefs/list.js';
import { el } from '../../../extension/shared/dom.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

before(() => loadLanguage());
beforeEach(() => {
  fake.restart();
  body.replaceChildren();
});

/** A list over answers by the words that are asked for. @param {(asked: URLSearchParams) => Promise<{total: number, items: Brief[]}>} answer */
function listOf(answer) {
  /** @type {string[]} */
  const log = [];
  const list = createList({
    get: (path) => answer(new URLSearchParams(path.split('?')[1])),
    open: ({ id }) => log.push(`open ${id}`),
    remove: async ({ id }) => void log.push(`remove ${id}`),
    typed: (q) => log.push(`typed ${q}`),
    feed: () => log.push('feed'),
    library: () => log.push('library'),
    trouble: (error) => el('p', { id: 'trouble' }, String(error)),
  });
  body.append(list.element);
  return { list, log };
}
const titles = () => [...body.querySelectorAll('#list h2')].map((one) => one.textContent);
/** @param {string} q */
function type(q) {
  const search = /** @type {HTMLInputElement} */ (document.getElementById('search'));
  search.value = q;
  search.dispatchEvent(event('input'));
}
const slices = (/** @type {Brief[]} */ all) => async (/** @type {URLSearchParams} */ asked) => {
  const offset = Number(asked.get('offset'));
  return { total: all.length, items: all.slice(offset, offset + Number(asked.get('limit'))) };
};

test('a brief is told by its papers, by what it says and by what of it was checked, never by what could not be', async () => {
  const wrong = statement('claim', 'Not so.', { problems: [{ fault: 'number', text: '7' }] });
  const papers = ['a', 'b', 'c', 'd'].map((key) => paper(key));
  const several = brief({ kind: 'several', keys: ['a', 'b', 'c', 'd'], papers, statements: [wrong, statement('theme', 'All agree.')] });
  const { list } = listOf(slices([several, brief({ id: 'old', text: '## Claim\nOld words.' })]));
  await list.show('');
  assert.deepEqual(titles(), ['Brief of 4 papers', 'Title of k']);
  const [first, second] = [...body.querySelectorAll('#list li')].map((one) => one.textContent ?? '');
  assert.match(first ?? '', /Title of a · Title of b · Title of c ….*All agree\..*1 of 2 statements checked/);
  assert.doesNotMatch(first ?? '', /Not so/);
  assert.match(second ?? '', /Old words\./);
});

test('the rest is fetched when it is asked for', async () => {
  const many = Array.from({ length: 70 }, (_, number) => brief({ id: `b${number}` }));
  const { list } = listOf(slices(many));
  await list.show('');
  assert.equal(titles().length, 30);
  for (const count of [60, 70]) {
    document.getElementById('more')?.click();
    await until(() => titles().length === count);
  }
  assert.equal(document.getElementById('more')?.hidden, true);
});

test('when the row with the focus is removed, the next has it, and after the last one what there is to do', async () => {
  const kept = ['a', 'b', 'c'].map((id) => brief({ id }));
  const { list } = listOf(async () => ({ total: kept.length, items: [...kept] }));
  await list.show('');
  document.getElementById('remove b')?.focus();
  kept.splice(1, 1);
  await list.reload();
  assert.equal(document.activeElement?.id, 'open c');
  kept.pop();
  await list.reload();
  assert.equal(document.activeElement?.id, 'open a');
  kept.pop();
  await list.reload();
  assert.equal(document.activeElement?.id, 'feed-first');
});

test('an answer that comes late is not shown in place of what was typed since', async () => {
  /** @type {(found: {total: number, items: Brief[]}) => void} */
  let late = () => {};
  const { list, log } = listOf((asked) =>
    asked.get('q') === 'slow'
      ? new Promise((resolve) => (late = resolve))
      : Promise.resolve({ total: 1, items: [brief({ papers: [paper(asked.get('q') || 'all')] })] }),
  );
  await list.show('');
  type('slow');
  type('fast');
  await until(() => titles()[0] === 'Title of fast');
  late({ total: 1, items: [brief({ papers: [paper('slow')] })] });
  await new Promise((resolve) => setTimeout(resolve));
  assert.deepEqual([titles(), log], [['Title of fast'], ['typed slow', 'typed fast']]);
});

test('a trouble stands below the list that is there, and takes nothing away', async () => {
  let down = false;
  const { list } = listOf(async () => {
    if (down) throw new Error('down');
    return { total: 1, items: [brief()] };
  });
  await list.show('');
  down = true;
  await list.reload();
  assert.ok(document.getElementById('trouble'));
  assert.deepEqual(titles(), ['Title of k']);
  down = false;
  await list.reload();
  assert.equal(document.getElementById('trouble'), null);
});

test('a click opens the brief here; with a key held, the browser opens it elsewhere', async () => {
  const { list, log } = listOf(slices([brief()]));
  await list.show('');
  const anchor = /** @type {HTMLAnchorElement} */ (body.querySelector('#list h2 a'));
  assert.equal(anchor.getAttribute('href'), '?id=b');
  const held = event('click', { ctrlKey: true });
  anchor.dispatchEvent(held);
  assert.deepEqual([log, held.defaultPrevented], [[], false]);
  anchor.dispatchEvent(event('click'));
  assert.deepEqual(log, ['open b']);
});
