/** @file Why: the chips of what hit, and on demand the rule as a sentence, the words where they stand, and the reader's word on it. */

import { openOptions } from './browser.js';
import { el, joined } from './dom.js';
import { has, plural, t } from './i18n.js';
import { disclosure } from './disclosure.js';
import { hitsIn, marked, quoted } from './marked.js';

const SAID = 4; // of the shared words stand in the line of reasons already
const AUTHORS = 6; // of a paper in a list: so many, and everyone who hit

// By these rules names are the same. Where one of them gives no more than "possible", something else is in doubt.
const SAME_NAME = new Set(
  'same spacing order middle-agrees middle-missing initials-same adopted-forename double-surname patronymic other-spelling'.split(
    ' ',
  ),
);

/** The rule as one plain sentence. @param {Hit} hit */
export function sentence(hit) {
  const name = sentenceName(hit);
  return t(has(name) ? name : `rule_${hit.kind}`, hit.text, hit.value);
}

/** @param {Hit} hit */
function sentenceName({ kind, level, rule, text, value }) {
  if (kind === 'author' && level === 'possible' && SAME_NAME.has(rule)) return 'rule_doubt';
  if (rule === 'same' && text === value) return 'rule_exact';
  if (rule === 'same' && text.includes(',') && !value.includes(',')) return 'rule_family_first';
  if (rule === 'phrase' && text.toLowerCase() !== value.toLowerCase()) return 'rule_phrase_form';
  return `rule_${rule.replace(/\W/g, '_')}`;
}

/**
 * The chips of the page's own paper. One is open at a time: all open at the same place.
 * @param {PaperAnswer} paper
 * @param {Pick<Actions, "judge">} actions
 * @param {Set<string>} opened
 */
export function chips(paper, actions, opened) {
  /** @type {import('./disclosure.js').Disclosure[]} */
  let folds = [];
  folds = paper.hits.map((hit) => {
    const possible = hit.level === 'possible';
    const fold = disclosure('button.chip', `chip ${hit.entry_id}`, opened, {
      label: [el('span', null, t(possible ? `${hit.kind}Possible` : hit.kind)), el('b', null, hit.value)],
      title: sentence(hit),
      panel: 'evidence',
      contents: () => card(paper, hit, actions, opened),
      toggled: (open) => open && folds.forEach((other) => other !== fold && other.toggle(false)),
    });
    fold.button.classList.add(hit.kind, ...(possible ? ['possible'] : []));
    return fold;
  });
  return el('div.why', null, ...folds.flatMap(({ button, panel }) => [button, panel]));
}

/**
 * Why a paper of a list is there: what its reasons unfold to.
 * @param {PaperAnswer | RelatedPaper} paper
 * @param {Actions} actions
 * @param {Set<string>} opened
 */
export function whole(paper, actions, opened) {
  const related = 'reasons' in paper;
  const category = related ? (paper.reasons.find((reason) => reason.kind === 'category')?.values ?? []) : [];
  const more = category.filter((one) => !paper.hits.some((hit) => hit.kind === 'category' && hit.text === one));
  const dismiss = () => actions.dismiss(paper);
  return [
    paper.authors.length > 0 && names(paper),
    ...reasons(paper, actions),
    related && paper.shared.length > SAID && el('p', null, t('whyShares', paper.shared.join(t('listComma')))),
    more.length > 0 && el('p', null, t('whyCategory', more.join(t('listComma')))),
    ...choices(
      related ? [el('button', { type: 'button', id: `dismiss ${paper.key}`, onclick: dismiss }, t('notForMe'))] : [],
      paper,
      opened,
    ),
  ];
}

/** Each hit of a paper as a sentence, with what the reader may say to it. @param {PaperAnswer} paper @param {Pick<Actions, "judge">} actions */
export const reasons = (paper, actions) => paper.hits.flatMap((hit) => line(paper, hit, actions));

/** One hit of the page's paper: how sure, where, and all there is to it. @param {PaperAnswer} paper @param {Hit} hit @param {Pick<Actions, "judge">} actions @param {Set<string>} opened */
const card = (paper, hit, actions, opened) => [
  el('div.kicker', null, `${t(`level_${hit.level}`)} · ${t(`field_${hit.field}`)}`),
  el('p', null, sentence(hit)),
  quotation(paper, hit),
  ...choices(words(paper, hit, actions), paper, opened),
];

/** The same in a list, in fewer lines. @param {PaperAnswer} paper @param {Hit} hit @param {Pick<Actions, "judge">} actions */
const line = (paper, hit, actions) => [
  el('p', null, sentence(hit), ...words(paper, hit, actions).flatMap((button) => [' ', button])),
  quotation(paper, hit),
];

/** @param {PaperAnswer} paper @param {Hit} hit */
const quotation = (paper, hit) =>
  hit.field === 'abstract' && el('blockquote', null, ...quoted(paper.abstract, hit, hitsIn(paper, 'abstract')));

/** What the reader may say to a hit. @param {PaperAnswer} paper @param {Hit} hit @param {Pick<Actions, "judge">} actions */
function words(paper, hit, actions) {
  /** @param {boolean} same @param {string} name */
  const word = (same, name) =>
    el(
      'button',
      { type: 'button', id: `${name} ${hit.entry_id} ${paper.key}`, onclick: () => actions.judge(hit, paper, same) },
      t(name),
    );
  if (hit.kind === 'topic') return [word(false, 'muteHere')];
  if (hit.kind !== 'author') return [];
  return [
    ...(hit.level === 'possible' ? [word(true, 'samePerson')] : []),
    word(false, 'notThisPerson'),
    ...(hit.rule === 'namesake' ? [tellApart(`apart ${hit.entry_id} ${paper.key}`)] : []),
  ];
}

/** Leads to where the options show the people of this name. @param {string} id */
const tellApart = (id) => el('button', { type: 'button', id, onclick: () => void openOptions() }, t('tellApart'));

/**
 * What can be done, and below it the abstract on demand, all hits in it underlined, where the answer has it.
 * @param {HTMLElement[]} buttons
 * @param {PaperAnswer | RelatedPaper} paper
 * @param {Set<string>} opened
 */
function choices(buttons, paper, opened) {
  if (!paper.abstract) return buttons.length > 0 ? [el('div.choices', null, ...buttons)] : [];
  const { button, panel } = disclosure('button', `abstract ${paper.key}`, opened, {
    label: [t('showAbstract')],
    panel: 'abstract',
    contents: () => marked(paper.abstract, hitsIn(paper, 'abstract'), 'shared' in paper ? paper.shared : []),
    toggled: (open, button) => void (button.textContent = t(open ? 'hideAbstract' : 'showAbstract')),
  });
  return [el('div.choices', null, ...buttons, button), panel];
}

/** The authors of a paper in a list, those who hit underlined. @param {PaperAnswer} paper */
function names(paper) {
  const shown = paper.authors.flatMap((name, index) => {
    const hits = hitsIn(paper, 'authors', index);
    return index < AUTHORS || hits.length > 0 ? [el('span', null, ...marked(name, hits))] : [];
  });
  const rest = paper.authors.length - shown.length;
  return el(
    'p.names',
    null,
    ...joined(shown, t('listComma')),
    rest > 0 && ` ${plural('moreAuthors', rest)}`,
  );
}
