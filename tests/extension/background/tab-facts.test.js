import assert from 'node:assert/strict';
import { test } from 'node:test';

import '../fake-chrome.js';
import { facts } from '../answers.js';
import { fitting, isPaperPage, isPdf, printOf } from '../../../extension/background/tab-facts.js';

/** @param {unknown} value */
const bytes = (value) => new TextEncoder().encode(JSON.stringify(value)).length;

test('paper pages are those of arXiv and of Hugging Face’s papers', () => {
  for (const yes of [
    'https://arxiv.org/abs/1706.03762',
    'https://export.arxiv.org/list/cs/new',
    'https://huggingface.co/papers',
    'https://huggingface.co/papers/1706.03762?x=1',
  ])
    assert.ok(isPaperPage(yes), yes);
  for (const no of [
    'https://huggingface.co/models',
    'https://arxiv.org.evil.example/abs/1',
    'http://arxiv.org/abs/1706.03762',
    'https://huggingface.co/papersong',
    '',
  ])
    assert.ok(!isPaperPage(no), no);
});

test('a PDF is known by its address', () => {
  for (const yes of [
    'https://arxiv.org/pdf/1706.03762',
    'https://arxiv.org/pdf/1706.03762v5.pdf',
    'https://arxiv.org/pdf/hep-th/9901001',
  ])
    assert.ok(isPdf(yes), yes);
  for (const no of ['https://arxiv.org/abs/1706.03762', 'https://arxiv.org/pdf/', 'https://example.org/pdf/1706.03762'])
    assert.ok(!isPdf(no), no);
});

test('a print tells pages apart by what they list', () => {
  const url = 'https://huggingface.co/papers';
  const print = printOf(facts(url, ['https://huggingface.co/papers/2601.00001']));
  assert.equal(print, printOf(facts(url, ['https://huggingface.co/papers/2601.00001'])));
  assert.notEqual(print, printOf(facts(url, ['https://huggingface.co/papers/2601.00002'])));
});

test('a listing with long abstracts fits what the service takes, and every row stays', () => {
  const abstract = 'Für ∀ε>0: "quoted" text. '.repeat(80);
  const large = {
    ...facts('https://arxiv.org/catchup'),
    items: Array.from({ length: 2000 }, (_, place) => ({
      href: `https://arxiv.org/abs/2601.${place}`,
      title: 'T',
      abstract,
    })),
  };
  assert.ok(bytes(large) > 2_000_000);
  const cut = fitting(large);
  assert.ok(bytes(cut) <= 1_900_000, String(bytes(cut)));
  assert.equal(cut.items.length, 2000);
  assert.ok((cut.items[0]?.abstract?.length ?? 0) > 300);
});

test('a page whose tags and data are too large loses what tells least', () => {
  const url = 'https://example.org/article';
  /** @type {[string, string][]} */
  const meta = [['citation_title', 'T'], ...Array.from({ length: 500 }, () => /** @type {[string, string]} */ (['x', 'y'.repeat(9_000)]))];
  const cut = fitting({ ...facts(url), meta, body: '<p>b</p>' });
  assert.ok(bytes(cut) <= 1_900_000);
  assert.deepEqual([cut.meta, cut.body], [[['citation_title', 'T']], '<p>b</p>']);
});

test('facts within the limit are left as they are', () => {
  const small = facts('https://arxiv.org/abs/1706.03762');
  assert.equal(fitting(small), small);
});
