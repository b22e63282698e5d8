import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import '../dom.js';
import '../fake-chrome.js';
import { hit, paper } from '../answers.js';
import { el } from '../../../extension/shared/dom.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { because, becauseHits, kicker } from '../../../extension/shared/paper-lines.js';

before(() => loadLanguage());

/** @param {Partial<RelatedPaper>} fields */
const related = (fields) => ({ ...paper(), score: 1, new: false, shared: [], reasons: [], ...fields });

/** @param {Partial<PaperAnswer>} [fields] */
const line = (fields) => el('div', null, ...kicker(paper(fields)));

test('a paper is placed by its site, category and date', () => {
  assert.equal(line().textContent, 'arXiv cs.LG · 12 Feb 2026');
  assert.equal(line({ arxiv_id: '', source: 'page', venue: 'Nature', published: '2021' }).textContent, 'Nature · 2021');
  assert.equal(
    line({ arxiv_id: '', source: 'page', url: 'https://www.example.org/x', published: '', updated: '' }).textContent,
    'example.org',
  );
});

test('what Hugging Face knows of it follows, with its code as a link', () => {
  const known = { source: 'huggingface', upvotes: 1200, comments: 2, code_url: 'https://github.com/x/y' };
  assert.equal(line(known).textContent, 'Hugging Face · 12 Feb 2026 · ▲ 1,200 · 2 comments · code');
  assert.equal(line({ ...known, comments: 1 }).textContent, 'Hugging Face · 12 Feb 2026 · ▲ 1,200 · 1 comment · code');
  const code = line(known).querySelector('a');
  assert.equal(code?.getAttribute('href'), 'https://github.com/x/y');
  assert.equal(code?.getAttribute('rel'), 'noopener noreferrer');
});

test('no votes, no comments and a code link that is none are not spoken of', () => {
  const known = { upvotes: 0, comments: 0, code_url: 'javascript:alert(1)' };
  assert.equal(line(known).textContent, 'arXiv cs.LG · 12 Feb 2026');
});

test('a replacement is called revised, and a withdrawn paper is so called first', () => {
  const replaced = { announce_type: 'replace-cross', version: 2 };
  assert.equal(line(replaced).textContent, 'arXiv cs.LG · 12 Feb 2026 · revised v2');
  assert.equal(line({ announce_type: 'new', version: 1 }).textContent, 'arXiv cs.LG · 12 Feb 2026');
  const withdrawn = line({ ...replaced, withdrawn: true });
  assert.equal(withdrawn.textContent, 'withdrawn · arXiv cs.LG · 12 Feb 2026 · revised v2');
  assert.equal(withdrawn.querySelector('.warm')?.textContent, 'withdrawn');
});

test('each reason is a clause of one line', () => {
  const hits = [
    hit(),
    hit({ kind: 'topic', value: 'implicit bias', field: 'title' }),
    hit({ level: 'possible', text: 'D. Zou' }),
  ];
  const line = because(related({ shared: ['Muon', 'steepest descent'], hits, new: true }));
  assert.equal(
    line.textContent,
    'shares Muon, steepest descent · by Difan Zou, whom you follow · perhaps by D. Zou · topic implicit bias · new',
  );
  assert.deepEqual(
    [...line.querySelectorAll('em')].map((em) => em.textContent),
    ['Muon', 'steepest descent', 'Difan Zou', 'D. Zou', 'implicit bias'],
  );
});

test('a category is a reason where there is no better one', () => {
  const reasons = [{ kind: 'category', values: ['cs.LG'] }];
  assert.equal(because(related({ reasons })).textContent, 'also in cs.LG');
  assert.equal(because(related({ reasons, shared: ['Muon'] })).textContent, 'shares Muon');
});

test('what papers saved before have too is a reason', () => {
  const reasons = [{ kind: 'taste', values: ['Muon', 'spectral <i>norm</i>'] }];
  assert.equal(
    because(related({ reasons, shared: ['descent'] })).textContent,
    'shares descent · like papers you saved: Muon, spectral <i>norm</i>',
  );
});

test('a saved paper of a listing says that it is saved', () => {
  assert.equal(becauseHits(paper({ saved: true })).textContent, 'in your library');
  assert.equal(
    becauseHits(paper({ saved: true, hits: [hit({ kind: 'category', value: 'math.OC' })] })).textContent,
    'category math.OC',
  );
});
