import assert from 'node:assert/strict';
import { test } from 'node:test';

import { open } from './page.js';

const ARTICLE = `<html lang="de"><head><title> An article </title>
<meta name="citation_title" content="An article"><meta property="og:title" content="An article"><meta itemprop="name" content="n"><meta charset="utf-8">
<link rel="canonical" href="https://example.org/a"><link rel="stylesheet" href="/x.css"><link rel="alternate" type="application/json" href="/a.json">
<script type="application/ld+json">{"@type":"ScholarlyArticle"}</script></head>
<body><h1>An article</h1><span class="Z3988" title="ctx_ver=Z39.88-2004"></span><a href="https://doi.org/10.1000%2FABC.1?x=1">doi</a><a href="https://doi.org/10.1000/ABC.1">again</a>
<a href="https://arxiv.org/abs/hep-th/9901001v2">arXiv</a><p class="byline">By Ada Lovelace</p>The text.</body></html>`;

test('any page is read raw: tags, structured data, identifiers, headings', async () => {
  const page = await open('https://example.org/a', ARTICLE);
  const facts = await page.collect();
  assert.deepEqual(facts.meta, [
    ['citation_title', 'An article'],
    ['og:title', 'An article'],
    ['name', 'n'],
  ]);
  assert.deepEqual(facts.jsonld, ['{"@type":"ScholarlyArticle"}']);
  assert.deepEqual(facts.coins, ['ctx_ver=Z39.88-2004']);
  assert.deepEqual(
    facts.links.map(({ rel }) => rel),
    ['canonical', 'alternate'],
  );
  assert.deepEqual(facts.dois, ['10.1000/ABC.1']);
  assert.deepEqual(facts.arxiv_ids, ['hep-th/9901001v2']);
  assert.deepEqual(
    [facts.title, facts.lang, facts.headings, facts.byline],
    ['An article', 'de', ['An article'], 'By Ada Lovelace'],
  );
});

test('the visible text stays in the page until the reader asks', async () => {
  const page = await open('https://example.org/a', ARTICLE);
  assert.equal((await page.collect()).text, '');
  assert.match((await page.collect({ text: true })).text, /The text\./);
});

test('a page of another site tells nothing by itself', async () => {
  const page = await open('https://example.org/a', ARTICLE);
  await new Promise((resolve) => setTimeout(resolve, 50));
  assert.equal(page.told.length, 0);
});

test('another extension gets no answer', async () => {
  const page = await open('https://example.org/a', ARTICLE);
  await assert.rejects(page.collect({ from: 'another' }), /unheard/);
});

test('our files run once more in a page do not answer twice', async () => {
  const page = await open('https://arxiv.org/abs/1706.03762', '<div id="abs"><h1 class="title">T</h1></div>');
  page.run();
  await page.toldTimes(1);
  assert.equal(page.ears.length, 1);
  assert.equal(page.told.length, 1);
});

test('hostile sizes are cut to what the service takes', async () => {
  const long = 'x'.repeat(300_000);
  const page = await open(
    'https://example.org/a',
    `<title>${long}</title><meta name="citation_abstract" content="${long}"><h1>${long}</h1><script type="application/ld+json">${long}</script>`,
  );
  const facts = await page.collect({ text: true });
  assert.ok(
    facts.title.length <= 1_000 &&
      (facts.meta[0]?.[1].length ?? 0) <= 20_000 &&
      (facts.jsonld[0]?.length ?? 0) <= 100_000 &&
      facts.text.length <= 20_000,
  );
});

test('a long listing is read in slices, between which its page goes on', async () => {
  const rows = Array.from(
    { length: 2_500 },
    (_, number) =>
      `<dt><a title="Abstract" href="/abs/2601.${String(number).padStart(5, '0')}">x</a></dt><dd><div class="list-title">T ${number}</div></dd>`,
  );
  const page = await open('https://arxiv.org/list/cs/new', `<dl id="articles">${rows.join('')}</dl>`);
  assert.equal(page.told.length, 0); // after the first slice
  const [facts] = await page.toldTimes(1);
  assert.equal(facts?.items.length, 2_000);
});
