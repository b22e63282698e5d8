/** @file The buttons below a paper of the feed: save, brief, not for me, and a menu with the rest. */

import { el } from '../shared/dom.js';
import { t } from '../shared/i18n.js';

/**
 * @typedef {object} ButtonActs
 * @property {(item: FeedItem) => void} save saves, or takes out of the library
 * @property {(item: FeedItem) => void} brief
 * @property {(item: FeedItem) => void} dismiss
 * @property {(item: FeedItem, button: HTMLElement) => void} more
 */

/**
 * @param {FeedItem} item
 * @param {{waits: boolean, briefed: boolean}} now `waits`: its save waits for the service; `briefed`: its brief is unfolded
 * @param {ButtonActs} acts
 */
export function rowButtons(item, { waits, briefed }, acts) {
  const { key, saved, brief } = item;
  /** @type {HTMLElement} */
  const more = el(
    'button.quiet.more',
    {
      type: 'button',
      id: `more ${key}`,
      'aria-haspopup': 'menu',
      'aria-expanded': 'false',
      'aria-label': t('feedActMore'),
      title: t('feedActMore'),
      onclick: () => acts.more(item, more),
    },
    '⋯',
  );
  return [
    el(
      saved ? 'button.on' : 'button',
      {
        type: 'button',
        id: `save ${key}`,
        'aria-pressed': String(saved),
        title: waits ? t('savedLater') : saved ? t('feedActUnsave') : null,
        onclick: () => acts.save(item),
      },
      saved ? t(waits ? 'feedActWaits' : 'saved') : t('save'),
    ),
    el(
      'button',
      {
        type: 'button',
        id: `brief ${key}`,
        'aria-expanded': String(briefed),
        title: brief && !briefed ? t('feedActKept') : null,
        onclick: () => acts.brief(item),
      },
      t('brief'),
      brief && el('span.dot', { 'aria-hidden': 'true' }),
    ),
    el('button.quiet', { type: 'button', id: `dismiss ${key}`, onclick: () => acts.dismiss(item) }, t('feedNotForMe')),
    more,
  ];
}
