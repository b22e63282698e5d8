/** @file The conditions of a search as a form: what the query language can say, for who has not learned it. */

import { el } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { withPiece } from './query.js';

/** @typedef {import('./query.js').PieceKind} PieceKind */

/** @type {[PieceKind | "not", string][]} */
const FIELDS = [
  ['author', 'feedFilterSearch_author'],
  ['title', 'feedFilterSearch_title'],
  ['category', 'feedFilterSearch_category'],
  ['after', 'feedFilterSearch_after'],
  ['before', 'feedFilterSearch_before'],
  ['not', 'feedFilterSearch_not'],
];

/** @param {() => string} query the one that is shown @param {(q: string) => void} search */
export function narrowForm(query, search) {
  const fields = FIELDS.map(([kind, name]) => {
    const input = el('input', {
      id: `narrow-${kind}`,
      type: kind === 'after' || kind === 'before' ? 'date' : 'text',
      maxlength: 200,
      autocomplete: 'off',
      spellcheck: 'false',
    });
    return { kind, input, label: el('label', null, el('span', null, t(name)), input) };
  });
  /** @param {Event} event */
  const submit = (event) => {
    event.preventDefault();
    let q = query();
    for (const { kind, input } of fields) {
      if (kind === 'not') for (const word of input.value.split(/\s+/)) q = withPiece(q, 'word', word, true);
      else q = withPiece(q, kind, input.value);
      input.value = '';
    }
    search(q);
  };
  return el(
    'form.narrow',
    { onsubmit: submit },
    el('h2', null, t('feedFilterSearch')),
    ...fields.map(({ label }) => label),
    el('button.primary', { type: 'submit' }, t('feedFilterSearchGo')),
  );
}
