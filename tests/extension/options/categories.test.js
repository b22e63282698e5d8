import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { body, event } from '../dom.js';
import { fake } from '../fake-chrome.js';
import { FakeService } from '../fake-service.js';
import { categories } from '../../../extension/options/categories.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

const service = new FakeService();
before(() => service.start());
after(() => service.stop());

const GROUPS = [
  {
    name: { en: 'Computer Science', zh: '计算机科学' },
    categories: [
      { id: 'cs.LG', name: { en: 'Machine Learning', zh: '机器学习' } },
      { id: 'cs.SD', name: { en: 'Sound', zh: '声音' } },
    ],
  },
  { name: { en: 'Mathematics', zh: '数学' }, categories: [{ id: 'math.OC', name: { en: 'Optimization', zh: '优化' } }] },
];

beforeEach(async () => {
  let chosen = ['cs.LG'];
  service.log.length = 0;
  service.answers = {
    'GET /categories': { body: { groups: GROUPS } },
    'GET /settings': () => ({ body: { categories: chosen } }),
    'PATCH /settings': ({ body: wanted }) => {
      chosen = wanted.categories;
      return { body: { categories: chosen } };
    },
  };
  fake.restart();
  fake.speak('en');
  fake.local.values = { connection: { address: service.address, token: 'secret' } };
  await loadLanguage();
  body.replaceChildren();
});

/** @type {any[]} */
const said = [];
let drawnAgain = 0;
const page = /** @type {any} */ ({ toast: { say: said.push.bind(said), fail: said.push.bind(said) }, again: () => drawnAgain++ });

async function section() {
  const place = document.createElement('div');
  body.append(place);
  await categories(place, page);
  return place;
}
/** @param {Element} place */
const names = (place) => [...place.querySelectorAll('label span')].map((span) => span.textContent);
/** @param {Element} place @param {string} text */
const search = (place, text) => {
  const box = /** @type {HTMLInputElement} */ (place.querySelector('input[type=search]'));
  box.value = text;
  box.dispatchEvent(event('input'));
};

test('the service says which categories there are, in the reader’s language', async () => {
  assert.deepEqual(names(await section()), ['Machine Learning cs.LG', 'Sound cs.SD', 'Optimization math.OC']);
  fake.speak('zh_CN');
  await loadLanguage();
  const place = await section();
  assert.deepEqual(names(place), ['机器学习 cs.LG', '声音 cs.SD', '优化 math.OC']);
  search(place, 'sound');
  assert.deepEqual(names(place), ['声音 cs.SD'], 'arXiv’s own name finds it too');
});

test('a category that is ticked is kept, and the box keeps the keyboard', async () => {
  const place = await section();
  const box = /** @type {HTMLInputElement} */ (document.getElementById('category math.OC'));
  box.focus();
  box.checked = true;
  box.dispatchEvent(event('change'));
  for (let tries = 0; tries < 200 && place.querySelectorAll('.picked-names button').length < 2; tries++)
    await new Promise((resolve) => setTimeout(resolve, 5));
  assert.deepEqual(service.log.at(-1)?.body, { categories: ['cs.LG', 'math.OC'] });
  assert.equal(document.activeElement?.id, 'category math.OC');
});

test('without the service it is said how to mend it, and asking once more draws anew', async () => {
  service.answers['GET /categories'] = { stranger: true };
  const place = await section();
  assert.match(place.textContent ?? '', /Something else answers at this address\. Check the connection · Try again/);
  assert.equal(place.querySelector('a')?.getAttribute('href'), '#connection');
  place.querySelector('button')?.click();
  assert.equal(drawnAgain, 1);
});
