/** @file One brief as it is read: written while one looks on, in the length and language wanted, to be copied, printed, removed. */

import { costsLine } from '../shared/brief-costs.js';
import { createJob, isUnfinished } from '../shared/brief-job.js';
import { failure, formChoices, noticesOf, statusOf } from '../shared/brief-told.js';
import { createBriefView } from '../shared/brief-view.js';
import { copyButton } from '../shared/command.js';
import { el, fill, keepingFocus, link } from '../shared/dom.js';
import { date, t } from '../shared/i18n.js';
import { versionOf } from '../shared/paper-lines.js';
import { LANGUAGES, kindOf, titleOf } from './words.js';

const AUTHORS = 8; // names that are shown of a longer list

/** @typedef {import('../shared/brief-job.js').BriefRequest} BriefRequest */
/**
 * @typedef {object} ReadingActs
 * @property {import('../shared/brief-job.js').BriefClient} client
 * @property {(brief: Brief) => Promise<string>} markdown
 * @property {() => void} back to the list
 * @property {(brief: Brief) => void} remove
 * @property {(id: string) => void} came this brief is read now
 * @property {(error: unknown, again: () => void) => HTMLElement} trouble what stands in place of a brief
 */

/** @param {ReadingActs} acts */
export function createReading(acts) {
  /** @type {Set<string>} */
  const opened = new Set();
  /** @type {Brief | null} */
  let brief = null;
  let until = ''; // while the writer waits for its turn: when it asks again
  let again = () => {};
  let coming = false; // a frame is on its way
  let view = createBriefView({ opened });
  const usage = () => acts.client.ask('GET', '/briefs/usage');
  let costs = costsLine(usage);
  const back = el('button.link', { type: 'button', id: 'back', onclick: acts.back }, t('briefsAll'));
  const [head, tools, notices, body] = [el('header.reading'), el('div.tools.row'), el('div.notices'), el('div.body')];
  const status = el('p.kicker', { id: 'status', role: 'status' });
  const element = el('div.one', null, el('nav', null, back), head, tools, status, notices, body, costs.element);

  const job = createJob(acts.client, {
    changed(now, waits) {
      const ended = !isUnfinished(now) && (brief?.id !== now.id || isUnfinished(brief));
      const other = brief?.id !== now.id;
      [brief, until] = [now, waits];
      if (other) acts.came(now.id);
      if (ended) void costs.show(now);
      // What arrives fast is drawn once a frame; what is kept, at once.
      if (isUnfinished(now) && !other) soon();
      else draw(other);
    },
    away: () => (status.textContent = t('briefAway')),
    failed(error) {
      status.textContent = '';
      if (!brief) return fill(body, acts.trouble(error, again));
      const retry = el('button.link', { type: 'button', id: 'retry', onclick: again }, t('retry'));
      fill(notices, failure(error, retry));
    },
  });

  /** @param {BriefRequest} request */
  function ask(request) {
    again = () => ask(request);
    fill(notices);
    if (!brief) fill(body);
    status.textContent = t('briefsAsking');
    void job.start(request);
  }

  /** In another length or language: who reads it without a model goes on so. @param {Partial<BriefRequest>} change */
  const choose = (change) => rewrite({ ...change, ...(brief?.origin === 'extractive' && { extractive: true }) });

  /** The same papers, otherwise. @param {Partial<BriefRequest>} change */
  function rewrite(change) {
    if (!brief) return;
    const { keys, kind, language, length } = brief;
    ask({ keys, kind, language, length, ...change });
  }

  function soon() {
    if (coming) return;
    coming = true;
    requestAnimationFrame(() => {
      coming = false;
      draw(false);
    });
  }

  /** @param {boolean} other */
  function draw(other) {
    if (!brief) return;
    const now = brief;
    if (other) {
      document.title = `${titleOf(now)} · Paper Radar`;
      fill(head, ...heading(now));
    }
    if (view.element.parentElement !== body) fill(body, view.element);
    status.textContent = statusOf(now, until);
    keepingFocus(() => {
      fill(tools, ...toolsOf(now));
      const ways = { again: () => rewrite({ force: true }), extractive: () => rewrite({ extractive: true }) };
      fill(notices, ...noticesOf(now, ways));
    });
    view.show(now);
  }

  /** @param {Brief} now */
  function toolsOf(now) {
    const still = isUnfinished(now);
    const choices = [...formChoices(LANGUAGES, now, still, choose), el('span.space')];
    if (still) return [...choices, button('cancel', t('cancel'), () => void job.cancel())];
    const copy = copyButton(() => acts.markdown(now), t('briefCopy'));
    copy.id = 'copy';
    copy.title = t('briefCopyHow');
    return [
      ...choices,
      copy,
      button('print', t('briefsPrint'), () => print()),
      button('again', t('writeAgain'), () => rewrite({ force: true })),
      button('remove', t('remove'), () => acts.remove(now)),
    ];
  }

  /** Printed, each statement has its words below it: paper has nothing to click. @param {boolean} open */
  function redraw(open) {
    if (!brief || !element.isConnected) return;
    view = createBriefView({ open, ...(!open && { opened }) });
    draw(false);
  }
  addEventListener('beforeprint', () => redraw(true));
  addEventListener('afterprint', () => redraw(false));

  /** Before another is read. @param {HTMLElement | null} [instead] */
  function clear(instead = null) {
    job.close();
    brief = null;
    view = createBriefView({ opened });
    for (const part of [head, tools, notices]) fill(part);
    fill(body, instead);
    status.textContent = '';
    // A new line: what is left of the account may still be told to the one before.
    const former = costs;
    costs = costsLine(usage);
    former.element.replaceWith(costs.element);
    document.title = `${t('briefs')} · Paper Radar`;
  }

  /** @param {string} id */
  function open(id) {
    if (brief?.id === id) return;
    clear();
    again = () => open(id);
    void job.open(id);
  }

  return {
    element,
    clear,
    open,
    /** @param {BriefRequest} request */
    start(request) {
      clear();
      ask(request);
    },
    /** @param {string} text what is waited for */
    wait(text) {
      clear();
      status.textContent = text;
    },
  };
}

/** @param {Brief} brief @returns {HTMLElement[]} */
function heading(brief) {
  const [paper] = brief.papers;
  const kind = el('div.kicker', null, [kindOf(brief), date(brief.updated)].filter(Boolean).join(' · '));
  if (brief.kind === 'several' || !paper) return [kind, el('h1', null, titleOf(brief))];
  const names = paper.authors.slice(0, AUTHORS).join(t('listComma')) + (paper.authors.length > AUTHORS ? ' …' : '');
  const facts = [names, paper.venue, date(paper.published), versionOf(paper.version)].filter(Boolean).join(' · ');
  return [kind, el('h1', { lang: 'en' }, link(paper.url, null, paper.title)), el('p.authors', null, facts)];
}

/** @param {string} id @param {string} text @param {() => void} act */
const button = (id, text, act) => el('button.quiet', { type: 'button', id, onclick: act }, text);

/** @typedef {ReturnType<typeof createReading>} Reading */
