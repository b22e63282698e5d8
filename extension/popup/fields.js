/** @file The fields of a paper in the form: each says where it came from, and where parts of the page differ, what each says. */

import { el, fill, hostOf, link } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { several } from '../shared/names.js';
import { originName } from '../shared/origins.js';

/** @typedef {"title" | "authors" | "published" | "doi" | "venue" | "abstract" | "url" | "pdf_url"} Name */
/** @typedef {Record<string, string | string[]>} Said what each origin says of one field */
/** @typedef {{name: Name, element: HTMLElement, input: HTMLInputElement | HTMLTextAreaElement}} Field */

const DOI = '\\s*(https?://(dx\\.)?doi\\.org/|doi:\\s*)?10\\.\\d{4,9}/\\S+\\s*';
const ADDRESS = 'https?://.+';
const READER = 'reader';

/** As it stands in the field. @param {unknown} value */
const written = (value) => (Array.isArray(value) ? value.join('; ') : String(value ?? ''));

/**
 * @param {Partial<Paper>} paper as it was read, or is saved
 * @param {Record<string, string>} origins
 * @param {Record<string, Said>} said
 * @param {{saved?: boolean, changed?: () => void}} [how] `saved`: its DOI says which paper it is, and stays
 */
export function paperFields(paper, origins, said, { saved = false, changed = () => {} } = {}) {
  /** @type {Field[]} */
  const made = [];
  /** @param {Name} name @param {HTMLInputElement | HTMLTextAreaElement} input */
  const add = (name, input) => {
    const before = name === 'published' ? (paper[name] ?? '').slice(0, 10) : written(paper[name]);
    const field = oneField(name, input, before, origins[name] ?? '', said[name] ?? {}, changed);
    made.push(field);
    return field.element;
  };
  const area = (/** @type {object} */ more) => el('textarea', { rows: 1, ...more });
  const line = (/** @type {object} */ more) => el('input', { spellcheck: 'false', ...more });
  const date = line({ pattern: '\\d{4}(-\\d\\d(-\\d\\d)?)?', placeholder: '2026-06-17', title: t('dateForm') });
  const doi = saved
    ? el(
        'div.field',
        null,
        el('div.head', null, el('span', null, t('fieldName_doi'))),
        link(`https://doi.org/${paper.doi}`, { class: 'fixed' }, paper.doi || '—'),
      )
    : add('doi', line({ pattern: DOI, placeholder: '10.…', title: t('doiForm') }));
  const elements = [
    add('title', area({ class: 'title', required: true, maxlength: 2000 })),
    add('authors', area({ placeholder: t('authorsPlaceholder') })),
    el('div.pair', null, add('published', date), doi),
    add('venue', line({ maxlength: 500 })),
    folded('fold-abstract', t('fieldName_abstract'), paper.abstract ?? '', add('abstract', area({ maxlength: 20_000 }))),
    folded(
      'fold-links',
      t('links'),
      [hostOf(paper.url ?? ''), paper.pdf_url && 'PDF'].filter(Boolean).join(' · '),
      add('url', line({ pattern: ADDRESS, title: t('addressForm') })),
      add('pdf_url', line({ pattern: ADDRESS, title: t('addressForm') })),
    ),
  ];

  /** What the reader wrote over it, and nothing else. @returns {Record<string, string | string[]>} */
  const changes = () =>
    Object.fromEntries(
      made
        .filter(({ input }) => plain(input.value) !== plain(input.defaultValue))
        .map(({ name, input }) => [name, name === 'authors' ? several(input.value) : input.value.trim()]),
    );
  return { elements, changes };
}

/** @param {string} text */
const plain = (text) => text.replace(/\s+/g, ' ').trim();

/**
 * @param {Name} name
 * @param {HTMLInputElement | HTMLTextAreaElement} input
 * @param {string} before
 * @param {string} origin
 * @param {Said} said
 * @param {() => void} changed
 * @returns {Field}
 */
function oneField(name, input, before, origin, said, changed) {
  input.name = name;
  input.id = `field-${name}`;
  input.defaultValue = before;
  input.value = before;
  const where = el('span.where', null);
  const choices = el('ul.said', { id: `said-${name}`, hidden: true });
  const element = el(
    'div.field',
    { onkeydown: (/** @type {KeyboardEvent} */ event) => event.key === 'Escape' && !choices.hidden && fold(event) },
    el('div.head', null, el('label', { for: input.id }, t(`fieldName_${name}`)), where),
    input,
    choices,
  );

  /** What may be chosen: each text once, with all who say it; what was there before the reader wrote can be had back. */
  const offered = () => {
    /** @type {Map<string, {text: string, origins: string[]}>} */
    const texts = new Map();
    if (before && origin && !(origin in said)) texts.set(plain(before), { text: before, origins: [origin] });
    for (const [one, value] of Object.entries(said)) {
      const text = written(value);
      const there = texts.get(plain(text));
      if (there) there.origins.push(one);
      else texts.set(plain(text), { text, origins: [one] });
    }
    return texts;
  };

  function draw() {
    const now = plain(input.value);
    const texts = offered();
    const same = now === plain(before) && origin ? origin : (texts.get(now)?.origins[0] ?? '');
    const from = same || (now === plain(before) ? '' : READER);
    const others = [...texts.keys()].some((text) => text !== now);
    fill(
      where,
      from &&
        (others
          ? el(
              'button.quiet',
              {
                type: 'button',
                id: `where-${name}`,
                'aria-expanded': String(!choices.hidden),
                'aria-controls': choices.id,
                title: t('saidOtherwise'),
                onclick: () => unfold(Boolean(choices.hidden)),
              },
              originName(from),
            )
          : originName(from)),
    );
    fill(choices, ...(choices.hidden ? [] : [...texts.values()].map((one) => choice(one, plain(one.text) === now))));
  }

  /** @param {{text: string, origins: string[]}} one @param {boolean} taken */
  const choice = ({ text, origins }, taken) =>
    el(
      'li',
      null,
      el(
        'button',
        { type: 'button', 'aria-pressed': String(taken), onclick: () => take(text) },
        el('span', null, text),
        el('small', null, origins.map(originName).join(t('listComma'))),
      ),
    );

  /** @param {string} text */
  function take(text) {
    input.value = text;
    unfold(false);
    changed();
  }

  /** @param {boolean} open */
  function unfold(open) {
    choices.hidden = !open;
    draw();
    /** @type {HTMLElement} */ (where.querySelector('button') ?? input).focus();
    if (open) choices.scrollIntoView?.({ block: 'nearest' });
  }

  /** @param {Event} event */
  function fold(event) {
    event.preventDefault(); // else the popup itself would close
    event.stopPropagation();
    unfold(false);
  }

  input.addEventListener('input', () => {
    draw();
    changed();
  });
  draw();
  return { name, element, input };
}

/**
 * A part that is shown on demand, and by itself where something in it must be put right.
 * @param {string} id
 * @param {string} name
 * @param {string} preview what of it is seen while it is folded
 * @param {...HTMLElement} parts
 */
export function folded(id, name, preview, ...parts) {
  const summary = el('summary', { id }, el('span', null, name), el('span.preview', null, preview));
  const element = el('details', null, summary, ...parts);
  element.addEventListener('invalid', () => (element.open = true), true);
  return element;
}
