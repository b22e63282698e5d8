import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { body, event } from '../dom.js';
import { fake } from '../fake-chrome.js';
import { FakeService } from '../fake-service.js';
import { until } from '../until.js';
import { connect } from '../../../extension/background/service-client.js';
import { addressOf, asked } from '../../../extension/feed/address.js';
import { createBar } from '../../../extension/feed/bar.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

const service = new FakeService();
before(async () => {
  await service.start();
  await loadLanguage();
});
after(() => service.stop());
beforeEach(async () => {
  fake.restart();
  service.answers = {
    'GET /radar': { body: { entries: [{ id: 'a', kind: 'author', value: 'Difan Zou', negative: false }] } },
    'GET /refresh': { body: { sources: [{ source: 'feed:nature', name: 'Nature' }] } },
  };
  await connect(service.address, 'a token');
});

/** @type {FeedFacets} */
const FACETS = {
  entries: [
    { id: 'a', kind: 'author', value: 'Difan Zou', count: 3 },
    { id: 't', kind: 'topic', value: 'Muon', count: 2 },
  ],
  sources: [{ name: 'feed:nature', count: 1 }],
  categories: [{ name: 'cs.LG', count: 3 }],
  code: 0,
  unread: 5,
  total: 5,
};

/** The bar of a page that shows what it is told to. @param {string} [search] */
function bar(search = '') {
  const place = document.createElement('div');
  body.replaceChildren(place);
  const went = /** @type {string[]} */ ([]);
  /** @type {FeedFacets | null} */
  let facets = null;
  const made = createBar(place, {
    go(next, how = 'push') {
      went.push(`${how} ${addressOf(next)}`);
      made.show(next, facets);
    },
  });
  made.show(asked(search), null);
  facets = FACETS;
  const find = (/** @type {string} */ id) => /** @type {HTMLElement} */ (document.getElementById(id));
  const input = /** @type {HTMLInputElement} */ (find('search'));
  return {
    ...made,
    went,
    place,
    find,
    input,
    counted: () => made.show(asked(search), facets),
    type(/** @type {string} */ text) {
      input.focus();
      input.value = text;
      input.dispatchEvent(event('input', { isComposing: false }));
    },
    press: (/** @type {string} */ key) => void input.dispatchEvent(event('keydown', { key, isComposing: false })),
    chips: () => [...find('filters-on').querySelectorAll('.chip')].map((chip) => chip.textContent),
    options: () => [...place.querySelectorAll('[role=option]')].map((option) => option.textContent),
  };
}

test('the chips wait for their names, take themselves out, and leave the focus to the next', async () => {
  const { chips, counted, find, went } = bar('?entry=a&entry=t&source=feed%3Anature');
  assert.deepEqual(chips().slice(0, 2), ['…×', '…×']);
  counted();
  await until(() => chips()[2] === 'source Nature×');
  assert.deepEqual(chips(), ['author Difan Zou×', 'topic Muon×', 'source Nature×']);
  find('on entry a').focus();
  find('on entry a').click();
  assert.deepEqual([went, chips()[0]], [['push ?entry=t&source=feed%3Anature'], 'topic Muon×']);
  assert.equal(document.activeElement?.id, 'on entry t');
  find('drop-filters').click();
  assert.equal(went.at(-1), 'push ');
  assert.equal(find('filters-on').hidden, true);
});

test('the filters are opened, ticked and closed by keys, and say that they are counted', () => {
  const { counted, find, went } = bar();
  find('add-filter').click();
  assert.match(find('filter-panel').textContent ?? '', /Counting/);
  counted();
  assert.equal(document.activeElement?.id, 'choose unread 1', 'there are too few to look for one by its name');
  const box = /** @type {HTMLInputElement} */ (find('choose entry t'));
  assert.equal(box.getAttribute('aria-label'), 'Muon, 2 papers');
  assert.equal(/** @type {HTMLInputElement} */ (find('choose code 1')).disabled, true);
  box.checked = true;
  box.dispatchEvent(event('change'));
  assert.deepEqual(went, ['push ?entry=t']);
  assert.equal(find('filter-panel').hidden, false);
  find('choose entry t').dispatchEvent(event('keydown', { key: 'Escape' }));
  assert.deepEqual([find('filter-panel').hidden, document.activeElement?.id], [true, 'add-filter']);
});

test('letters typed one after another are one step back, and an emptied field leads back to the filters', async () => {
  const { type, went } = bar('?unread=1');
  type('muon ');
  await until(() => went.length === 1);
  type('muon adam ');
  await until(() => went.length === 2);
  type('');
  await until(() => went.length === 3);
  assert.deepEqual(went, ['push ?q=muon', 'replace ?q=muon+adam', 'push ?unread=1']);
});

test('Enter searches at once, and what is no query yet is not searched', async () => {
  const { type, press, went } = bar();
  type('author:');
  press('Enter');
  assert.deepEqual(went, []);
  type('muon');
  press('Enter');
  assert.deepEqual(went, ['push ?q=muon']);
  await until(() => fake.local.values['searches']);
  assert.deepEqual(fake.local.values['searches'], ['muon']);
});

test('whom one follows is offered as soon as the radar is known, and taken by keys; Escape closes the offers first', async () => {
  const { type, press, options, went, input } = bar();
  type('zo');
  await until(() => options().length);
  assert.deepEqual(options(), ['author Difan Zou']);
  const escape = event('keydown', { key: 'Escape', isComposing: false });
  input.dispatchEvent(escape);
  assert.deepEqual([options(), escape.defaultPrevented], [[], true]);
  type('zo');
  press('ArrowDown');
  press('Enter');
  assert.deepEqual(went.at(-1), 'push ?q=author%3A%22Difan+Zou%22');
});

test('without the service one can still type', async () => {
  service.answers = {};
  const { type, press, went, options } = bar();
  type('mu');
  press('Enter');
  assert.deepEqual([went, options()], [['push ?q=mu'], []]);
});
