/** @file Where suggestions come from: pages visited, a bibliography dropped or chosen, an author's page at arXiv. */

import { ask } from '../../background/service-client.js';
import { el } from '../../shared/dom.js';
import { LARGEST, textOf } from '../../shared/file-text.js';
import { number, plural, t } from '../../shared/i18n.js';
import { sentence } from '../../shared/troubles.js';

const SOON = 2_500; // ms
const PATIENCE = 60_000; // ms; arXiv is asked after a refresh had its turn, and a large file takes a while to read
const ACCEPT = '.bib,.bibtex,.ris,.json,.jsonl,.ndjson,.csv,.tsv,.txt';

/** @typedef {import('./chosen.js').Suggestions} Suggestions */

/** @type {(body: {text?: string, author?: string}) => Promise<Suggestions>} */
export const askForSuggestions = (body) => ask('POST', '/start/suggestions', body, PATIENCE);

/** @param {(answer: Suggestions) => void} offer */
export function origins(offer) {
  let seen = 0; // papers visited, of which the suggestions are there
  let turn = 0; // a later question makes the answer to an earlier one void
  const said = el('p', { id: 'start-said', role: 'status' });
  const file = el('input', { type: 'file', id: 'start-file', accept: ACCEPT, class: 'visually-hidden' });
  file.addEventListener('change', () => {
    const [given] = file.files ?? [];
    if (given) void read(given);
    file.value = ''; // the same file may be chosen again
  });
  const author = el('input', {
    id: 'start-author',
    maxlength: 400,
    spellcheck: 'false',
    autocomplete: 'off',
    placeholder: 'arxiv.org/a/zou_d_1',
  });
  const element = el(
    'div.origins',
    null,
    el('label.drop', { for: 'start-file' }, el('strong', null, t('startFile')), el('span', null, t('startFileHow')), file),
    el(
      'form.drop',
      { onsubmit: search },
      el('label', { for: 'start-author' }, el('strong', null, t('startAuthorPage'))),
      el('div.row', null, author, el('button', { type: 'submit', id: 'start-look' }, t('startLook'))),
    ),
    said,
  );

  /** @param {Event} event */
  function search(event) {
    event.preventDefault();
    const wanted = author.value.trim();
    if (!wanted) return author.focus();
    void from(() => askForSuggestions({ author: wanted }), t('startLooking', wanted.slice(0, 80)));
  }

  /** @param {File} given */
  async function read(given) {
    if (given.size > LARGEST) {
      const [size, most] = [given.size, LARGEST].map((bytes) => number(Math.ceil(bytes / 1_000_000)));
      return wrong(`${t('importTooLarge', String(size))} ${t('importTooLargeHint', String(most))}`);
    }
    await from(
      async () => askForSuggestions({ text: textOf(new Uint8Array(await given.arrayBuffer())).text || ' ' }),
      t('importReading', given.name.slice(0, 80)),
    );
  }

  /** @param {() => Promise<Suggestions>} question @param {string} meanwhile */
  async function from(question, meanwhile) {
    const mine = ++turn;
    said.className = '';
    said.textContent = meanwhile;
    try {
      const answer = await question();
      if (mine !== turn) return;
      offer(answer);
      said.textContent = plural(isEmpty(answer) ? 'startNothing' : 'startSuggested', answer.papers);
    } catch (error) {
      if (mine === turn) wrong(error);
    }
  }

  /** @param {unknown} error what the service said, or a sentence */
  function wrong(error) {
    said.className = 'error';
    said.textContent = typeof error === 'string' ? error : sentence(error);
  }

  /** What the reader has looked at before is offered unasked; if there is nothing, nothing is said of it. */
  async function visited() {
    const answer = await askForSuggestions({}).catch(() => null); // what else is asked tells of a trouble
    if (!answer || turn || isEmpty(answer) || answer.papers === seen) return;
    seen = answer.papers;
    offer(answer);
    said.textContent = plural('startVisited', seen);
  }

  /** Also once the pages that are open have been read, which begins with the pairing, and after a look at another one. */
  function watchVisited() {
    void visited();
    setTimeout(() => void (element.isConnected && visited()), SOON);
    document.addEventListener('visibilitychange', () => void (!document.hidden && element.isConnected && visited()));
  }

  /** Files may be dropped anywhere while the step stands: beside it, the browser would leave the page for the file. @param {HTMLElement} place */
  function takeDropsOn(place) {
    /** @param {string} type @param {(event: DragEvent) => void} act */
    const on = (type, act) =>
      document.addEventListener(type, (event) => {
        const dragged = /** @type {DragEvent} */ (event);
        if (place.isConnected && dragged.dataTransfer?.types.includes('Files')) act(dragged);
      });
    on('dragover', (event) => {
      event.preventDefault();
      place.classList.add('dragged');
    });
    on('dragleave', (event) => event.relatedTarget || place.classList.remove('dragged'));
    on('drop', (event) => {
      event.preventDefault();
      place.classList.remove('dragged');
      const [given] = event.dataTransfer?.files ?? [];
      if (given) void read(given);
    });
  }

  return { element, watchVisited, takeDropsOn };
}

/** @param {Suggestions} answer */
const isEmpty = ({ authors, topics, categories }) => authors.length + topics.length + categories.length === 0;
