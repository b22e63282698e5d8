/** @file Saving from any page: what was read from it, in fields that can be put right, each with where it came from. */

import { ask } from '../background/service-client.js';
import { el } from '../shared/dom.js';
import { has, t } from '../shared/i18n.js';
import { identify } from '../shared/identity.js';

/**
 * @typedef {{title: string, authors: string, published: string, venue: string, doi: string, tags: string, note: string}} Fields
 */

/** Authors, tags: one a line, or between semicolons. @param {string} text */
const several = (text) =>
  text
    .split(/[;\n]/)
    .map((part) => part.trim())
    .filter(Boolean);

/**
 * The paper that the filled-in form means. Its key is that of its DOI where the reader gave one, else the page's own.
 * @param {Fields} fields
 * @param {Paper | null} read what the service read from the page
 * @param {string} url the page's address
 */
export function paperOf(fields, read, url) {
  const doi = fields.doi.trim().replace(/^(?:https?:\/\/(?:dx\.)?doi\.org\/|doi:\s*)/i, '');
  const byDoi =
    doi && doi.toLowerCase() !== read?.doi
      ? (identify(`https://doi.org/${doi}`)?.key ?? `doi:${doi.toLowerCase()}`)
      : '';
  const address = read?.url || url;
  return {
    ...read,
    hits: undefined,
    saved: undefined,
    muted: undefined,
    item: undefined,
    key: byDoi || read?.key || `url:${address.replace(/#.*$/, '')}`,
    title: fields.title.trim(),
    authors: several(fields.authors),
    published: fields.published.trim(),
    venue: fields.venue.trim(),
    doi: doi.toLowerCase(),
    url: address,
  };
}

/**
 * @param {MatchAnswer} answer
 * @param {{url: string, title: string}} tab
 * @param {Toast} toast
 * @param {{again: () => Promise<void>, readText: (() => void) | null, unsave: (paper: Paper) => void}} then
 */
export function saveForm(answer, tab, toast, then) {
  const read = answer.papers[0] ?? null;
  const idempotency = crypto.randomUUID();
  /** @param {string} name @param {HTMLInputElement | HTMLTextAreaElement} input */
  const field = (name, input) => {
    input.name = name;
    input.id = `field-${name}`;
    const origin = answer.origins[name === 'published' ? 'published' : name];
    return el(
      'label',
      null,
      el('span', null, t(`fieldName_${name}`), origin ? el('span', null, originName(String(origin))) : null),
      input,
    );
  };
  const form = el(
    'form.save',
    { onsubmit: (/** @type {SubmitEvent} */ event) => void submit(event) },
    el(
      'div',
      null,
      el('div.kicker', null, `${t('thisPage')} · ${hostOf(tab.url)}`),
      el('h1', null, t(read ? 'savePage' : 'savePageByHand')),
    ),
    (!read || then.readText) &&
      el(
        'p.kicker',
        null,
        !read && [t('noPaperRead'), ' '],
        then.readText && el('button.link', { type: 'button', onclick: then.readText }, t('readText')),
      ),
    field('title', el('textarea.title', { required: true, rows: 1, maxlength: 2000, value: read?.title ?? tab.title })),
    field(
      'authors',
      el('textarea', { rows: 1, value: read?.authors.join('; ') ?? '', placeholder: t('authorsPlaceholder') }),
    ),
    el(
      'div.pair',
      null,
      field(
        'published',
        el('input', {
          value: read?.published ?? '',
          pattern: '\\d{4}(-\\d\\d(-\\d\\d)?)?(T.*)?',
          placeholder: '2026-06-17',
          title: t('dateForm'),
        }),
      ),
      field('doi', el('input', { value: read?.doi ?? '', placeholder: '10.…', spellcheck: 'false' })),
    ),
    field('venue', el('input', { value: read?.venue ?? '' })),
    el(
      'div.pair',
      null,
      field('tags', el('input', { placeholder: t('tagsPlaceholder') })),
      field('note', el('textarea', { rows: 1 })),
    ),
    el(
      'div.actions',
      null,
      el('button.primary', { type: 'submit', id: 'save' }, t(read?.saved ? 'saveAgain' : 'save')),
      read?.saved && el('button', { type: 'button', onclick: () => then.unsave(read) }, t('unsave')),
    ),
  );

  /** @param {SubmitEvent} event */
  async function submit(event) {
    event.preventDefault();
    const values = /** @type {Fields} */ (/** @type {unknown} */ (Object.fromEntries(new FormData(form))));
    const paper = paperOf(values, read, tab.url);
    try {
      await ask('POST', '/library', {
        paper,
        tags: several(values.tags.replaceAll(',', ';')),
        note: values.note.trim(),
        idempotency_key: idempotency,
      });
      toast.say(t('savedThis'), () => then.unsave(/** @type {Paper} */ (paper)));
      await then.again();
    } catch (error) {
      toast.fail(error);
    }
  }

  return form;
}

/** @param {string} origin */
const originName = (origin) => (has(`origin_${origin}`) ? t(`origin_${origin}`) : origin);

/** @param {string} url */
const hostOf = (url) => (URL.canParse(url) ? new URL(url).hostname : '');
