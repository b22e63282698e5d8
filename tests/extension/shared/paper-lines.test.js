import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import '../dom.js';
import '../fake-chrome.js';
import { hit, paper } from '../answers.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { because, becauseHits, kicker } from '../../../extension/shared/paper-lines.js';

before(() => loadLanguage());

/** @param {Partial<import('../../../extension/shared/types.js').RelatedPaper>} fields */
const related = (fields) => ({ ...paper(), score: 1, new: false, shared: [], reasons: [], ...fields });

test('a paper is placed by its site, category and date', () => {
  assert.equal(kicker(paper()), 'arXiv cs.LG · 12 Feb 2026');
  assert.equal(kicker(paper({ source: 'huggingface', upvotes: 1200 })), 'Hugging Face · 12 Feb 2026 · 1,200 ▲');
  assert.equal(kicker(paper({ arxiv_id: '', source: 'page', venue: 'Nature', published: '2021' })), 'Nature · 2021');
  assert.equal(
    kicker(paper({ arxiv_id: '', source: 'page', url: 'https://www.example.org/x', published: '', updated: '' })),
    'example.org',
  );
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
