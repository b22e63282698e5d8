import assert from 'node:assert/strict';
import { beforeEach, test } from 'node:test';

import { begin, drawn, said, service } from './section.js';
import { event } from '../dom.js';
import { journals } from '../../../extension/options/journals.js';
import { until } from '../until.js';

const OWN = { id: 'own-1', name: 'My <b>Journal</b>', url: 'https://journal.example/rss', field: '', custom: true };
const CATALOGUE = [
  { id: 'nature', name: 'Nature', publisher: 'Springer Nature', field: 'general', url: 'https://www.nature.com/nature.rss' },
  { id: 'plos-one', name: 'PLOS ONE', publisher: 'PLOS', field: 'general', url: 'https://journals.plos.org/plosone' },
  { id: 'jmlr', name: 'JMLR', publisher: 'JMLR', field: 'computing', url: 'https://jmlr.org/jmlr.xml' },
];
const FIELDS = [
  { id: 'general', name: { en: 'Multidisciplinary', zh: '综合' } },
  { id: 'computing', name: { en: 'Computing', zh: '计算机' } },
];
/** @type {any[]} */
let chosen = [];
/** @type {any} */
let refusal = null;

beforeEach(() => {
  chosen = [];
  refusal = null;
  begin({
    'GET /feeds': () => ({
      body: {
        chosen,
        fields: FIELDS,
        catalogue: CATALOGUE.map((one) => ({ ...one, chosen: chosen.some(({ id }) => id === one.id) })),
      },
    }),
    'POST /feeds': ({ body: wanted }) => {
      if (refusal) return { status: 400, body: { error: refusal } };
      const added = CATALOGUE.find(({ id }) => id === wanted.id) ?? OWN;
      chosen = [...chosen, { custom: false, ...added }];
      return { status: 201, body: { ...added, note: '', papers: ['First <i>title</i>', 'Second', 'Third'] } };
    },
    ...Object.fromEntries(
      [...CATALOGUE, OWN].map((one) => [
        `DELETE /feeds/${one.id}`,
        () => {
          chosen = chosen.filter(({ id }) => id !== one.id);
          return { body: one };
        },
      ]),
    ),
  });
});

const section = () => drawn(journals);
/** @param {Element} place @param {string} id @returns {any} */
const within = (place, id) => [...place.querySelectorAll('*')].find((one) => one.id === id);
/** @param {Element} place */
const followed = (place) => [...place.querySelectorAll('ul.entries .value')].map((one) => one.textContent);
/** @param {Element} place */
const offered = (place) =>
  [...place.querySelectorAll('.listed-choices label')]
    .filter((line) => !(/** @type {HTMLElement} */ (line).hidden))
    .map((line) => line.textContent);

test('with none chosen it is said what journals bring', async () => {
  const place = await section();
  assert.match(place.querySelector('ul.entries')?.textContent ?? '', /None chosen yet/);
  assert.deepEqual(offered(place), ['Nature Springer Nature', 'PLOS ONE PLOS', 'JMLR ']);
});

test('the catalogue is searched by name and publisher, in any order of words, and by field', async () => {
  const place = await section();
  const search = within(place, 'journal-search');
  for (const [wanted, found] of /** @type {[string, string[]][]} */ ([
    ['springer NATURE', ['Nature Springer Nature']],
    ['one plos', ['PLOS ONE PLOS']],
    ['zzz', []],
  ])) {
    search.value = wanted;
    search.dispatchEvent(event('input'));
    assert.deepEqual(offered(place), found, wanted);
  }
  assert.match(place.querySelector('.catalogue')?.textContent ?? '', /Not in the catalogue/);
  search.value = '';
  within(place, 'journal-field').value = 'computing';
  within(place, 'journal-field').dispatchEvent(event('change'));
  assert.deepEqual(offered(place), ['JMLR ']);
});

test('a journal that is ticked is followed, and the box keeps the focus; undo takes it back', async () => {
  const place = await section();
  const box = within(place, 'pick nature');
  box.focus();
  box.checked = true;
  box.dispatchEvent(event('change'));
  await until(() => followed(place).length === 1);
  assert.deepEqual(followed(place), ['NatureMultidisciplinary']);
  assert.equal(document.activeElement, box);
  said[0]?.undo?.();
  await until(() => followed(place).length === 0);
  assert.equal(box.checked, false);
});

test('one that could not be kept is not shown as ticked', async () => {
  const place = await section();
  refusal = { code: 'conflict', message: '200 feeds are followed.', hint: '' };
  const box = within(place, 'pick nature');
  box.checked = true;
  box.dispatchEvent(event('change'));
  await until(() => said.length === 1 && !box.checked);
  assert.match(said[0]?.text ?? '', /200 feeds/);
});

test('a feed of the reader’s own that is removed comes back whole by undo; the next row has the focus', async () => {
  chosen = [OWN, { ...CATALOGUE[0], custom: false }];
  const place = await section();
  const remove = within(place, 'journal own-1');
  remove.focus();
  remove.click();
  await until(() => followed(place).length === 1);
  assert.equal(document.activeElement?.id, 'journal nature');
  said[0]?.undo?.();
  await until(() => followed(place).length === 2);
  const { body: sent } = service.log.findLast(({ method }) => method === 'POST') ?? { body: null };
  assert.deepEqual(sent, { id: OWN.id, name: OWN.name, url: OWN.url });
});

test('an address is added with what stands in the feed, as text', async () => {
  const place = await section();
  const address = within(place, 'feed-address');
  address.value = ' https://journal.example/rss ';
  address.form.dispatchEvent(event('submit'));
  await until(() => followed(place).length === 1);
  assert.deepEqual(service.asked('/feeds').find(({ method }) => method === 'POST')?.body, {
    url: 'https://journal.example/rss',
  });
  const titles = [...place.querySelectorAll('.titles li')].map((one) => one.textContent);
  assert.deepEqual(titles, ['First <i>title</i>', 'Second', 'Third']);
  assert.equal(place.querySelector('.titles i, .entries b'), null);
  assert.equal(address.value, '');
});

test('an address that is no feed says so beside the field, which keeps it and has the focus', async () => {
  refusal = { code: 'source_no_feed', message: 'This is a web page.', hint: 'Look for “RSS” on it.' };
  const place = await section();
  const address = within(place, 'feed-address');
  address.value = 'https://journal.example';
  address.form.dispatchEvent(event('submit'));
  await until(() => address.getAttribute('aria-invalid') === 'true');
  assert.equal(within(place, 'feed-found').textContent, 'This is a web page. Look for “RSS” on it.');
  assert.equal(document.activeElement, address);
  assert.equal(address.value, 'https://journal.example');
});
