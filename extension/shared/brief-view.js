/** @file A brief as it is read: its statements by section, each with the passages it rests on, and what could not be checked. */

import { sectionName } from './brief-sections.js';
import { statementView } from './brief-statement.js';
import { el, fill, keepingFocus, link } from './dom.js';
import { date, languageTag, plural, t } from './i18n.js';

/** As the service has them; what a brief holds beyond these stands below. */
const SECTIONS = /** @type {const} */ ({
  paper: ['claim', 'method', 'evidence', 'limits', 'radar'],
  beside: ['claim', 'agrees', 'differs', 'new', 'radar'],
  several: ['theme', 'connection', 'first'],
});

/** @typedef {{open?: boolean, opened?: Set<string>}} BriefViewOptions `open`: every passage is shown; `opened`: ids of what is unfolded */

/** A view that follows a brief as it is written: what is unfolded, and what has the focus, stays. @param {BriefViewOptions} [options] */
export function createBriefView({ open = false, opened = new Set() } = {}) {
  const element = el('article.brief', null);
  const draft = el('p.draft', null);
  let shown = '';

  /** @param {Brief} brief */
  function show(brief) {
    const writing = brief.state === 'queued' || brief.state === 'running';
    draft.textContent = writing ? brief.draft || '' : '';
    const now = JSON.stringify({ ...brief, draft: '', updated: '' });
    if (now === shown) return;
    shown = now;
    element.lang = languageTag(brief.language);
    element.setAttribute('aria-busy', String(writing));
    keepingFocus(() => fill(element, ...contents(brief, writing)));
  }

  /** @param {Brief} brief @param {boolean} writing */
  function contents(brief, writing) {
    const { statements = [], papers = [] } = brief;
    const supported = statements.filter((statement) => statement.problems.length === 0);
    const others = statements.filter((statement) => statement.problems.length > 0);
    /** @param {Statement} statement */
    const drawn = (statement) =>
      statementView(statement, { papers, id: `${brief.id} ${statements.indexOf(statement)}`, open, opened });
    return [
      ...(statements.length ? [] : asText(brief.text)),
      ...sectionsOf(brief.kind, supported).flatMap(([section, said]) => [
        heading(section, brief),
        ...said.map(drawn),
      ]),
      writing && draft,
      writing && el('span.cursor', { 'aria-hidden': 'true' }),
      others.length > 0 && unchecked(others, drawn, `unchecked ${brief.id}`),
      papers.length > 1 && [heading('papers', brief), el('ol.sources', null, ...papers.map(source))],
      !writing && statements.length > 0 && ending(brief, supported.length),
    ].flat();
  }

  /** @param {Statement[]} others @param {(statement: Statement) => HTMLElement} drawn @param {string} id */
  function unchecked(others, drawn, id) {
    const fold = el(
      'details.unchecked',
      { open: open || opened.has(id) },
      el('summary', { id, lang: languageTag() }, plural('briefUnchecked', others.length)),
      el('p.muted', { lang: languageTag() }, t('briefUncheckedHow')),
      ...others.map(drawn),
    );
    fold.addEventListener('toggle', () => (fold.open ? opened.add(id) : opened.delete(id)));
    return fold;
  }

  return { element, show };
}

/** @param {string} section @param {Brief} brief */
const heading = (section, { language }) => el('h2', null, sectionName(section, language));

/** The statements by section, in the order of the kind. @param {Brief["kind"]} kind @param {Statement[]} statements @returns {[string, Statement[]][]} */
function sectionsOf(kind, statements) {
  const names = new Set([...(SECTIONS[kind] ?? []), ...statements.map(({ section }) => section)]);
  return [...names]
    .map((name) => /** @type {[string, Statement[]]} */ ([name, statements.filter(({ section }) => section === name)]))
    .filter(([, said]) => said.length > 0);
}

/** "12 of 12 statements checked · Read: the abstract". @param {Brief} brief @param {number} supported */
function ending(brief, supported) {
  const checked = plural('briefChecked', brief.statements.length, supported);
  return el('p.ending.kicker', { lang: languageTag() }, [checked, readOf(brief)].filter(Boolean).join(' · '));
}

/** What of the papers was read. @param {Brief} brief */
function readOf({ keys, read = {} }) {
  const whole = keys.filter((key) => read[key] === 'html' || read[key] === 'ar5iv');
  if (whole.length === 0) return t(keys.length > 1 ? 'briefReadAbstracts' : 'briefReadAbstract');
  if (keys.length > whole.length) return t('briefReadBoth', whole.length, keys.length - whole.length);
  return t('briefReadWhole', whole.some((key) => read[key] === 'html') ? 'arXiv' : 'ar5iv');
}

/** @param {BriefPaper} paper */
function source({ title, authors, published, url, venue }) {
  const names = authors.length > 3 ? t('briefAndOthers', authors[0] ?? '') : authors.join(t('listComma'));
  const facts = [names, venue, date(published)].filter(Boolean).join(' · ');
  return el('li', { lang: 'en' }, link(url, null, title), el('div.kicker', null, facts));
}

/**
 * A brief of before statements were checked: lines that begin with "## " are headings, nothing else is markup.
 * @param {string} text
 */
const asText = (text) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => (line.startsWith('## ') ? el('h2', null, line.slice(3)) : el('p', null, line)));
