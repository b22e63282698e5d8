import assert from 'node:assert/strict';
import { test } from 'node:test';

import { open } from './page.js';

/** @param {string} id @param {string} title */
const data = (id, title) => ({
  paper: {
    id,
    title,
    summary: `About ${title}.`,
    authors: [{ name: 'Ada Lovelace' }, { name: 'Alan Turing' }],
    publishedAt: '2026-06-01T00:00:00.000Z',
    upvotes: 12,
  },
  title,
  numComments: 3,
});
/** @param {string} id @param {string} title */
const card = (id, title) =>
  `<article><label><div class="leading-none">7</div></label><h3><a class="line-clamp-3" href="/papers/${id}">${title}</a></h3></article>`;
/** @param {object} props @param {string} cards */
const daily = (props, cards) =>
  `<main><div class="SVELTE_HYDRATER contents" data-target="DailyPapers" data-props='${JSON.stringify(props).replaceAll("'", '&#39;')}'></div><section id="cards">${cards}</section></main>`;
const URL = 'https://huggingface.co/papers';

test('a card is told with what the page’s data say of it', async () => {
  const page = await open(
    URL,
    daily({ dailyPapers: [data('2606.00001', 'First')], searchResults: [] }, card('2606.00001', 'First')),
  );
  assert.deepEqual((await page.collect()).items, [
    {
      href: 'https://huggingface.co/papers/2606.00001',
      title: 'First',
      authors: ['Ada Lovelace', 'Alan Turing'],
      abstract: 'About First.',
      date: '2026-06-01T00:00:00.000Z',
      upvotes: 12,
      comments: 3,
    },
  ]);
});

test('where a tab left old data behind, the card’s own link decides', async () => {
  const page = await open(URL, daily({ dailyPapers: [data('2606.00001', 'First')] }, card('2606.00002', 'Second')));
  assert.deepEqual((await page.collect()).items, [
    { href: 'https://huggingface.co/papers/2606.00002', title: 'Second', upvotes: 7 },
  ]);
});

test('data that are not what we know cost nothing but themselves', async () => {
  const broken = daily({}, card('2606.00002', 'Second')).replace(
    /data-props='[^']*'/,
    `data-props='{"authors" broken'`,
  );
  const page = await open(URL, broken);
  assert.equal((await page.collect()).items[0]?.title, 'Second');
});

test('cards that change without a load are told anew', async () => {
  const page = await open(
    URL,
    daily({ dailyPapers: [data('2606.00001', 'First'), data('2606.00002', 'Second')] }, card('2606.00001', 'First')),
  );
  await page.toldTimes(1);
  const cards = page.window.document.getElementById('cards');
  if (cards) cards.innerHTML = card('2606.00002', 'Second');
  const told = await page.toldTimes(2);
  assert.deepEqual(
    told.map(({ items }) => items.map(({ title }) => title)),
    [['First'], ['Second']],
  );
  await page.close();
});

test('changes that leave the papers as they are tell nothing', async () => {
  const page = await open(URL, daily({ dailyPapers: [data('2606.00001', 'First')] }, card('2606.00001', 'First')));
  await page.toldTimes(1);
  page.window.document.body.append(page.window.document.createElement('footer'));
  await new Promise((resolve) => setTimeout(resolve, 500));
  assert.equal(page.told.length, 1);
  await page.close();
});

test('a paper’s page is one item from its data', async () => {
  const page = await open(
    `${URL}/2606.00001`,
    `<main><div data-target="PaperContent" data-props='${JSON.stringify(data('2606.00001', 'First'))}'></div><h1>First</h1></main>`,
  );
  const { items } = await page.collect();
  assert.equal(items.length, 1);
  assert.deepEqual(items[0]?.authors, ['Ada Lovelace', 'Alan Turing']);
});

test('a paper’s page with another paper’s data left behind is read from its words', async () => {
  const page = await open(
    `${URL}/2606.00002`,
    `<main><div data-target="PaperContent" data-props='${JSON.stringify(data('2606.00001', 'First'))}'></div><h1>Second</h1><h2>Abstract</h2><p>About the second.</p></main>`,
  );
  assert.deepEqual((await page.collect()).items, [
    { href: `${URL}/2606.00002`, title: 'Second', abstract: 'About the second.' },
  ]);
});

test('papers in a layout that is not known are told by their addresses alone, one for each', async () => {
  const html = `<main><div><a href="/papers/2606.00001"><img></a><a href="/papers/2606.00001">First</a></div>
    <a href="/papers/trending">Trending</a><a href="/papers/2606.00002">Second</a></main>`;
  assert.deepEqual((await (await open(URL, html)).collect()).items, [
    { href: 'https://huggingface.co/papers/2606.00001' },
    { href: 'https://huggingface.co/papers/2606.00002' },
  ]);
});

test('a mark goes into the corner of the card; on a paper’s page each author is found by the name', async () => {
  const cards = await open(URL, daily({ dailyPapers: [] }, card('2606.00002', 'Second')));
  const [row] = cards.site.rows(document, location);
  assert.ok(row);
  const { href, mark, corner } = cards.site.places(row, location);
  assert.deepEqual([href, mark, corner], ['https://huggingface.co/papers/2606.00002', row, true]);

  const words = '<h1>First</h1><span class="author"><a href="/alan">Alan  Turing</a></span>, <button>Ada Lovelace</button>';
  const html = daily(data('2606.00001', 'First'), '').replace('<section id="cards"></section>', words);
  const page = await open(`${URL}/2606.00001`, html);
  const [main] = page.site.rows(document, location);
  const names = main && page.site.places(main, location).authors.map((author) => author?.textContent);
  assert.deepEqual(names, ['Ada Lovelace', 'Alan  Turing']);
});
