/** @file One statement of a brief, and at a click the words of the paper that it rests on, underlined. */

import { disclosure } from './disclosure.js';
import { el, link } from './dom.js';
import { languageTag, t } from './i18n.js';

/** @typedef {{papers: BriefPaper[], id: string, open: boolean, opened: Set<string>}} StatementContext `open`: its passages always show */

/** @param {Statement} statement @param {StatementContext} context */
export function statementView(statement, { papers, id, open, opened }) {
  const { text, passages, problems } = statement;
  const reasons = problems.map((problem) => el('p.problem', { lang: languageTag() }, problemOf(problem)));
  const quotes = () => passages.map((passage) => quoted(passage, papers));
  if (passages.length === 0) return el('div.statement', null, el('p', null, ...referenced(text, papers)), ...reasons);
  if (open) return el('div.statement', null, el('p', null, ...referenced(text, papers), ' ', el('span.cite', null, numbers(passages, papers))), ...reasons, ...quotes());
  const { button, panel, toggle } = disclosure('button.cite', `cite ${id}`, opened, {
    label: [numbers(passages, papers)],
    title: t('briefPassage'),
    panel: 'passages',
    contents: quotes,
  });
  button.setAttribute('aria-label', `${t('briefPassage')} ${numbers(passages, papers)}`);
  /** A click anywhere on it, unless words are being selected or a link was meant. @param {MouseEvent} event */
  const clicked = (event) => {
    if (/** @type {Element} */ (event.target).closest('a, button') || String(document.getSelection() ?? '')) return;
    toggle(!opened.has(`cite ${id}`), true);
  };
  return el(
    'div.statement',
    null,
    el('p.has-passages', { onclick: clicked }, ...referenced(text, papers), ' ', button),
    ...reasons,
    panel,
  );
}

/** "1, 3"; a quotation mark where there is but one paper. @param {Passage[]} passages @param {BriefPaper[]} papers */
function numbers(passages, papers) {
  const found = [...new Set(passages.map(({ key }) => numberOf(key, papers)))].filter((number) => number > 0);
  return papers.length > 1 && found.length ? found.join(', ') : '”';
}

/** @param {string} key @param {BriefPaper[]} papers from 1 on, 0 if it is none of them */
const numberOf = (key, papers) => papers.findIndex((paper) => paper.key === key) + 1;

/** @param {Passage} passage @param {BriefPaper[]} papers */
function quoted({ key, part, before, quote, after }, papers) {
  const number = numberOf(key, papers);
  const paper = papers[number - 1];
  return el(
    'blockquote',
    { lang: /\p{Script=Han}/u.test(quote) ? 'zh-CN' : 'en' },
    el('p', null, before, el('mark', null, quote), after),
    el('footer.kicker', null, part, paper && papers.length > 1 && [' · ', link(paper.url, null, `[${number}] ${paper.title}`)]),
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
