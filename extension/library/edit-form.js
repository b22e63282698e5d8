/** @file The fields of a saved paper, to be corrected: only what the reader changed is sent. */

import { el } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { several } from '../shared/names.js';

const DATE = '(\\d{4}(-\\d\\d(-\\d\\d)?)?(T.*)?)?';
const ADDRESS = 'https?://.+';

/** @typedef {Record<string, string | string[]>} FieldChange */

/**
 * @param {Paper} paper
 * @param {{send: (change: FieldChange) => Promise<void>, cancel: () => void}} then
 */
export function editForm(paper, { send, cancel }) {
  /** @type {Record<string, HTMLInputElement | HTMLTextAreaElement>} */
  const inputs = {
    title: el('textarea', { rows: 1, required: true, maxlength: 2_000, value: paper.title }),
    authors: el('textarea', { rows: 1, value: paper.authors.join('; ') }),
    published: el('input', { value: paper.published, pattern: DATE, placeholder: '2026-06-17', title: t('dateForm') }),
    venue: el('input', { value: paper.venue, maxlength: 500 }),
    url: el('input', { type: 'url', value: paper.url, pattern: ADDRESS, maxlength: 4_000 }),
    pdf_url: el('input', { type: 'url', value: paper.pdf_url, pattern: ADDRESS, maxlength: 4_000 }),
    abstract: el('textarea', { rows: 4, value: paper.abstract, maxlength: 20_000 }),
  };
  /** @param {string} name @param {string} [hint] */
  const field = (name, hint) => {
    const input = inputs[name];
    if (input) input.id = `edit-${name}`;
    return el('label', { class: `of-${name}` }, el('span', null, t(`fieldName_${name}`), hint ? el('small', null, hint) : null), input);
  };
  const submit = (/** @type {SubmitEvent} */ event) => {
    event.preventDefault();
    void send(changeOf(paper, Object.fromEntries(Object.entries(inputs).map(([name, { value }]) => [name, value]))));
  };
  return el(
    'form.edit',
    {
      onsubmit: submit,
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        event.stopPropagation();
        cancel();
      },
    },
    field('title'),
    field('authors', t('libAuthorsHow')),
    el('div.pair', null, field('published'), field('venue')),
    el('div.pair', null, field('url'), field('pdf_url')),
    field('abstract'),
    el(
      'div.row',
      null,
      el('button.primary', { type: 'submit', id: 'edit-save' }, t('keep')),
      el('button', { type: 'button', onclick: cancel }, t('cancel')),
    ),
  );
}

/** What of a paper is written otherwise in the form. @param {Paper} paper @param {Record<string, string>} written @returns {FieldChange} */
export function changeOf(paper, written) {
  /** @type {FieldChange} */
  const change = {};
  for (const [name, text] of Object.entries(written)) {
    const value = name === 'authors' ? several(text) : name === 'title' ? text.replace(/\s+/g, ' ').trim() : text.trim();
    if (JSON.stringify(value) !== JSON.stringify(paper[/** @type {"title"} */ (name)])) change[name] = value;
  }
  return change;
}
