/** @file The chips of what hit, and behind each, on hover, focus or click, why: the rule as a sentence, the words found. */

import { el } from '../shared/dom.js';
import { has, t } from '../shared/i18n.js';

/**
 * @typedef {import('../shared/types.js').Hit} Hit
 * @typedef {import('../shared/types.js').PaperAnswer} PaperAnswer
 */

const AROUND = 70; // characters of the abstract to each side of the words found

/**
 * The words found with a little of the text around them: [before, found, after].
 * @param {PaperAnswer} paper
 * @param {Hit} hit
 * @returns {[string, string, string]}
 */
export function quotation(paper, hit) {
  const field = paper[hit.field];
  const text = typeof field === 'string' ? field : (field?.[hit.index] ?? '');
  // Spans are the service's, counted in characters; ours count UTF-16, so a title with 𝓗 in it is cut by characters.
  const characters = Array.from(text);
  const found = characters.slice(hit.start, hit.end).join('');
  if (!found) return ['', hit.text, ''];
  const from = Math.max(0, hit.start - AROUND);
  const to = Math.min(characters.length, hit.end + AROUND);
  const before = characters.slice(from, hit.start).join('');
  const after = characters.slice(hit.end, to).join('');
  return [
    from > 0 ? `…${before.replace(/^\S*\s/, '')}` : before,
    found,
    to < characters.length ? `${after.replace(/\s\S*$/, '')}…` : after,
  ];
}

/**
 * @param {PaperAnswer} paper
 * @param {(hit: Hit, same: boolean) => void} judge the reader's word on a possible author
 */
export function chips(paper, judge) {
  const card = el('div.evidence', { id: 'evidence', role: 'tooltip', hidden: true });
  let pinned = '';
  /** @param {Hit} hit */
  const show = (hit) => {
    card.replaceChildren(...why(paper, hit, judge));
    card.hidden = false;
  };
  const hide = () => {
    if (!pinned) card.hidden = true;
  };
  const line = el(
    'div.why',
    { onmouseleave: hide, onkeydown: (/** @type {KeyboardEvent} */ event) => close(event) },
    ...paper.hits.map((hit) =>
      chip(hit, {
        onmouseenter: () => !pinned && show(hit),
        onfocus: () => !pinned && show(hit),
        onblur: () => !pinned && hide(),
        onclick: () => {
          pinned = pinned === hit.entry_id ? '' : hit.entry_id;
          if (pinned) show(hit);
          else card.hidden = true;
        },
      }),
    ),
    card,
  );
  /** @param {KeyboardEvent} event */
  const close = (event) => {
    if (event.key !== 'Escape' || card.hidden) return;
    event.preventDefault(); // else the popup itself would close
    pinned = '';
    card.hidden = true;
  };
  return line;
}

/** @param {Hit} hit @param {Record<string, () => void>} listeners */
function chip(hit, listeners) {
  const properties = { type: 'button', id: `chip ${hit.entry_id}`, 'aria-describedby': 'evidence', ...listeners };
  const classes = `chip ${hit.kind} ${hit.level === 'possible' ? 'possible' : ''}`.trim();
  const label = t(hit.level === 'possible' ? `${hit.kind}Possible` : hit.kind);
  return el('button', { class: classes, ...properties }, el('span', null, label), el('b', null, hit.value));
}

/** @param {PaperAnswer} paper @param {Hit} hit @param {(hit: Hit, same: boolean) => void} judge */
function why(paper, hit, judge) {
  const [before, found, after] = quotation(paper, hit);
  const place = t(`field_${hit.field}`);
  const ruleName = `rule_${hit.rule.replace(/\W/g, '_')}`;
  const rule = has(ruleName) ? t(ruleName) : t(`rule_${hit.kind}`);
  const card = [
    el('div.kicker', null, `${rule} · ${place}`),
    el('blockquote', null, before, el('mark', null, found), after),
  ];
  if (hit.kind === 'author' && hit.level === 'possible') {
    card.push(
      el(
        'div.choices',
        null,
        el('button', { type: 'button', onclick: () => judge(hit, true) }, t('samePerson')),
        el('button', { type: 'button', onclick: () => judge(hit, false) }, t('notThisPerson')),
      ),
    );
  }
  return card;
}
