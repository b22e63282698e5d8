/** @file Why: the chips of what hit, and on demand the rule as a sentence, the words where they stand, and the reader's word on it. */

import { el, joined } from '../shared/dom.js';
import { has, plural, t } from '../shared/i18n.js';
import { disclosure } from './disclosure.js';
import { hitsIn, marked, quoted } from './marks.js';

/**
 * @typedef {import('../shared/types.js').Hit} Hit
 * @typedef {import('../shared/types.js').PaperAnswer} PaperAnswer
 * @typedef {import('../shared/types.js').RelatedPaper} RelatedPaper
 * @typedef {import('./actions.js').Actions} Actions
 */

const AUTHORS = 6; // of a paper in a list: so many, and everyone who hit

// By these rules names are the same. Where one of them gives no more than "possible", something else is in doubt.
const SAME_NAME = new Set(
  'same spacing order middle-agrees middle-missing initials-same adopted-forename double-surname'.split(' '),
);

/** The rule as one plain sentence. @param {Hit} hit */
export function sentence(hit) {
  const name = sentenceName(hit);
  return t(has(name) ? name : `rule_${hit.kind}`, hit.text, hit.value);
}

/** @param {Hit} hit */
function sentenceName({ kind, level, rule, text, value }) {
  if (kind === 'author' && level === 'possible' && SAME_NAME.has(rule)) return 'rule_doubt';
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
      contents: () => [found(paper, hit, actions), el('div.choices', null, ...abstractFold(paper, opened))],
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
  return [
    paper.authors.length > 0 && names(paper),
    ...paper.hits.map((hit) => found(paper, hit, actions)),
    related && paper.shared.length > 0 && el('p', null, t('whyShares', paper.shared.join(t('listComma')))),
    category.length > 0 && el('p', null, t('whyCategory', category.join(t('listComma')))),
    el(
      'div.choices',
      null,
      ...abstractFold(paper, opened),
      related &&
        el(
          'button.link',
          { type: 'button', id: `dismiss ${paper.key}`, onclick: () => actions.dismiss(paper) },
          t('notForMe'),
        ),
    ),
  ];
}

/** One hit: how sure, where, by which rule, the sentence around it, and what the reader may say to it. @param {PaperAnswer} paper @param {Hit} hit @param {Pick<Actions, "judge">} actions */
function found(paper, hit, actions) {
  /** @param {boolean} same @param {string} name */
  const word = (same, name) =>
    el(
      'button',
      { type: 'button', id: `${name} ${hit.entry_id} ${paper.key}`, onclick: () => actions.judge(hit, paper, same) },
      t(name),
    );
  const words = [
    hit.kind === 'author' && hit.level === 'possible' && word(true, 'samePerson'),
    hit.kind === 'author' && word(false, 'notThisPerson'),
    hit.kind === 'topic' && word(false, 'muteHere'),
  ].filter((button) => button !== false);
  return el(
    'div.found',
    null,
    el('div.kicker', null, `${t(`level_${hit.level}`)} · ${t(`field_${hit.field}`)}`),
    el('p', null, sentence(hit)),
    hit.field === 'abstract' &&
      el('blockquote', null, ...quoted(paper.abstract, hit, hitsIn(paper, 'abstract'))),
    words.length > 0 && el('div.choices', null, ...words),
  );
}

/** The abstract, all hits in it underlined, where the answer has it. @param {PaperAnswer} paper @param {Set<string>} opened */
function abstractFold(paper, opened) {
  if (!paper.abstract) return [];
  const { button, panel } = disclosure('button.link', `abstract ${paper.key}`, opened, {
    label: [t('showAbstract')],
    panel: 'abstract',
    contents: () => marked(paper.abstract, hitsIn(paper, 'abstract')),
    toggled: (open, button) => void (button.textContent = t(open ? 'hideAbstract' : 'showAbstract')),
  });
  return [button, panel];
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
