/** @file The page's own paper: title, authors, what hit and why, and what can be done with it. */

import { el } from '../shared/dom.js';
import { date, t } from '../shared/i18n.js';
import { told, versionOf } from '../shared/paper-lines.js';
import { authors } from './authors.js';
import { chips } from '../shared/evidence.js';
import { followTopic, suggestions } from './follow-topic.js';
import { hitsIn, marked } from '../shared/marked.js';

/**
 * @param {MatchAnswer} answer
 * @param {Actions} actions
 * @param {{following: boolean, toggleFollowing: (open: boolean) => void, brief: () => void, opened: Set<string>,
 *   page: import('../shared/messages.js').ShownPage, own: HTMLElement | null, toggleOwn: () => void}} view `own`: the
 *   reader's fields of it, where they are unfolded
 */
export function paperPage(answer, actions, view) {
  const paper = answer.papers[0];
  if (!paper) return el('div.page', null, el('div.kicker', null, t('thisPage')), el('h1', null, t('pending')));
  return el(
    'div.page',
    null,
    el('div.kicker', null, ...kickerOf(answer, paper)),
    el('h1', null, ...marked(paper.title, hitsIn(paper, 'title'))),
    paper.summary && el('p.summary', null, paper.summary, el('span.kicker', null, ` — ${t('summaryOf')}`)),
    paper.authors.length > 0 &&
      authors(
        paper,
        (name) => actions.follow('author', name, paper.key),
        (hit) => actions.unfollow(hit.entry_id),
      ),
    paper.hits.length > 0 && chips(paper, actions, view.opened),
    el(
      'div.actions',
      null,
      el('button.primary', { type: 'button', id: 'brief', onclick: view.brief }, t('brief')),
      el(
        'button',
        { type: 'button', id: 'save', 'aria-pressed': String(paper.saved), onclick: () => actions.toggleSaved(paper, view.page) },
        paper.saved ? `★ ${t('saved')}` : t('save'),
      ),
      paper.saved &&
        el(
          'button',
          { type: 'button', id: 'own', title: t('editOwn'), 'aria-expanded': String(view.own !== null), onclick: view.toggleOwn },
          t('edit'),
        ),
      el(
        'button',
        {
          type: 'button',
          id: 'follow-topic',
          'aria-expanded': String(view.following),
          onclick: () => view.toggleFollowing(!view.following),
        },
        t('followTopic'),
      ),
    ),
    paper.saved && view.own,
    view.following &&
      followTopic(
        suggestions(paper, answer.related),
        (kind, value) => actions.follow(kind, value),
        () => view.toggleFollowing(false),
      ),
  );
}

/**
 * "This page · arXiv cs.LG · 17 Jun 2026 · v2 · ▲ 35".
 * @param {MatchAnswer} answer @param {PaperAnswer} paper
 */
function kickerOf({ page }, paper) {
  const site = page.site === 'huggingface' ? 'Hugging Face' : page.site === 'arxiv' ? 'arXiv' : '';
  const place = [site, paper.primary_category].filter(Boolean).join(' ');
  const version = versionOf(page.version ?? paper.version);
  const revised = version && version === versionOf(paper.version) && paper.announce_type.startsWith('replace');
  return told(paper, [t('thisPage'), place, date(paper.published), revised ? t('revised', version) : version]);
}
