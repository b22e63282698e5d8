/** @file What unfolds below a paper: its abstract, the reader's own words on it, its fields to correct, where it is from. */

import { el, fill, link, safeUrl } from '../shared/dom.js';
import { date, exactly, has, t } from '../shared/i18n.js';
import { found } from '../shared/marked-words.js';
import { originName } from '../shared/origins.js';
import { ownFields } from '../shared/own-fields.js';
import { briefOf } from './brief.js';
import { editForm } from './edit-form.js';

const PAUSE = 900; // ms of no typing before a note is kept
const OWN = /** @type {const} */ (['tags', 'note', 'status', 'stars']);

/** @typedef {import('./row.js').LibraryItem} LibraryItem */
/**
 * @typedef {object} DetailActs
 * @property {import('./changes.js').Changes} changes
 * @property {(prefix: string) => Promise<{tag: string, count: number}[]>} complete
 * @property {(key: string) => void} remove
 * @property {(key: string) => void} cite
 * @property {(keys: string[]) => void} exported
 * @property {(keys: string[]) => void} brief
 * @property {(keys: string[]) => void} zotero
 * @property {() => string[]} words that were searched for
 */

/** @param {LibraryItem} first @param {DetailActs} acts */
export function createDetails(first, acts) {
  let item = first;
  let timer = 0;
  let editing = false;
  const own = el('div', null);
  const abstract = el('div.abstract', null);
  const about = el('div', null);
  const brief = briefOf(first, acts);
  const how = { role: 'region', 'aria-label': t('libDetails', first.paper.title) };
  const element = el('div.details', how, abstract, brief.element, own, about);
  let fields = ownFields(item, { id: 'own', complete: acts.complete, changed: () => changed() });
  fill(own, fields.element);

  function changed() {
    clearTimeout(timer);
    const typing = document.activeElement?.id === 'own-note';
    timer = Number(setTimeout(() => void keep(), typing ? PAUSE : 0));
  }

  /** Send what is otherwise than it is kept. */
  async function keep() {
    clearTimeout(timer);
    const now = fields.values();
    const change = Object.fromEntries(
      OWN.filter((name) => JSON.stringify(now[name]) !== JSON.stringify(item[name])).map((name) => [name, now[name]]),
    );
    if (Object.keys(change).length) await acts.changes.edit(item, change, 'note' in change ? undefined : t('libKept'));
  }

  own.addEventListener('focusout', (event) => {
    if (/** @type {HTMLElement} */ (event.target).id === 'own-note') void keep();
  });

  function drawAbout() {
    const { paper } = item;
    const addresses = /** @type {[string, string][]} */ ([
      [t('libPage'), paper.url],
      ['PDF', paper.pdf_url],
      ['DOI', paper.doi && `https://doi.org/${paper.doi}`],
      ['arXiv', paper.arxiv_id && `https://arxiv.org/abs/${paper.arxiv_id}`],
      [t('code'), paper.code_url],
    ]);
    const text = paper.abstract ? found(paper.abstract, acts.words()) : el('span.muted', null, t('libNoAbstract'));
    fill(abstract, text);
    abstract.hidden = own.hidden = brief.element.hidden = false;
    fill(
      about,
      el(
        'dl.facts',
        null,
        fact(t('links'), ...addresses.filter(([, url]) => safeUrl(url)).map(([name, url]) => link(url, null, `${name} ↗`))),
        fact(t('fieldName_authors'), paper.authors.length > 7 && paper.authors.join(t('listComma'))),
        fact(t('fieldName_venue'), paper.venue),
        fact(t('fieldName_published'), date(paper.published)),
        fact(t('fieldName_doi'), paper.doi),
        fact(t('libSaved'), exactly(item.saved_at)),
        fact(t('libOrigins'), ...origins()),
        fact(t('libAlso'), ...item.also.map((key) => el('code', null, key))),
      ),
      el(
        'div.row',
        null,
        button('edit', t('libEdit'), edit),
        button('cite', t('libCite'), () => acts.cite(item.paper.key)),
        button('export-one', t('libExport'), () => acts.exported([item.paper.key])),
        button('zotero-one', t('libZotero'), () => acts.zotero([item.paper.key])),
        item.also.length > 0 && button('unmerge', t('twoPapers'), () => void acts.changes.unmerge(item)),
        button('remove', t('remove'), () => acts.remove(item.paper.key)),
      ),
    );
  }

  /** "Title, Authors: corrected by you": the fields of each origin together. */
  function origins() {
    /** @type {Record<string, string[]>} */
    const by = {};
    for (const [name, origin] of Object.entries(item.origins)) {
      if (has(`fieldName_${name}`)) (by[origin] ??= []).push(t(`fieldName_${name}`));
    }
    return Object.entries(by).map(([origin, names]) =>
      el('span', null, `${names.join(t('listComma'))} ${originName(origin)}`),
    );
  }

  function edit() {
    if (editing) return;
    editing = true;
    abstract.hidden = own.hidden = brief.element.hidden = true;
    const done = () => {
      editing = false;
      drawAbout();
      document.getElementById('edit')?.focus();
    };
    fill(
      about,
      editForm(item.paper, {
        send: async (change) => {
          if (!Object.keys(change).length || (await acts.changes.edit(item, { fields: change }, t('libCorrected')))) done();
        },
        cancel: done,
      }),
    );
    document.getElementById('edit-title')?.focus();
  }

  drawAbout();
  return {
    element,
    get key() {
      return item.paper.key;
    },
    /** @param {LibraryItem} now */
    update(now) {
      if (now === item) return;
      const same = OWN.every((name) => JSON.stringify(fields.values()[name]) === JSON.stringify(now[name]));
      item = now;
      // What is being typed stays; what was changed elsewhere is shown.
      if (!same && !own.contains(document.activeElement)) {
        fields = ownFields(item, { id: 'own', complete: acts.complete, changed });
        fill(own, fields.element);
      }
      if (!editing) drawAbout();
      brief.update(now);
    },
    /** Before it goes: what is being typed is kept. */
    leave: () => {
      fields.finish();
      void keep();
    },
    /** @param {"edit" | "tags" | "note"} part */
    lead(part) {
      if (part === 'edit') return edit();
      document.getElementById(`own-${part}`)?.focus();
    },
  };
}

/** @param {string} name @param {...Child} values */
function fact(name, ...values) {
  const there = values.filter(Boolean);
  return there.length > 0 && el('div', null, el('dt', null, name), el('dd', null, ...there.flatMap((one) => [one, ' '])));
}

/** @param {string} id @param {string} text @param {() => void} act */
const button = (id, text, act) => el('button', { type: 'button', id, onclick: act }, text);

/** @typedef {ReturnType<typeof createDetails>} Details */
