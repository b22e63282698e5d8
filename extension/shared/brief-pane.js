/** @file The brief of a paper in a pane: asked for, read as it arrives, kept by the service. It goes on although nobody looks. */

import { costsLine } from './brief-costs.js';
import { createJob, isUnfinished } from './brief-job.js';
import { choiceOf, formChoices, noticesOf, statusOf } from './brief-told.js';
import { createBriefView } from './brief-view.js';
import { openPage } from './browser.js';
import { copyButton } from './command.js';
import { el, fill, keepingFocus } from './dom.js';
import { locale, t } from './i18n.js';
import { asTrouble } from './troubles.js';

/** In their own words, whatever language the popup has. @type {[Brief["language"], string][]} */
const LANGUAGES = [
  ['en', 'EN'],
  ['zh_CN', '中文'],
];
const MOST_BESIDE = 7;

/**
 * @typedef {object} BriefService
 * @property {Ask} ask
 * @property {(path: string) => Promise<string>} askForText
 * @property {import('./brief-job.js').BriefClient["stream"]} stream
 * @property {(problem: Trouble, retry: () => void) => Node} trouble what is shown where there is no brief
 * @property {(brief: Brief) => void} [heard] of each change
 */

/**
 * The pane of one paper's brief; a page shows one at a time.
 * @param {BriefService} service
 * @param {string} key
 * @param {string} keptId id of the brief that the service keeps of it, or ""
 * @param {() => RelatedPaper[]} [related] those shown beside it
 */
export function createBriefPane(service, key, keptId, related = () => []) {
  const { ask, askForText, stream, trouble, heard = () => {} } = service;
  const wanted = { kind: /** @type {Brief["kind"]} */ ('paper'), language: locale(), length: /** @type {Brief["length"]} */ ('short') };
  /** @type {Brief | null} */
  let brief = null;
  let until = ''; // while the writer waits for its turn: when it asks again
  let away = false;
  let waiting = false; // a frame is on its way
  let drawn = '';
  let id = keptId;
  let attempt = () => {}; // what is done once more where it failed
  const view = createBriefView();
  const costs = costsLine(() => ask('GET', '/briefs/usage'));
  const [tools, told, foot] = [el('div.tools'), el('div.told'), el('div.foot')];
  const status = el('div.label.kicker', { role: 'status' });
  const pane = el('div', { id: 'brief-pane' }, tools, told, view.element, foot, costs.element);

  const job = createJob(
    { ask, stream },
    {
      changed(now, waits) {
        const ended = !isUnfinished(now) && (brief?.id !== now.id || isUnfinished(brief));
        brief = now;
        ({ id } = now);
        heard(now);
        attempt = () => void job.open(now.id);
        [until, away] = [waits, false];
        const { kind, language, length } = now;
        Object.assign(wanted, { kind, language, length });
        if (ended) void costs.show(now);
        // What arrives fast is drawn once a frame; what is kept, at once.
        if (!isUnfinished(now)) return draw();
        costs.clear();
        soon();
      },
      away() {
        away = true;
        soon();
      },
      failed,
    },
  );

  /** @param {{force?: boolean, extractive?: boolean}} [how] */
  function write(how = {}) {
    attempt = () => void write(how);
    const keys = wanted.kind !== 'beside' ? [key] : brief?.kind === 'beside' ? brief.keys : [key, ...beside()];
    return job.start({ keys, ...wanted, ...how });
  }

  const again = () => void write({ force: true });

  /** The new ones of those that are shown, then the others. */
  function beside() {
    const papers = related().filter((paper) => paper.key !== key);
    return [...papers.filter((paper) => paper.new), ...papers.filter((paper) => !paper.new)]
      .slice(0, MOST_BESIDE)
      .map((paper) => paper.key);
  }

  /** Show what is kept; written on where it is being written. */
  async function open() {
    if (brief) return draw();
    attempt = () => void open();
    await (id ? job.open(id) : write());
  }

  /** @param {unknown} error */
  function failed(error) {
    const problem = asTrouble(error);
    // It was removed, elsewhere or with its workspace: then there is none.
    if (problem.code === 'not_found' && id && !brief) {
      id = '';
      return void write();
    }
    drawn = '';
    fill(tools);
    fill(foot);
    fill(told, trouble(problem, () => attempt()));
  }

  /** Who reads it without a model goes on so, until it is written again. @param {Partial<typeof wanted>} change */
  function choose(change) {
    Object.assign(wanted, change);
    void write(brief?.origin === 'extractive' ? { extractive: true } : {});
  }

  function soon() {
    if (waiting) return;
    waiting = true;
    requestAnimationFrame(() => {
      waiting = false;
      draw();
    });
  }

  function draw() {
    if (!brief) return;
    view.show(brief);
    const now = JSON.stringify([{ ...brief, draft: '' }, until, away, beside().length]);
    if (now === drawn) return;
    drawn = now;
    const writing = isUnfinished(brief);
    status.textContent = away ? t('briefAway') : statusOf(brief, until);
    const shown = brief;
    keepingFocus(() => {
      fill(tools, ...choices(shown, writing));
      fill(
        told,
        el('div.line', null, status, writing && button('brief-cancel', t('cancel'), () => void job.cancel())),
        ...noticesOf(shown, { again, extractive: () => void write({ extractive: true }) }),
      );
      fill(foot, ...(writing ? [] : acts(shown)));
    });
  }

  /** @param {Brief} shown @param {boolean} still */
  function choices(shown, still) {
    const { kind } = wanted;
    const count = shown.kind === 'beside' ? shown.keys.length - 1 : beside().length;
    /** @type {[string, string][]} */
    const kinds = [
      ['paper', t('briefThis')],
      ['beside', t('briefBeside', count)],
    ];
    return [
      count > 0 &&
        choiceOf('kind', t('briefKind'), kinds, { now: kind, still, choose: (one) => choose({ kind: /** @type {Brief["kind"]} */ (one) }) }),
      ...formChoices(LANGUAGES, wanted, still, choose),
    ];
  }

  /** @param {Brief} shown */
  function acts(shown) {
    const path = `/briefs/${encodeURIComponent(shown.id)}/markdown`;
    const copy = copyButton(() => askForText(path), t('briefCopy'));
    copy.id = 'brief-copy';
    copy.title = t('briefCopyHow');
    const hasText = shown.statements.length > 0 || shown.text !== '';
    return [
      hasText && copy,
      hasText && button('brief-tab', t('briefTab'), () => void openPage('briefs/briefs.html', `?id=${encodeURIComponent(shown.id)}`)),
      el('span.space'),
      shown.state === 'done' && button('brief-again', t('writeAgain'), again),
    ];
  }

  return { pane, open, write, draw, close: () => job.close(), isOf: (/** @type {string} */ other) => other === key };
}

/** @param {string} name @param {string} text @param {() => void} onclick */
const button = (name, text, onclick) => el('button.quiet', { type: 'button', id: name, onclick }, text);

/** @typedef {ReturnType<typeof createBriefPane>} BriefPane */
