/** @file One statement of a brief, and at a click the words of the paper that it rests on, underlined. */

import { disclosure } from './disclosure.js';
import { el, link } from './dom.js';
import { languageTag, t } from './i18n.js';

const QUOTE = '”';
const HAN = /\p{Script=Han}/u;

/** @typedef {{papers: BriefPaper[], id: string, open: boolean, opened: Set<string>}} StatementContext `open`: its passages always show */

/** @param {Statement} statement @param {StatementContext} context */
export function statementView(statement, { papers, id, open, opened }) {
  const { text, passages, problems } = statement;
  // Without a model, a Chinese brief has English sentences.
  const words = el('p', { lang: HAN.test(text) ? null : 'en' }, ...referenced(text, papers));
  const room = text.endsWith('。') ? '' : ' '; // that stop has its own
  const mark = markOf(statement, papers);
  const quotes = () => gathered(passages).map((passage) => quoted(passage, papers));
  const reasons = problems.map((problem) => el('p.problem', { lang: languageTag() }, problemOf(problem)));
  const element = el('div.statement', null, words, ...reasons);
  if (passages.length === 0) return element;
  if (open) {
    if (mark !== QUOTE) words.append(room, el('span.cite', null, mark));
    element.append(el('div.passages', null, ...quotes()));
    return element;
  }
  const { button, panel, toggle } = disclosure('button.cite', `cite ${id}`, opened, {
    label: [mark],
    title: t('briefPassage'),
    panel: 'passages',
    contents: quotes,
  });
  button.setAttribute('aria-label', [t('briefPassage'), mark !== QUOTE && mark].filter(Boolean).join(' '));
  button.classList.toggle('quote', mark === QUOTE);
  words.classList.add('has-passages');
  words.append(room, button);
  // A click anywhere on it, unless words are being selected or a link was meant.
  words.addEventListener('click', (event) => {
    if (/** @type {Element} */ (event.target).closest('a, button') || String(document.getSelection() ?? '')) return;
    toggle(!opened.has(`cite ${id}`), true);
  });
  element.append(panel);
  return element;
}

/** "1, 3"; a quotation mark where there is but one paper, or the text itself has the numbers. @param {Statement} statement @param {BriefPaper[]} papers */
function markOf({ text, passages }, papers) {
  const numbers = [...new Set(passages.map(({ key }) => numberOf(key, papers)))].filter((number) => number > 0);
  const said = papers.length < 2 || numbers.every((number) => text.includes(`[${number}]`));
  return said ? QUOTE : numbers.join(', ');
}

/** @param {string} key @param {BriefPaper[]} papers from 1 on, 0 if it is none of them */
const numberOf = (key, papers) => papers.findIndex((paper) => paper.key === key) + 1;

/** @typedef {{key: string, part: string, text: string, spans: [from: number, to: number][]}} Quoted one piece of a paper */

/** Quotations of the same sentences stand in one piece, each underlined. @param {Passage[]} passages @returns {Quoted[]} */
function gathered(passages) {
  /** @type {Map<string, Quoted>} */
  const found = new Map();
  for (const { key, part, before, quote, after } of passages) {
    const text = before + quote + after;
    const id = JSON.stringify([key, part, text]);
    const piece = found.get(id) ?? { key, part, text, spans: [] };
    piece.spans.push([before.length, before.length + quote.length]);
    found.set(id, piece);
  }
  return [...found.values()];
}

/** @param {Quoted} piece */
function underlined({ text, spans }) {
  const parts = [];
  let end = 0;
  for (const [from, to] of spans.toSorted(([one], [other]) => one - other)) {
    if (to <= end) continue;
    parts.push(text.slice(end, Math.max(from, end)), el('mark', null, text.slice(Math.max(from, end), to)));
    end = to;
  }
  return [...parts, text.slice(end)];
}

/** @param {Quoted} piece @param {BriefPaper[]} papers */
function quoted(piece, papers) {
  const { key, part, text } = piece;
  const number = numberOf(key, papers);
  const paper = papers[number - 1];
  return el(
    'blockquote',
    { lang: HAN.test(text) ? 'zh-CN' : 'en' },
    el('p', null, ...underlined(piece)),
    el('footer.kicker', { lang: languageTag() }, part === 'Abstract' ? t('fieldName_abstract') : part, paper && papers.length > 1 && [' · ', link(paper.url, null, `[${number}] ${paper.title}`)]),
  );
}

/** The text with "[2]" leading to the second paper. @param {string} text @param {BriefPaper[]} papers */
function referenced(text, papers) {
  return text.split(/(\[\d{1,2}\])/).map((part) => {
    const paper = /^\[\d+\]$/.test(part) && papers[Number(part.slice(1, -1)) - 1];
    return paper ? link(paper.url, { title: paper.title }, part) : part;
  });
}

/** Why it is not supported. @param {Statement["problems"][0]} problem */
const problemOf = ({ fault, text }) => t(`fault_${fault}`, text);
