import assert from 'node:assert/strict';
import { before, beforeEach, test } from 'node:test';

import { body } from '../dom.js';
import { fake } from '../fake-chrome.js';
import { until } from '../until.js';
import { addressOf, asked } from '../../../extension/feed/address.js';
import { createFound } from '../../../extension/feed/found.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

before(() => loadLanguage());
beforeEach(() => fake.restart());

/** What is shown above the list of a search, and what was asked for. @param {string} q @param {any} [answer] @param {Record<string, any>} [service] */
function shown(q, answer = {}, service = {}) {
  const place = document.createElement('div');
  body.replaceChildren(place);
  const here = { gone: /** @type {string[]} */ ([]), asked: /** @type {string[]} */ ([]), said: /** @type {string[]} */ ([]) };
  /** @type {() => void} */
  let undo = () => {};
  /** @type {any} */
  const acts = {
    go: (/** @type {any} */ next) => here.gone.push(addressOf(next)),
    ask: async (/** @type {string} */ method, /** @type {string} */ path) => {
      here.asked.push(`${method} ${path}`);
      return service[`${method} ${path}`] ?? { total: 0 };
    },
    toast: {
      say: (/** @type {string} */ text, /** @type {() => void} */ back) => {
        here.said.push(text);
        undo = back;
      },
      fail: (/** @type {unknown} */ error) => here.said.push(String(error)),
    },
    reload: async () => {},
  };
  const found = createFound(place, acts);
  found.show(asked(`?${new URLSearchParams({ q })}`), { total: 3, items: [], ...answer });
  const press = (/** @type {string} */ text) =>
    /** @type {HTMLElement} */ ([...place.querySelectorAll('button')].find((one) => one.textContent?.includes(text))).click();
  return { place, here, found, press, undo: () => undo(), text: () => place.textContent ?? '' };
}

test('without a search nothing stands there', () => {
  const { place, found } = shown('muon');
  assert.equal(place.hidden, false);
  found.show(asked(''), null);
  assert.deepEqual([place.hidden, place.childElementCount], [true, 0]);
});

test('conditions are chips that take themselves out; words stand in the field', () => {
  const understood = [
    { kind: 'word', value: 'muon' },
    { kind: 'author', value: 'Difan Zou' },
    { kind: 'after', value: '2025-01-01' },
    { kind: 'not', value: 'survey' },
  ];
  const { place, press, here } = shown('muon author:"Difan Zou" after:2025 -survey', { understood });
  const chips = [...place.querySelectorAll('.chips .chip')].map((chip) => chip.textContent);
  assert.deepEqual(chips, ['author Difan Zou×', 'from 1 Jan 2025×', 'without survey×']);
  press('1 Jan 2025');
  assert.deepEqual(here.gone, ['?q=muon+author%3A%22Difan+Zou%22+-survey']);
});

test('what was left out is told, and what was perhaps meant is one click', async () => {
  const problems = [
    { kind: 'after', value: '32', why: 'date' },
    { kind: 'author', value: '', why: 'empty' },
    { kind: 'word', value: '<b>', why: 'another day' },
  ];
  const { text, place, press, here } = shown('difusion after:32', {
    problems,
    suggestions: [{ text: 'diffusion', q: 'diffusion after:32' }],
    places: { pool: 3, library: 2, briefs: 1 },
  });
  assert.match(text(), /“32” is no date.*Nothing stands behind “author:”.*“<b>” was not understood/);
  assert.equal(place.querySelector('b'), null);
  assert.match(text(), /2 in your library · 1 in a brief/);
  assert.match(text(), /Did you mean diffusion\?/);
  press('diffusion');
  assert.deepEqual(here.gone, ['?q=diffusion+after%3A32']);
  await until(() => fake.local.values['searches']);
  assert.deepEqual(fake.local.values['searches'], ['diffusion after:32']);
});

test('where nothing is found, what would be with one condition less is offered', async () => {
  const service = { 'GET /search?q=muon&limit=1': { total: 7 } };
  const { place, press, here } = shown('muon author:Nobody', { total: 0, understood: [{ kind: 'author', value: 'Nobody' }] }, service);
  assert.equal(place.querySelector('h2')?.textContent, 'Nothing found for this search');
  await until(() => place.querySelector('.ways button'));
  assert.deepEqual([...place.querySelectorAll('.ways button')].map((way) => way.textContent), ['without author:Nobody 7']);
  press('without author:Nobody');
  assert.deepEqual(here.gone, ['?q=muon']);
});

test('a phrase is followed as a topic and that is undone; one that was followed for long is not', async () => {
  const entry = { id: 'e1', value: 'weight decay', created: new Date().toISOString() };
  const { press, here, undo } = shown('"weight decay"', {}, { 'POST /radar': entry });
  press('Follow “weight decay” as a topic');
  await until(() => here.said.length);
  assert.deepEqual(here.said, ['You follow weight decay now.']);
  undo();
  assert.ok(here.asked.includes('DELETE /radar/e1'));
  const known = shown('"weight decay"', {}, { 'POST /radar': { ...entry, created: '2026-01-01T00:00:00Z' } });
  known.press('Follow');
  await until(() => known.here.said.length);
  assert.deepEqual(known.here.said, ['You follow weight decay already.']);
  const hits = [{ kind: 'topic', value: 'Weight decay' }];
  assert.equal(shown('"weight decay"', { items: [{ hits }] }).place.querySelector('#follow-search'), null);
});

test('briefs in which it stands are linked, with the words marked', () => {
  const { place } = shown('muon', { briefs: [{ id: 'ab"12', title: 'On Muon', text: 'muon '.repeat(90) }] });
  const link = place.querySelector('.of-briefs a');
  assert.match(String(link?.getAttribute('href')), /briefs\/briefs\.html\?id=ab%2212$/);
  assert.equal(link?.querySelector('mark')?.textContent, 'Muon');
  assert.ok((place.querySelector('.of-briefs small')?.textContent ?? '').endsWith('…'));
});

test('while the papers are being made ready for searching, it says so', () => {
  shown('muon', { settled: false });
  assert.match(String(body.textContent), /being made ready/);
  shown('muon', { settled: true });
  assert.doesNotMatch(String(body.textContent), /being made ready/);
});
