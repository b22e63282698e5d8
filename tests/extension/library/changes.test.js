import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { body } from '../dom.js';
import { createChanges, parted } from '../../../extension/library/changes.js';
import { el } from '../../../extension/shared/dom.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { createToast } from '../../../extension/shared/toast.js';

const place = el('div', null);
const item = /** @type {any} */ ({
  paper: { key: 'arxiv:1', title: 'Muon' },
  tags: ['a'],
  note: '',
  status: 'to_read',
  stars: 0,
  news: [{ what: 'version' }],
});

/** @type {{method: string, path: string, body: any}[]} */
let asked = [];
/** @type {Record<string, any>} */
let answers = {};
/** @type {any[]} */
let shown = [];
const service = async (/** @type {string} */ method, /** @type {string} */ path, /** @type {any} */ sent) => {
  asked.push({ method, path, body: sent });
  const answer = answers[`${method} ${path}`];
  if (answer instanceof Error) throw answer;
  return typeof answer === 'function' ? answer(sent) : answer;
};
const made = () =>
  createChanges(createToast(place), service, {
    one: (now, key) => shown.push([key, now]),
    many: async () => void shown.push('many'),
  });
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
const undo = async () => {
  /** @type {HTMLElement | null} */ (place.querySelector('#undo'))?.click();
  await settled();
};

beforeEach(async () => {
  fake.restart();
  await loadLanguage();
  body.replaceChildren(place);
  Object.assign(/** @type {any} */ (globalThis).chrome.runtime, { sendMessage: async () => {} });
  [asked, answers, shown] = [[], {}, []];
});

test('an edit shows the paper as it is now, and its undo gives back what it was', async () => {
  answers['PATCH /library/arxiv%3A1'] = (/** @type {any} */ change) => ({ ...item, ...change, learned: [] });
  assert.equal(await made().edit(item, { stars: 4, fields: { title: 'Better' } }, 'Kept.'), true);
  assert.equal(shown[0][1].stars, 4);
  await undo();
  assert.deepEqual(asked[1]?.body, { stars: 0, fields: { title: 'Muon' } });
});

test('what the service refuses is told, and nothing is shown as done', async () => {
  answers['PATCH /library/arxiv%3A1'] = new Error('no such tag');
  assert.equal(await made().edit(item, { tags: ['x'] }), false);
  assert.match(place.textContent ?? '', /no such tag/);
  assert.deepEqual(shown, []);
});

test('a change of many is undone with what they had, once, by the key as by the button', async () => {
  const before = [{ key: 'arxiv:1', tags: ['a'], status: 'to_read', stars: 0 }];
  answers['POST /library/bulk'] = { changed: 1, before };
  answers['POST /library/bulk/restore'] = { changed: 1, before: [] };
  const changes = made();
  await changes.bulk(['arxiv:1'], { add_tags: ['b'] });
  changes.undo();
  await settled();
  changes.undo();
  await settled();
  assert.deepEqual(
    asked.map(({ path }) => path),
    ['/library/bulk', '/library/bulk/restore'],
  );
  assert.deepEqual(asked[1]?.body, { items: before });
});

test('what was removed comes back in parts that the service takes', async () => {
  const removed = Array.from({ length: 500 }, (_, number) => ({
    ...item,
    paper: { key: `k${number}`, abstract: '数'.repeat(2_000) },
  }));
  answers['POST /library/remove'] = { removed };
  const changes = made();
  await changes.remove(removed.map(({ paper }) => paper.key));
  await undo();
  while (shown.length < 2) await settled();
  const sent = asked.filter(({ path }) => path === '/library/restore');
  assert.ok(sent.length > 1);
  for (const one of sent) assert.ok(new Blob([JSON.stringify(one.body)]).size < 2_000_000);
  assert.deepEqual(
    sent.flatMap(({ body: { items } }) => items),
    removed,
  );
  assert.deepEqual(parted([]), []);
});

test('news that was seen is gone from the paper', async () => {
  answers['POST /library/seen'] = { changed: 1 };
  await made().seen(item);
  assert.deepEqual(shown[0][1].news, []);
});

test('a merge that is undone comes back as the one paper that it was', async () => {
  answers['POST /library/unmerge'] = { items: [{ paper: { key: 'arxiv:1' } }, { paper: { key: 'doi:1' } }] };
  await made().unmerge(item);
  await undo();
  assert.deepEqual(
    asked.map(({ path, body: sent }) => [path, sent.keys ?? sent.items ?? sent.keep]),
    [
      ['/library/unmerge', true],
      ['/library/remove', ['arxiv:1', 'doi:1']],
      ['/library/restore', [item]],
    ],
  );
});
