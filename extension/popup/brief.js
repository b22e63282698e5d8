/** @file The brief: asked for, read as it arrives, kept by the service. It goes on although the popup is closed. */

import { ask, stream } from '../background/service-client.js';
import { copyButton } from '../shared/command.js';
import { el, fill } from '../shared/dom.js';
import { locale, t, time } from '../shared/i18n.js';
import { told } from '../shared/troubles.js';

const POLL = 1_000; // ms, where the stream was cut
const LENGTHS = /** @type {const} */ (['short', 'full']);
const UNFINISHED = new Set(['queued', 'running']);

/**
 * The text's blocks: lines that begin with "## " are headings, the others paragraphs. Nothing else is markup.
 * @param {string} text
 * @returns {{heading: boolean, text: string}[]}
 */
export const blocks = (text) =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .map((line) => (line.startsWith('## ') ? { heading: true, text: line.slice(3) } : { heading: false, text: line }));

/**
 * The pane of one paper's brief.
 * @param {string} key
 * @param {string} keptId id of the brief that the service keeps of it, or ""
 */
export function createBrief(key, keptId) {
  const pane = el('div', { id: 'brief-pane' });
  let id = keptId;
  let length = /** @type {"short" | "full"} */ ('short');
  /** @type {Brief | null} */
  let brief = null;
  let stop = new AbortController();
  let until = ''; // while the writer waits for its turn: when it asks again

  /** @param {boolean} [force] */
  async function write(force = false) {
    stop.abort();
    stop = new AbortController();
    try {
      brief = await ask('POST', '/briefs', { keys: [key], language: locale(), length, force });
      id = brief?.id ?? '';
      draw();
      await follow(stop.signal);
    } catch (error) {
      failed(error);
    }
  }

  /** Show what is kept; written on where it is being written. */
  async function open() {
    if (brief) return draw();
    if (!id) return write();
    try {
      brief = await ask('GET', `/briefs/${encodeURIComponent(id)}`);
      if (brief) length = brief.length;
      draw();
      await follow(stop.signal);
    } catch (error) {
      failed(error);
    }
  }

  /** Until the brief is finished: by the stream, and where that breaks, by asking. @param {AbortSignal} signal */
  async function follow(signal) {
    const path = `/briefs/${encodeURIComponent(id)}`;
    if (brief && UNFINISHED.has(brief.state)) {
      try {
        await read(`${path}/events`, signal);
      } catch {
        if (signal.aborted) return;
      }
    }
    while (brief && UNFINISHED.has(brief.state) && !signal.aborted) {
      brief = await ask('GET', path);
      draw();
      if (brief && UNFINISHED.has(brief.state)) await new Promise((resolve) => setTimeout(resolve, POLL));
    }
  }

  /** @param {string} path @param {AbortSignal} signal */
  async function read(path, signal) {
    for await (const { event, data } of stream(path, signal)) {
      if (!brief || signal.aborted) return;
      const told = JSON.parse(data);
      if (event === 'text') brief = { ...brief, text: spliced(brief.text, told.offset, told.text) };
      else brief = told.brief ?? { ...brief, state: told.state };
      until = told.until ?? '';
      requestAnimationFrame(draw);
    }
  }

  async function cancel() {
    stop.abort();
    try {
      brief = await ask('DELETE', `/briefs/${encodeURIComponent(id)}`);
      draw();
    } catch (error) {
      failed(error);
    }
  }

  /** @param {unknown} error */
  function failed(error) {
    if (stop.signal.aborted) return;
    const { title, hint, detail } = told(error);
    fill(
      pane,
      el(
        'div.state',
        { role: 'alert' },
        el('h1', null, title),
        hint && el('p', null, hint),
        detail && el('small', null, detail),
        el(
          'div.row',
          null,
          button('retry', () => void write(true)),
        ),
      ),
    );
  }

  /** @param {string} name @param {() => void} act */
  const button = (name, act) => el('button', { type: 'button', id: `brief-${name}`, onclick: act }, t(name));

  /** @param {"short" | "full"} wanted */
  const choose = (wanted) => {
    if (wanted === length) return;
    length = wanted;
    brief = null;
    void write();
  };

  function draw() {
    if (!brief) return;
    const writing = UNFINISHED.has(brief.state);
    const focus = document.activeElement?.id;
    const lengths = LENGTHS.map((one) =>
      el(
        'button.quiet',
        {
          type: 'button',
          id: `length-${one}`,
          'aria-pressed': String(one === length),
          disabled: writing,
          onclick: () => choose(one),
        },
        t(`length_${one}`),
      ),
    );
    const tools = writing
      ? [button('cancel', () => void cancel())]
      : [copyButton(() => brief?.text ?? ''), button('writeAgain', () => void write(true))];
    fill(
      pane,
      el('div.tools', null, ...lengths, el('span.space'), ...tools),
      el('div.label.kicker', { role: 'status' }, label(brief, until)),
      trouble(brief),
      el(
        'article.brief',
        { lang: brief.language === 'zh_CN' ? 'zh-CN' : 'en', 'aria-busy': String(writing) },
        ...blocks(brief.text).map((block) => el(block.heading ? 'h2' : 'p', null, block.text)),
        writing && el('span.cursor', { 'aria-hidden': 'true' }),
      ),
    );
    if (focus) document.getElementById(focus)?.focus();
  }

  return { pane, open, write, close: () => stop.abort(), isOf: (/** @type {string} */ other) => other === key };
}

/**
 * The text with a piece put at its place; offsets count characters, as Python does.
 * @param {string} text
 * @param {number} offset
 * @param {string} piece
 */
export const spliced = (text, offset, piece) => Array.from(text).slice(0, offset).join('') + piece;

/** Who wrote it, so that nobody takes one for the other. @param {Brief} brief @param {string} until */
function label(brief, until) {
  if (brief.state === 'queued') return t('briefQueued');
  if (brief.state === 'failed' && !brief.text) return '';
  if (brief.state === 'running') return until ? t('briefWaiting', time(until)) : t('briefRunning');
  return brief.origin === 'extractive' ? t('briefExtractive') : t('briefModel', brief.model);
}

/** @param {Brief} brief */
function trouble(brief) {
  if (brief.state === 'interrupted') return el('div.notice.warm', null, t('briefInterrupted'));
  if (brief.state === 'cancelled') return el('div.notice.warm', null, t('briefCancelled'));
  if (brief.state !== 'failed' || !brief.error) return null;
  const { title, hint, detail } = told({ kind: 'error', ...brief.error });
  return el('div.notice.danger', { role: 'alert' }, `${title} ${hint}`.trim(), detail && el('p', null, detail));
}

/** @typedef {ReturnType<typeof createBrief>} BriefPane */
