import assert from 'node:assert/strict';
import { test } from 'node:test';

import { open, recorded, skip } from './page.js';

const ROW = (/** @type {number} */ number, dd = true) => `
  <dt><a name='item${number}'>[${number}]</a> <a href ="/abs/2601.0000${number}" title="Abstract" id="2601.0000${number}"> arXiv:2601.0000${number} </a></dt>
  ${
    dd
      ? `<dd><div class='meta'><div class='list-title mathjax'><span class='descriptor'>Title:</span> Paper ${number} on $L_1$ </div>
  <div class='list-authors'><a href="/a">Ada Lovelace</a>, <a href="/b">Émilie du Châtelet</a></div>
  <div class='list-subjects'><span class='descriptor'>Subjects:</span> <span class="primary-subject">Machine Learning (cs.LG)</span>; Optimization and Control (math.OC)</div>
  <p class='mathjax'> An abstract. </p></div></dd>`
      : ''
  }`;
const LISTING = (/** @type {string} */ rows) =>
  `<html lang="en"><title>cs</title><div id='dlpage'><dl id='articles'><h3>New</h3>${rows}</dl></div></html>`;

test('every section of a listing is read, although each carries the same id', async () => {
  const page = await open(
    'https://arxiv.org/list/cs/new',
    `<div id='dlpage'><dl id='articles'>${ROW(1)}</dl><dl id='articles'>${ROW(2)}</dl></div>`,
  );
  const { items } = await page.collect();
  assert.deepEqual(
    items.map(({ href }) => href),
    ['https://arxiv.org/abs/2601.00001', 'https://arxiv.org/abs/2601.00002'],
  );
});

test('a row gives its title without the label, its authors, subjects and abstract', async () => {
  const page = await open('https://arxiv.org/list/cs/new', LISTING(ROW(1)));
  assert.deepEqual((await page.collect()).items[0], {
    href: 'https://arxiv.org/abs/2601.00001',
    title: 'Paper 1 on $L_1$',
    authors: ['Ada Lovelace', 'Émilie du Châtelet'],
    abstract: 'An abstract.',
    subjects: 'Machine Learning (cs.LG); Optimization and Control (math.OC)',
  });
});

test('a broken row does not take its neighbour’s title, and stays in the count', async () => {
  const page = await open('https://arxiv.org/list/cs/new', LISTING(ROW(1) + ROW(2, false) + ROW(3)));
  const { items } = await page.collect();
  assert.deepEqual(
    items.map(({ title }) => title),
    ['Paper 1 on $L_1$', '', 'Paper 3 on $L_1$'],
  );
});

test('formulas that MathJax drew are read as they were written', async () => {
  const drawn =
    '<span class="MathJax_Preview"></span><span class="MathJax">L1</span><script type="math/tex">L_1</script>';
  const page = await open('https://arxiv.org/list/cs/new', LISTING(ROW(1).replace('$L_1$', drawn)));
  assert.equal((await page.collect()).items[0]?.title, 'Paper 1 on $L_1$');
});

test('facts that were read first are kept: scripts may have redrawn the page since', async () => {
  const page = await open('https://arxiv.org/list/cs/new', LISTING(ROW(1)));
  await page.toldTimes(1);
  page.window.document.querySelector('.list-title')?.remove();
  assert.equal((await page.collect()).items[0]?.title, 'Paper 1 on $L_1$');
});

test('an abs page is one item; what its tags say goes along with these alone', { skip }, async () => {
  const html = recorded('abs/1902.02534_recorded_2026.html');
  const today = await (await open('https://arxiv.org/abs/1902.02534', html)).collect();
  assert.deepEqual(Object.keys(today.items[0] ?? {}), ['href', 'subjects']);
  assert.match(today.items[0]?.subjects ?? '', /\(cs\.DL\)/);
  const page = await open('https://arxiv.org/abs/1902.02534', html.replace('citation_abstract', 'abstract'));
  const facts = await page.collect();
  assert.equal(facts.items.length, 1);
  assert.match(facts.items[0]?.title ?? '', /^Crowdsourcing open citations with CROCI/);
  assert.deepEqual(facts.items[0]?.authors, ['Ivan Heibi', 'Silvio Peroni', 'David Shotton']);
  assert.match(facts.items[0]?.abstract ?? '', /^In this paper, we analyse/);
  assert.match(facts.items[0]?.subjects ?? '', /\(cs\.DL\)/);
  assert.deepEqual(
    facts.meta.filter(([name]) => name === 'citation_author').map(([, content]) => content),
    ['Heibi, Ivan', 'Peroni, Silvio', 'Shotton, David'],
  );
});

test('all 97 rows of a recorded listing have a title, authors and an address', { skip }, async () => {
  const page = await open('https://arxiv.org/list/astro-ph/new', recorded('list/list_astro-ph_new.html'));
  const { items } = await page.collect();
  assert.equal(items.length, 97);
  assert.deepEqual(
    items.filter((item) => !item.title || !item.authors?.length || !/\/abs\//.test(item.href)),
    [],
  );
});

test('every row of a recorded search is read, with the whole abstract and no “More”', { skip }, async () => {
  const page = await open('https://arxiv.org/search/?query=x', recorded('search/results_show_abstracts.html'));
  const { items } = await page.collect();
  assert.ok(items.length >= 20);
  assert.deepEqual(
    items.filter((item) => !item.title || !item.authors?.length || !item.abstract || /[▽△]|…$/.test(item.abstract)),
    [],
  );
  assert.match(items[0]?.subjects ?? '', /^Instrumentation and Detectors \(physics\.ins-det\)/);
});

test('papers in a layout that is not known are told by their addresses alone, one for each', async () => {
  const link = (/** @type {number} */ n) => `<a href="/abs/2606.0000${n}">A paper</a> <a href="/abs/2606.0000${n}">abs</a>`;
  const html = `<main><section>${link(1)}${link(2)}</section></main>`;
  const page = await open('https://arxiv.org/list/cs.LG/recent', html);
  assert.deepEqual((await page.collect()).items, [
    { href: 'https://arxiv.org/abs/2606.00001' },
    { href: 'https://arxiv.org/abs/2606.00002' },
  ]);
  assert.deepEqual((await (await open('https://arxiv.org/help', html)).collect()).items, []);
});

for (const [name, url] of [
  ['list/list_astro-ph_new.html', 'https://arxiv.org/list/astro-ph/new'],
  ['list/list_q-fin_new.html', 'https://arxiv.org/list/q-fin/new'],
  ['search/author_search.html', 'https://arxiv.org/search/?query=x'],
  ['abs/2310.08262.html', 'https://arxiv.org/abs/2310.08262'],
]) {
  test(`each row of ${name} has its places for marks, with as many names as it has authors`, { skip }, async () => {
    const page = await open(String(url), recorded(String(name)));
    const { site } = page;
    const rows = site.rows(document, location);
    assert.ok(rows.length > 0);
    for (const row of rows) {
      const { href, mark, title, authors, whole } = site.places(row, location);
      const item = site.item(row, location);
      assert.equal(href, item.href);
      assert.ok(title && whole.some((one) => one.contains(title)) && whole.some((one) => one.contains(mark)));
      if (item.authors) assert.equal(authors.length, item.authors.length);
    }
    page.close();
  });
}
