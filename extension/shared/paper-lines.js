/** @file The lines that present a paper anywhere: where it is from and when, and the sentence on why it is shown. */

import { el, hostOf, joined, link, safeUrl } from './dom.js';
import { date, number, parts, plural, t } from './i18n.js';

const MOST_SHARED = 4;

/** "arXiv cs.LG", "Hugging Face", a venue, or the host of its page. @param {Paper} paper */
export function placeOf(paper) {
  if (/^hugging/i.test(paper.source)) return 'Hugging Face';
  if (paper.arxiv_id) return `arXiv ${paper.primary_category}`.trim();
  return paper.venue || hostOf(paper.url);
}

/** "arXiv math.OC · 2 Oct 2025 · revised v2", "Hugging Face · 4 Dec 2025 · ▲ 3 · 1 comment · code". @param {Paper} paper */
export function kicker(paper) {
  const revised = paper.announce_type.startsWith('replace') && t('revised', versionOf(paper.version));
  return told(paper, [placeOf(paper), date(paper.published || paper.announced || paper.updated), revised]);
}

/** The texts, and what Hugging Face knows of the paper. @param {Paper} paper @param {(string | false)[]} texts */
export const told = (paper, texts) =>
  joined(
    [
      paper.withdrawn && el('span.warm', null, t('withdrawn')),
      ...texts,
      paper.upvotes && el('span', { title: t('upvotes') }, `▲ ${number(paper.upvotes)}`),
      paper.comments && plural('comments', paper.comments),
      safeUrl(paper.code_url) && link(paper.code_url, { title: paper.code_url }, t('code')),
    ].filter(Boolean),
    ' · ',
  );

/** "v2", "" where there was but one. @param {number | null | undefined} version */
export const versionOf = (version) => (version && version > 1 ? `v${version}` : '');

/** Why a related paper is shown: what it shares, what of the radar it hits, what the reader saved, whether it is new. @param {RelatedPaper} paper */
export function because(paper) {
  const taste = paper.reasons.find((reason) => reason.kind === 'taste')?.values ?? [];
  const shared = paper.shared.slice(0, MOST_SHARED);
  const category = paper.reasons.find((reason) => reason.kind === 'category')?.values ?? [];
  const clauses = [
    shared.length > 0 && parts('becauseShares', el('span', null, ...emphasised(shared))),
    ...hitClauses(paper.hits),
    taste.length > 0 && parts('becauseTaste', el('span', null, ...emphasised(taste))),
    // A category says little beside words or hits; where it is all there is, it is the reason.
    shared.length === 0 &&
      paper.hits.length === 0 &&
      category.length > 0 &&
      parts('becauseCategory', el('em', null, category.join(', '))),
    paper.new && [el('span.new', null, t('new'))],
  ];
  return el(
    'div.because',
    null,
    ...joined(
      clauses.filter((clause) => clause !== false),
      ' · ',
    ),
  );
}

/** Why a paper of a listing is shown. @param {PaperAnswer} paper */
export function becauseHits(paper) {
  const clauses = hitClauses(paper.hits);
  if (paper.saved && clauses.length === 0) clauses.push([t('becauseSaved')]);
  return el('div.because', null, ...joined(clauses, ' · '));
}

/** One clause a kind: "by A and B, whom you follow", "topic X, Y", "category Z". @param {Hit[]} hits */
function hitClauses(hits) {
  /** @type {(kind: Hit["kind"], level: Hit["level"]) => string[]} */
  const values = (kind, level) => [
    ...new Set(
      hits
        .filter((hit) => hit.kind === kind && hit.level === level)
        .map((hit) => (kind === 'author' ? hit.text || hit.value : hit.value)),
    ),
  ];
  /** @type {[string, string[]][]} */
  const clauses = [
    ['becauseAuthor', values('author', 'match')],
    ['becausePossibly', values('author', 'possible')],
    ['becauseTopic', [...values('topic', 'match'), ...values('topic', 'possible')]],
    ['becauseIn', [...values('category', 'match'), ...values('category', 'possible')]],
  ];
  return clauses
    .filter(([, words]) => words.length)
    .map(([name, words]) => parts(name, el('span', null, ...emphasised(words))));
}

/** @param {string[]} words */
const emphasised = (words) =>
  joined(
    words.map((word) => el('em', null, word)),
    t('listComma'),
  );
