/** @file Why a paper is in the feed: the entries of the radar it hits, each a filter. */

import { el } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { isOn, toggled } from './address.js';

/** @param {FeedItem} item @param {import('./address.js').Asked} asked @param {(next: import('./address.js').Asked) => void} go */
export function chips(item, asked, go) {
  const hits = new Map(item.hits.map((hit) => [hit.entry_id, hit]));
  return [...hits.values()].map((hit) =>
    el(
      'button.chip',
      {
        type: 'button',
        class: `chip ${hit.kind}${hit.level === 'possible' ? ' possible' : ''}`,
        id: `chip ${item.key} ${hit.entry_id}`,
        'aria-pressed': String(isOn(asked, 'entry', hit.entry_id)),
        onclick: () => go(toggled(asked, 'entry', hit.entry_id)),
      },
      t(hit.level === 'possible' ? `${hit.kind}Possible` : hit.kind),
      ' ',
      el('b', null, hit.value),
    ),
  );
}
