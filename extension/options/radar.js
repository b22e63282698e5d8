/** @file The radar's entries: add, edit, pause, remove, each with an undo. */

import { ask } from '../background/service-client.js';
import { el, fill } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { tell } from '../shared/messages.js';
import { entryRow } from './entry.js';
import { failed } from './failed.js';
import { createPeople } from './people.js';

const KINDS = /** @type {const} */ (['author', 'topic', 'category']);
const MANY = 12; // from here on a filter helps

/** @param {HTMLElement} body @param {Page} page */
export async function radar(body, { toast, again }) {
  const list = el('ul.entries', null);
  const filter = el('input', {
    type: 'search',
    id: 'filter',
    placeholder: t('filterEntries'),
    'aria-label': t('filterEntries'),
  });
  const people = createPeople({ toast });
  let entries = /** @type {Entry[]} */ ([]);

  const draw = () => {
    const wanted = filter.value.trim().toLowerCase();
    const shown = entries.filter((entry) =>
      [entry.value, ...entry.aliases].some((text) => text.toLowerCase().includes(wanted)),
    );
    filter.hidden = entries.length < MANY;
    fill(
      list,
      ...shown.map((entry) => entryRow(entry, { change, remove, people: people.line })),
      entries.length === 0 && el('li.muted', null, t('noEntries')),
    );
  };

  /** @param {() => Promise<void>} act @param {(error: unknown) => void} [refused] */
  const attempt = async (act, refused = toast.fail) => {
    try {
      await act();
      ({ entries } = await ask('GET', '/radar'));
      draw();
      await tell({ type: 'changed', tabId: -1 });
    } catch (error) {
      refused(error);
    }
  };

  /** @param {Entry} entry @param {Partial<Entry>} changed @param {(error: unknown) => void} [refused] */
  const change = (entry, changed, refused) =>
    attempt(async () => {
      await ask('PATCH', `/radar/${encodeURIComponent(entry.id)}`, changed);
      const before = Object.fromEntries(
        Object.keys(changed).map((name) => [name, entry[/** @type {keyof Entry} */ (name)]]),
      );
      toast.say(t('changed', entry.value), () =>
        attempt(() => ask('PATCH', `/radar/${encodeURIComponent(entry.id)}`, before)),
      );
    }, refused);

  /** @param {Entry} entry */
  const remove = (entry) =>
    attempt(async () => {
      const removed = await ask('DELETE', `/radar/${encodeURIComponent(entry.id)}`);
      toast.say(t('unfollowed', entry.value), () => attempt(() => ask('POST', '/radar', removed)));
    });

  const kind = el(
    'select',
    { id: 'new-kind', 'aria-label': t('kind') },
    ...KINDS.map((name) => el('option', { value: name }, t(name))),
  );
  const value = el('input', {
    id: 'new-value',
    maxlength: 200,
    'aria-label': t('newEntry'),
    placeholder: t('placeholder_author'),
    required: true,
  });
  kind.addEventListener('change', () => (value.placeholder = t(`placeholder_${kind.value}`)));
  /** @param {Event} event */
  const add = (event) => {
    event.preventDefault();
    const wanted = value.value.trim();
    if (!wanted) return;
    void attempt(async () => {
      const entry = await ask('POST', '/radar', { kind: kind.value, value: wanted });
      toast.say(t('following', entry.value), () => void remove(entry));
      value.value = '';
    });
  };

  filter.addEventListener('input', draw);
  fill(
    body,
    el('form.row', { onsubmit: add }, kind, value, el('button.primary', { type: 'submit', id: 'add' }, t('follow'))),
    filter,
    list,
  );
  filter.hidden = true;
  try {
    ({ entries } = await ask('GET', '/radar'));
    draw();
  } catch (error) {
    fill(list, el('li', null, failed(error, again)));
  }
}
