/** @file One paper in a list: its number, where from and when, the title as a link, why it is here, and a star to save it. */

import { el, fill, link } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { kicker } from '../shared/paper-lines.js';
import { disclosure } from '../shared/disclosure.js';
import { hitsIn, marked } from '../shared/marked.js';

/**
 * With `why`, the line of reasons unfolds what they rest on, and the words found in the title are underlined meanwhile.
 * @param {Paper & {hits?: Hit[], shared?: string[]}} paper
 * @param {{place: number, reason: HTMLElement, saved: boolean, onSave: () => void, onDismiss?: () => void, why?: {opened: Set<string>, contents: () => Child[]}}} shown
 */
export function row(paper, { place, reason, saved, onSave, onDismiss, why }) {
  const title = link(paper.url || paper.pdf_url, { id: `paper ${paper.key}`, class: 'title' }, paper.title);
  const unfolding = why ? unfold(paper, title, reason, why) : null;
  return el(
    'li',
    { 'data-key': paper.key, ondismiss: onDismiss },
    el('span.number', { 'aria-hidden': 'true' }, `${String(place).padStart(2, '0')}.`),
    el(
      'div',
      null,
      el('div.kicker', null, ...kicker(paper)),
      el('h2', null, title),
      unfolding?.button ?? reason,
    ),
    star(paper, saved, onSave),
    unfolding?.panel,
  );
}

/** @param {Paper & {hits?: Hit[], shared?: string[]}} paper @param {HTMLElement} title @param {HTMLElement} reason @param {{opened: Set<string>, contents: () => Child[]}} why */
function unfold(paper, title, reason, { opened, contents }) {
  const inTitle = hitsIn({ hits: paper.hits ?? [] }, 'title');
  return disclosure('button.because', `why ${paper.key}`, opened, {
    label: reason.hasChildNodes() ? [...reason.childNodes] : [t('why')],
    title: t('why'),
    panel: 'evidence',
    contents,
    toggled: (open) => fill(title, ...(open ? marked(paper.title, inTitle, paper.shared) : [paper.title])),
  });
}

/** @param {{key: string, title: string}} paper @param {boolean} saved @param {() => void} onSave */
export const star = (paper, saved, onSave) =>
  el(
    'button.quiet.star',
    {
      type: 'button',
      id: `star ${paper.key}`,
      'aria-pressed': String(saved),
      'aria-label': t(saved ? 'unsavePaper' : 'savePaper', paper.title),
      title: t(saved ? 'saved' : 'save'),
      onclick: onSave,
    },
    saved ? '★' : '☆',
  );
