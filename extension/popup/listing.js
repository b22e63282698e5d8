/** @file A listing: how many of its papers are on the radar, and which, in the order of the page. */

import { el } from '../shared/dom.js';
import { number, plural, t } from '../shared/i18n.js';
import { becauseHits } from '../shared/paper-lines.js';
import { whole } from '../shared/evidence.js';
import { row } from './row.js';

/**
 * @param {MatchAnswer} answer
 */
export function listingHead({ page, counts }) {
  const broken = page.rows > page.understood;
  return el(
    'div.page',
    null,
    el('div.kicker', null, [t('thisPage'), page.site === 'huggingface' ? 'Hugging Face' : 'arXiv'].join(' · ')),
    el(
      'h1',
      null,
      page.rows === 0
        ? t('listingEmpty')
        : page.understood === 0
          ? t('listingUnread')
          : t('listingHits', number(counts.hits), number(page.rows)),
    ),
    broken &&
      el(
        'p.error',
        null,
        t('listingBroken', page.understood, page.rows),
        el('small', null, t(page.understood === 0 ? 'listingBrokenAll' : 'listingBrokenSome')),
      ),
  );
}

/**
 * @param {MatchAnswer} answer
 * @param {Actions} actions
 * @param {Set<string>} opened
 */
export function listingPapers({ papers, page, counts }, actions, opened) {
  const shown = onRadar(papers);
  const dismissed = papers.filter((paper) => !shown.includes(paper));
  if (papers.length === 0) {
    if (page.rows > 0 && page.understood === 0) return el('div', null);
    const why = page.rows === 0 ? 'listingEmptyHint' : counts.radar === 0 ? 'emptyRadarListing' : 'listingNothing';
    return el('div.state', null, el('p', null, t(why)));
  }
  return el(
    'div',
    null,
    el(
      'ol.papers',
      null,
      ...shown.map((paper, place) =>
        row(paper, {
          place: place + 1,
          reason: becauseHits(paper),
          saved: paper.saved,
          onSave: () => actions.toggleSaved(paper),
          ...(!paper.dismissed && { onDismiss: () => actions.dismiss(paper) }),
          ...(paper.hits.length > 0 && { why: { opened, contents: () => whole(paper, actions, opened) } }),
        }),
      ),
    ),
    dismissed.length > 0 && fold(dismissed, actions, opened),
  );
}

/** The papers of a listing but for those dismissed; one that is saved stays. @param {PaperAnswer[]} papers */
export const onRadar = (papers) => papers.filter((paper) => paper.saved || !paper.dismissed);

/** What the reader dismissed, to be taken back. @param {PaperAnswer[]} papers @param {Actions} actions @param {Set<string>} opened */
function fold(papers, actions, opened) {
  /** @param {Event} event */
  const toggled = ({ currentTarget }) =>
    opened[/** @type {HTMLDetailsElement} */ (currentTarget).open ? 'add' : 'delete']('dismissed');
  const back = (/** @type {PaperAnswer} */ paper) =>
    el('button.link', { type: 'button', onclick: () => void actions.takeBack(paper) }, t('showAgain'));
  return el(
    'details.dismissed',
    { open: opened.has('dismissed'), ontoggle: toggled },
    el('summary', null, plural('listingDismissed', papers.length)),
    el(
      'ol.papers',
      null,
      ...papers.map((paper, place) =>
        row(paper, {
          place: place + 1,
          reason: el('div.because', null, back(paper)),
          saved: paper.saved,
          onSave: () => actions.toggleSaved(paper),
        }),
      ),
    ),
  );
}
