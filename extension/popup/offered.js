/** @file The papers that a page lists, each to be saved by its star, or all at once. */

import { ask } from '../background/service-client.js';
import { el, fill, hostOf, link } from '../shared/dom.js';
import { plural, t } from '../shared/i18n.js';
import { askToSave } from '../shared/messages.js';
import { listed } from './by-hand.js';
import { star } from './row.js';

/** @typedef {MatchAnswer["papers_on_page"][number]} Offered */

/**
 * @param {Offered[]} offered
 * @param {Toast} toast
 * @param {() => Promise<void>} again
 * @param {typeof askToSave} [save]
 * @param {typeof ask} [service]
 */
export function offeredPapers(offered, toast, again, save = askToSave, service = ask) {
  /** Those saved here, beside those that were: a waiting one counts. */
  const saved = new Set(offered.filter((one) => one.saved).map(({ key }) => key));
  const list = el('ol.papers', null);
  const all = el('button', { type: 'button', id: 'save-all', onclick: () => void saveAll() });
  const status = el('span.kicker', { role: 'status' });

  /** @param {Offered} one @returns {Promise<SaveResult>} */
  const send = (one) => save({ paper: listed(one), idempotency_key: crypto.randomUUID() });

  function draw() {
    const focus = document.activeElement?.id;
    fill(list, ...offered.map(row));
    const left = offered.length - saved.size;
    all.textContent = t(left ? 'saveAll' : 'allSaved');
    all.disabled = left === 0;
    if (focus) document.getElementById(focus)?.focus({ preventScroll: true });
  }

  /** @param {Offered} one @param {number} place */
  function row(one, place) {
    return el(
      'li',
      { 'data-key': one.key },
      el('span.number', { 'aria-hidden': 'true' }, `${String(place + 1).padStart(2, '0')}.`),
      el(
        'div',
        null,
        el('div.kicker', null, idOf(one)),
        el('h2', null, link(one.url, { id: `paper ${one.key}`, class: 'title' }, one.title)),
      ),
      star(one, saved.has(one.key), () => void toggle(one)),
    );
  }

  /** @param {Offered} one */
  async function toggle(one) {
    if (saved.has(one.key)) return remove([one], t('unsavedThis'), false);
    const result = await send(one);
    if ('trouble' in result) return toast.fail(result.trouble);
    saved.add(one.key);
    draw();
    if ('waiting' in result) return toast.say(t('savedLater'));
    toast.say(t('savedThis'), () => void remove([one], '', true));
    await again();
  }

  /** @param {Offered[]} some @param {string} said @param {boolean} quiet no undo of the undo */
  async function remove(some, said, quiet) {
    try {
      for (const one of some) {
        const gone = await service('DELETE', `/library/${encodeURIComponent(one.key)}`);
        saved.delete(one.key);
        if (!quiet) toast.say(said, () => void service('POST', '/library', { saved: gone }).then(() => back(one), toast.fail));
      }
    } catch (error) {
      toast.fail(error);
    }
    draw();
    await again();
  }

  /** @param {Offered} one */
  async function back(one) {
    saved.add(one.key);
    draw();
    await again();
  }

  /** In the order of the page, one after the other; what fails is said at the end, and the rest goes on. */
  async function saveAll() {
    const left = offered.filter(({ key }) => !saved.has(key));
    /** @type {Offered[]} */
    const kept = [];
    let waiting = 0;
    /** @type {Trouble | null} */
    let trouble = null;
    all.disabled = true;
    for (const [place, one] of left.entries()) {
      status.textContent = t('savingOf', place + 1, left.length);
      const result = await send(one);
      if ('trouble' in result) ({ trouble } = result);
      else {
        saved.add(one.key);
        if ('waiting' in result) waiting = result.waiting;
        else kept.push(one);
      }
    }
    status.textContent = '';
    draw();
    // The stars tell what went well; of what did not only this line tells.
    if (trouble) toast.fail(trouble);
    else if (waiting) toast.say(t('savedLater'));
    else if (kept.length) toast.say(plural('savedAll', kept.length), () => void remove(kept, '', true));
    await again();
  }

  draw();
  return el(
    'section',
    null,
    el(
      'div.tools',
      null,
      el('h1.count', null, plural('papersOnPage', offered.length)),
      el('span.space'),
      status,
      all,
    ),
    list,
  );
}

/** "arXiv 2602.11557", "doi.org 10.1000/b", or its host. @param {Offered} one */
function idOf({ key, url }) {
  const id = key.slice(key.indexOf(':') + 1);
  if (key.startsWith('arxiv:')) return `arXiv ${id}`;
  return key.startsWith('doi:') ? id : hostOf(url);
}
