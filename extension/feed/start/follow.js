/** @file Step 2: the categories that are fetched, and a few authors and topics, typed, pasted, or picked from suggestions. */

import { ask } from '../../background/service-client.js';
import { categoryChoice } from '../../shared/category-choice.js';
import { el, fill, keepingFocus } from '../../shared/dom.js';
import { plural, t } from '../../shared/i18n.js';
import { sentence } from '../../shared/troubles.js';
import { offers } from './offers.js';
import { askForSuggestions, origins } from './origins.js';
import { pickField } from './pick-field.js';
import { leadsToAuthor, namesIn, phrasesIn } from './splitting.js';

/**
 * @typedef {import('./chosen.js').Chosen} Chosen
 * @typedef {import('./chosen.js').Followable} Followable
 * @typedef {{added: Entry[], there: Entry[], refused: {kind: Kind, value: string, why: string}[]}} Followed
 */

/**
 * @param {HTMLElement} place
 * @param {Chosen} chosen
 * @param {{toast: Toast, followed: (answer: Followed) => void, skip: () => void}} acts
 */
export async function followStep(place, chosen, { toast, followed, skip }) {
  const waiting = /** @type {Map<string, string>} */ (new Map()); // addresses of authors that are being looked up
  const problem = el('p.error', { id: 'start-problem', role: 'alert' });
  const [{ groups }, settings] = await Promise.all([ask('GET', '/categories'), ask('GET', '/settings')]);
  /** @returns {string[]} */
  const categories = () => chosen.categories() ?? settings.categories;

  // -- categories

  const choice = categoryChoice(groups, (wanted) => {
    chosen.choose(wanted);
    keepingFocus(draw);
  });
  const browse = el('details.browse', null, el('summary', null, t('startAllCategories')), choice.list);
  choice.search.addEventListener('input', () => (browse.open = choice.search.value.trim() !== ''));
  const fields = offers({
    id: 'offered-category',
    label: t('startOffered', t('startCategories')),
    // What is fetched anyway need not be offered.
    offered: () => chosen.offered('category').filter(({ value }) => !settings.categories.includes(value)),
    has: (value) => categories().includes(value),
    pick: ({ value }, on) => {
      chosen.choose(on ? [...categories(), value] : categories().filter((one) => one !== value));
      draw();
    },
    nameOf: choice.nameOf,
  });

  // -- authors and topics

  const parts = {
    author: followable('author', namesIn, addAuthors),
    topic: followable('topic', phrasesIn, (values) => {
      for (const value of values) chosen.add('topic', { value });
      draw();
    }),
  };

  /** @param {Followable} kind @param {(text: string) => string[]} split @param {(values: string[]) => void} add */
  function followable(kind, split, add) {
    const field = pickField({
      id: `start-${kind}s`,
      placeholder: t(`placeholder_${kind}`),
      split,
      add,
      drop: (value) => {
        waiting.delete(value);
        chosen.drop(kind, value);
        draw();
      },
    });
    const offered = offers({
      id: `offered-${kind}`,
      label: t('startOffered', t(`start_${kind}s`)),
      offered: () => chosen.offered(kind),
      has: (value) => chosen.has(kind, value),
      pick: ({ value, author_id }, on) => {
        if (on) chosen.add(kind, { value, ...(author_id && { author_id }) });
        else chosen.drop(kind, value);
        draw();
      },
    });
    return { field, offered };
  }

  /** Names as they are; an address or id is looked up, and stands for the person that it leads to. @param {string[]} values */
  function addAuthors(values) {
    for (const value of values) {
      if (leadsToAuthor(value)) void lookUp(value);
      else chosen.add('author', { value });
    }
    draw();
  }

  /** @param {string} address */
  async function lookUp(address) {
    if (waiting.has(address)) return;
    waiting.set(address, t('startLooking', address));
    draw();
    try {
      const answer = await askForSuggestions({ author: address });
      const [person] = answer.authors;
      if (person && waiting.has(address)) chosen.add('author', { value: person.name, author_id: person.author_id });
      chosen.offer(answer);
    } catch (error) {
      problem.textContent = sentence(error);
    }
    waiting.delete(address);
    draw();
  }

  const from = origins((answer) => {
    chosen.offer(answer);
    draw();
  });

  // -- the end of the step

  const count = el('span', { id: 'start-count', 'aria-live': 'polite' });
  const go = el('button.primary', { type: 'button', id: 'start-go', onclick: () => void submit() }, t('startGo'));
  const later = el('button.quiet', { type: 'button', id: 'start-skip', onclick: skip }, t('startSkip'));

  async function submit() {
    parts.author.field.finish();
    parts.topic.field.finish();
    if (waiting.size) return void (problem.textContent = t('startStillLooking'));
    problem.textContent = '';
    go.disabled = true;
    try {
      const wanted = chosen.categories();
      if (wanted && wanted.join() !== settings.categories.join()) {
        ({ categories: settings.categories } = await ask('PATCH', '/settings', { categories: wanted }));
      }
      const entries = chosen.entries();
      const answer = entries.length ? await ask('POST', '/radar/many', { entries }) : { added: [], there: [], refused: [] };
      chosen.forget();
      followed(answer);
    } catch (error) {
      toast.fail(error);
      go.disabled = false;
    }
  }

  function draw() {
    choice.show(categories());
    fields.draw();
    for (const kind of /** @type {const} */ (['author', 'topic'])) {
      const { field, offered } = parts[kind];
      const waits = kind === 'author' ? [...waiting].map(([value, said]) => ({ value, told: said, waits: true })) : [];
      field.show([...chosen.of(kind).map(({ value, author_id }) => ({ value, told: author_id })), ...waits]);
      offered.draw();
    }
    count.textContent = chosen.count() ? plural('startChosen', chosen.count()) : t('startNoneChosen');
  }

  fill(
    place,
    el('p.lead', null, t('startLead')),
    from.element,
    section('start-authors', 'start_authors', 'startAuthorsHow', parts.author.field.element, parts.author.offered.element),
    section('start-topics', 'start_topics', 'startTopicsHow', parts.topic.field.element, parts.topic.offered.element),
    section('category-search', 'startCategories', 'startCategoriesHow', choice.picked, fields.element, choice.search, browse),
    problem,
    el('div.ends', null, count, later, go),
  );
  from.takeDropsOn(place);
  draw();
  from.watchVisited();
}

/** @param {string} id @param {string} name @param {string} how @param {...HTMLElement} parts */
const section = (id, name, how, ...parts) =>
  el('section', null, el('label', { for: id }, el('h2', null, t(name))), el('p.how', null, t(how)), ...parts);
