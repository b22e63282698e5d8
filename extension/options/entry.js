/** @file One radar entry: what it is, and the form that changes it. */

import { el } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { several } from '../shared/names.js';
import { sentence } from '../shared/troubles.js';

/** @typedef {{change: (entry: Entry, changed: Partial<Entry>, refused?: (error: unknown) => void) => Promise<void>, remove: (entry: Entry) => Promise<void>, people: (entry: Entry) => HTMLElement | null}} Acts */

/** @param {Entry} entry @param {Acts} acts */
export function entryRow(entry, acts) {
  const item = el('li', { class: entry.paused ? 'paused' : null });
  const open = () => {
    const form = item.querySelector('form');
    if (form) return form.remove();
    const made = editForm(entry, acts);
    item.append(made);
    /** @type {HTMLElement | null} */ (made.querySelector('input, textarea'))?.focus();
  };
  item.append(
    el(
      'div.entry',
      null,
      el(
        'span',
        { class: `chip ${entry.kind} ${entry.negative ? 'negative' : ''}`.trim() },
        entry.negative ? t('muted') : t(entry.kind),
      ),
      el('span.value', null, entry.value, detail(entry)),
      button('edit', entry, open),
      button(entry.paused ? 'resume' : 'pause', entry, () => void acts.change(entry, { paused: !entry.paused })),
      button('remove', entry, () => void acts.remove(entry)),
    ),
    acts.people(entry) ?? '',
  );
  return item;
}

/** @param {string} name @param {Entry} entry @param {() => void} act */
const button = (name, entry, act) =>
  el('button.quiet', { type: 'button', 'aria-label': `${t(name)}: ${entry.value}`, onclick: act }, t(name));

/** @param {Entry} entry */
function detail(entry) {
  const said = [
    entry.aliases.length > 0 && t('alsoAs', entry.aliases.join(t('listComma'))),
    entry.rejected.length > 0 && t('butNot', entry.rejected.join(t('listComma'))),
    entry.kind === 'category' && !entry.cross_listed && t('primaryOnly'),
    entry.author_id && t('knownAs', entry.author_id),
    entry.paused && t('paused'),
  ].filter(Boolean);
  return said.length ? el('small', null, said.join(' · ')) : null;
}

/** @param {Entry} entry @param {Acts} acts */
function editForm(entry, acts) {
  const close = () => form.remove();
  const value = el('input', { value: entry.value, maxlength: 200, required: true });
  const aliases = el('textarea', { rows: 2, value: entry.aliases.join('\n') });
  const rejected = el('textarea', { rows: 2, value: entry.rejected.join('\n') });
  const authorId = el('input', {
    id: `author-id ${entry.id}`,
    value: entry.author_id,
    maxlength: 200,
    spellcheck: 'false',
    placeholder: 'zou_d_1',
    'aria-describedby': `why-id ${entry.id}`,
  });
  const problem = el('p.error', { role: 'alert' });
  const negative = el('input', { type: 'checkbox', checked: entry.negative });
  const crossListed = el('input', { type: 'checkbox', checked: entry.cross_listed });
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    /** @type {Partial<Entry>} */
    const wanted = {
      value: value.value.trim(),
      aliases: several(aliases.value),
      rejected: several(rejected.value),
      negative: negative.checked,
      cross_listed: crossListed.checked,
      ...(entry.kind === 'author' && { author_id: authorId.value.trim() }),
    };
    const changed = Object.entries(wanted).filter(
      ([name, now]) => JSON.stringify(now) !== JSON.stringify(entry[/** @type {keyof Entry} */ (name)]),
    );
    if (changed.length === 0) return close();
    void acts.change(entry, Object.fromEntries(changed), (error) => {
      problem.textContent = sentence(error);
      if (!changed.some(([name]) => name === 'author_id')) return;
      authorId.setAttribute('aria-invalid', 'true');
      authorId.focus();
    });
  };
  const isCategory = entry.kind === 'category';
  const form = el(
    'form.edit',
    { onsubmit: submit },
    field(t(entry.kind), value),
    !isCategory && field(t(`aliases_${entry.kind}`), aliases),
    entry.kind === 'author' && field(t('rejectedNames'), rejected),
    entry.kind === 'author' && field(t('authorId'), authorId, el('small', { id: `why-id ${entry.id}` }, t('whyAuthorId'))),
    isCategory && el('label.check', null, crossListed, t('crossListed')),
    el('label.check', null, negative, t('muteThis')),
    problem,
    el(
      'div.row',
      null,
      el('button.primary', { type: 'submit' }, t('keep')),
      el('button', { type: 'button', onclick: close }, t('cancel')),
    ),
  );
  return form;
}

/** @param {string} label @param {HTMLElement} input @param {HTMLElement} [why] */
const field = (label, input, why) => el('label.field', null, el('span', null, label), input, why);
