/** @file The library in the popup: what was saved last, a search over all of it, and a star that takes one out. */

import { ask } from '../background/service-client.js';
import { openPage } from '../shared/browser.js';
import { el, fill } from '../shared/dom.js';
import { ago, plural, t } from '../shared/i18n.js';
import { told } from '../shared/troubles.js';
import { leave } from './head.js';
import { row } from './row.js';

const SLICE = 20;
const TYPING = 180; // ms of no typing before a search

/** @param {Actions} actions */
export function createLibrary(actions) {
  const search = el('input', {
    id: 'search',
    type: 'search',
    placeholder: t('searchLibrary'),
    'aria-label': t('searchLibrary'),
  });
  const results = el('div', null);
  const whole = () => {
    const q = search.value.trim();
    void openPage('library/library.html', q ? `?${new URLSearchParams({ q })}` : '').then(leave);
  };
  const open = el('button.link', { type: 'button', id: 'open-library', onclick: whole }, `${t('libOpen')} ↗`);
  const pane = el('div', { id: 'library-pane' }, el('div.tools', null, search, open), results);
  let shown = SLICE;
  let timer = 0;
  let newest = 0;

  search.addEventListener('input', () => {
    clearTimeout(timer);
    shown = SLICE;
    timer = Number(setTimeout(() => void load(), TYPING));
  });

  async function load() {
    const turn = ++newest;
    const query = new URLSearchParams({ q: search.value.trim(), limit: String(shown), offset: '0' });
    try {
      const { total, items } = await ask('GET', `/library?${query}`);
      if (turn === newest) draw(total, items); // an answer to an older question comes too late
    } catch (error) {
      const { title, hint } = told(error);
      fill(results, el('div.state', { role: 'alert' }, el('p', null, title), hint && el('p', null, hint)));
    }
  }

  /** @param {number} total @param {Saved[]} items */
  function draw(total, items) {
    if (total === 0)
      return fill(
        results,
        el('div.state', null, el('p', null, t(search.value.trim() ? 'libraryNothing' : 'libraryEmpty'))),
      );
    const focus = document.activeElement?.id;
    fill(
      results,
      el(
        'ol.papers',
        null,
        ...items.map((saved, place) =>
          row(saved.paper, {
            place: place + 1,
            reason: noteOf(saved),
            saved: true,
            onSave: () => actions.unsave(saved.paper),
          }),
        ),
      ),
      items.length < total &&
        el(
          'div.tools',
          null,
          el('button', { type: 'button', id: 'more-saved', onclick: more }, plural('moreSaved', total - items.length)),
        ),
    );
    if (focus) document.getElementById(focus)?.focus();
  }

  const more = () => {
    shown += SLICE;
    void load();
  };

  return { pane, load, focusSearch: () => search.focus() };
}

/** "saved 2 h ago · tag, tag · the note". @param {Saved} saved */
const noteOf = ({ saved_at, tags, note }) =>
  el(
    'div.because',
    null,
    [t('savedWhen', ago(saved_at)), tags.join(', '), note.slice(0, 120)].filter(Boolean).join(' · '),
  );

/** @typedef {ReturnType<typeof createLibrary>} LibraryPane */
