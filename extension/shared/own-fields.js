/** @file What the reader adds to a paper of their own: tags, a note, where they are with it, and stars. */

import { el } from './dom.js';
import { plural, t } from './i18n.js';
import { tagField } from './tag-field.js';

/** @typedef {{tags: string[], note: string, status: Saved["status"], stars: number}} Own */

const STATUSES = /** @type {const} */ (['to_read', 'reading', 'read']);
/** @type {Own} */
const NOTHING = { tags: [], note: '', status: 'to_read', stars: 0 };

/**
 * @param {Own | null} saved as it is kept; null: not yet
 * @param {object} how
 * @param {(prefix: string) => Promise<import('./tag-field.js').Offered[]>} how.complete
 * @param {string} [how.id] begins the ids, where several may be on one page
 * @param {() => void} [how.changed]
 */
export function ownFields(saved, { complete, id = 'own', changed = () => {} }) {
  const before = saved ?? NOTHING;
  const tags = tagField({ id: `${id}-tags`, tags: before.tags, complete, changed });
  const note = el('textarea', { id: `${id}-note`, rows: 1, maxlength: 20_000, value: before.note, oninput: changed });
  const status = choice(`${id}-status`, before.status, changed);
  const stars = starField(`${id}-stars`, before.stars, changed);
  const element = el(
    'div.own',
    null,
    el('div.field', null, el('label', { for: tags.input.id }, t('fieldName_tags')), tags.element),
    el('div.field', null, el('label', { for: note.id }, t('fieldName_note')), note),
    el('div.whereabouts', null, status.element, stars.element),
  );

  /** @returns {Own} */
  const values = () => ({
    tags: tags.values(),
    note: note.value.trim(),
    status: /** @type {Saved["status"]} */ (status.value()),
    stars: stars.value(),
  });

  /** What is otherwise than it was kept. @returns {Partial<Own>} */
  const changes = () => {
    const now = values();
    return Object.fromEntries(
      Object.entries(now).filter(
        ([name, value]) => JSON.stringify(value) !== JSON.stringify(before[/** @type {keyof Own} */ (name)]),
      ),
    );
  };

  return { element, values, changes, finish: tags.finish };
}

/** To read, reading, read. @param {string} name @param {string} value @param {() => void} changed */
function choice(name, value, changed) {
  const radios = STATUSES.map((status) =>
    el('input', { type: 'radio', name, value: status, checked: status === value, onchange: changed }),
  );
  const element = el(
    'div.choice',
    { role: 'radiogroup', 'aria-label': t('fieldName_status') },
    ...radios.map((radio) => el('label', null, radio, el('span', null, t(`status_${radio.value}`)))),
  );
  return { element, value: () => radios.find((radio) => radio.checked)?.value ?? value };
}

/** None to five, by arrows or a click; a click on the last one takes them away. @param {string} name @param {number} value @param {() => void} changed */
function starField(name, value, changed) {
  const radios = [0, 1, 2, 3, 4, 5].map((count) =>
    el('input', {
      type: 'radio',
      name,
      value: count,
      checked: count === value,
      'aria-label': count ? plural('starsOf', count) : t('starsNone'),
      onchange: () => draw(true),
    }),
  );
  const [none, ...some] = radios;
  const glyphs = some.map(() => el('span', { 'aria-hidden': 'true' }));
  const labels = some.map((radio, place) =>
    el(
      'label',
      {
        title: plural('starsOf', place + 1),
        onclick: (/** @type {Event} */ event) => {
          if (event.target === radio || !radio.checked || !none) return;
          event.preventDefault();
          none.checked = true;
          draw(true);
        },
      },
      radio,
      glyphs[place],
    ),
  );
  const element = el('div.stars', { role: 'radiogroup', 'aria-label': t('fieldName_stars') }, none, ...labels);
  const count = () => Number(radios.find((radio) => radio.checked)?.value ?? 0);
  /** @param {boolean} byHand */
  function draw(byHand) {
    glyphs.forEach((glyph, place) => {
      glyph.textContent = place < count() ? '★' : '☆';
      glyph.className = place < count() ? 'on' : '';
    });
    if (byHand) changed();
  }
  draw(false);
  return { element, value: count };
}
