/** @file Saving from any page: the fields that were read from it, the reader's own beside them, and what became of it. */

import { ask } from '../background/service-client.js';
import { el, fill, hostOf } from '../shared/dom.js';
import { date, t } from '../shared/i18n.js';
import { askToSave } from '../shared/messages.js';
import { ownFields } from '../shared/own-fields.js';
import { keyOfLink, paperByHand } from './by-hand.js';
import { folded, paperFields } from './fields.js';
import { offeredPapers } from './offered.js';
import { toldLearned, toldOf } from '../shared/save-outcome.js';
import { complete, savedPaper } from './saved-paper.js';

/**
 * @typedef {{id: number, url: string, title: string}} Tab
 * @typedef {{service?: typeof ask, save?: typeof askToSave}} Asking
 */

/**
 * The pane with the form. It is drawn once a page: what the reader has typed stays while the same page says the same.
 * @param {Tab} tab
 * @param {Toast} toast
 * @param {() => Promise<void>} again shows what has changed
 * @param {Asking} [asking]
 */
export function createSaveForm(tab, toast, again, { service = ask, save = askToSave } = {}) {
  const pane = el('div', { id: 'form-pane' });
  const drawn = { url: '', saved: false, print: '' };
  let busy = false; // with what the reader asked for: its outcome is drawn, and nothing before it

  /**
   * @param {MatchAnswer | null} answer null: the service is away
   * @param {string} url of the page that it is about
   */
  async function show(answer, url) {
    if (busy) return;
    const paper = answer?.papers[0] ?? null;
    const print = JSON.stringify([paper && plain(paper), answer?.said, answer?.page.nothing, answer === null]);
    // Of a page that is saved the record counts, which is drawn, and not what the page says.
    const same = drawn.url === url && (drawn.saved ? paper?.saved !== false : print === drawn.print);
    if (same) return;
    Object.assign(drawn, { url, print, saved: false });
    const saved = answer ? await savedPaper(paper?.saved ? paper.key : paper ? '' : keyOfLink(url), service) : null;
    if (!busy && drawn.print === print) draw(answer, url, saved);
  }

  /**
   * @param {MatchAnswer | null} answer
   * @param {string} url
   * @param {Saved | null} saved
   * @param {Child[]} [news] what has just become of it
   */
  function draw(answer, url, saved, news = []) {
    const told = el('div.outcome', { role: 'status' }, ...news);
    drawn.saved = saved !== null;
    if (saved) return fill(pane, told, savedForm(answer, url, saved));
    const offered = answer?.papers_on_page ?? [];
    const form = newForm(answer, url, told);
    if (offered.length === 0) return fill(pane, told, form);
    const list = offeredPapers(offered, toast, again, save);
    fill(pane, told, list, folded('fold-link', t(answer?.papers[0] ? 'savePageItself' : 'saveLinkItself'), '', form));
  }

  /** A page that is not saved yet. @param {MatchAnswer | null} answer @param {string} url @param {HTMLElement} told */
  function newForm(answer, url, told) {
    const read = answer?.papers[0] ?? null;
    const why = read || !answer ? '' : answer.pdf ? 'pdf' : answer.page.nothing || 'no_paper';
    const fields = paperFields(read ?? { title: tab.title }, answer?.origins ?? {}, answer?.said ?? {});
    const own = ownFields(null, { complete });
    const [title, ...rest] = fields.elements;
    const button = el('button.primary', { type: 'submit', id: 'save' }, t(read || !answer ? 'save' : 'saveLink'));
    const key = crypto.randomUUID(); // put right, what was refused takes its own place in the outbox

    async function submit() {
      own.finish();
      const changes = fields.changes();
      const order = { ...own.values(), idempotency_key: key };
      button.disabled = true;
      busy = true;
      await attempt(async () => {
        const result = await (read || !answer
          ? save({ ...order, fields: changes }, { tabId: tab.id, url })
          : save({ ...order, ...paperByHand({ url, title: tab.title }, changes) }));
        if ('saved' in result) return saved(answer, url, result.saved);
        if ('waiting' in result) return fill(told, note(t('savedLater')));
        toast.fail(result.trouble);
      });
      busy = false;
      button.disabled = told.hasChildNodes(); // what waits is not sent twice
    }

    return form(
      submit,
      t(read || !answer ? 'savePage' : 'saveLink'),
      el('div.kicker', null, [t('thisPage'), hostOf(url)].filter(Boolean).join(' · ')),
      why && el('p.only', null, t(`only_${why}`)),
      ...(read
        ? fields.elements
        : [title, why !== 'challenge' && answer && folded('fold-fields', t('byHand'), '', ...rest)]),
      own.element,
      el('div.actions', null, button),
    );
  }

  /** A page that is in the library. @param {MatchAnswer | null} answer @param {string} url @param {Saved} saved */
  function savedForm(answer, url, saved) {
    const ready = () => {
      button.disabled = Object.keys({ ...own.changes(), ...fields.changes() }).length === 0;
    };
    const fields = paperFields(saved.paper, saved.origins, answer?.said ?? {}, { saved: true, changed: ready });
    const own = ownFields(saved, { complete, changed: ready });
    const button = el('button.primary', { type: 'submit', id: 'update', disabled: true }, t('update'));
    const address = `/library/${encodeURIComponent(saved.paper.key)}`;

    const update = () =>
      attempt(async () => {
        own.finish();
        const changes = fields.changes();
        const body = { ...own.changes(), ...(Object.keys(changes).length && { fields: changes }) };
        const edited = await service('PATCH', address, body);
        draw(answer, url, edited, [note(t('updatedThis')), ...(await learnedNote(edited.learned, url))]);
        await again();
      });
    const remove = () =>
      attempt(async () => {
        const gone = await service('DELETE', address);
        forget();
        toast.say(t('unsavedThis'), () =>
          attempt(async () => {
            await service('POST', '/library', { saved: gone });
            await anew();
          }),
        );
        await again();
      });

    return form(
      update,
      t('inLibrary'),
      el('div.kicker', null, hostOf(url), ' · ', el('span.new', null, '★ ', t('savedOn', date(saved.saved_at)))),
      ...fields.elements,
      own.element,
      el(
        'div.actions',
        null,
        button,
        el('button', { type: 'button', id: 'unsave', onclick: () => void remove() }, t('unsave')),
      ),
    );
  }

  /** What became of it, above the record as it is now. @param {MatchAnswer | null} answer @param {string} url @param {SaveAnswer} result */
  async function saved(answer, url, result) {
    const { text, undo, apart } = toldOf(result, service);
    const notes = [note(text, undo && [t('undo'), undo], apart && [t('twoPapers'), apart])];
    draw(answer, url, result, [...notes, ...(await learnedNote(result.outcome.learned, url))]);
    busy = false;
    document.getElementById('undo-save')?.focus({ preventScroll: true });
    await again();
  }

  /** @param {string[]} fields @param {string} url */
  async function learnedNote(fields, url) {
    const told = await toldLearned(fields, hostOf(url), service).catch(() => null);
    return told ? [note(told.text, [t('undo'), told.undo])] : [];
  }

  /** @param {string} text @param {...([string, () => Promise<void>] | null)} acts each is done once, and takes the line away */
  function note(text, ...acts) {
    const line = el(
      'p.note',
      null,
      el('span', null, text),
      ...acts
        .filter((one) => one !== null)
        .map(([name, act], place) =>
          el(
            'button.link',
            { type: 'button', ...(place === 0 && { id: 'undo-save' }), onclick: () => void attempt(done(act)) },
            name,
          ),
        ),
    );
    /** @param {() => Promise<void>} act */
    const done = (act) => async () => {
      await act();
      line.remove();
      await anew();
    };
    return line;
  }

  /** @param {() => Promise<void>} act */
  async function attempt(act) {
    try {
      await act();
    } catch (error) {
      toast.fail(error);
    }
  }

  const forget = () => void (drawn.url = '');
  const anew = async () => {
    forget();
    await again();
  };

  return { pane, show };
}

/**
 * @param {() => Promise<unknown>} submit
 * @param {string} name
 * @param {...Child} parts
 */
function form(submit, name, ...parts) {
  const element = el(
    'form.save',
    {
      'aria-label': name,
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        void submit();
      },
      onkeydown: (/** @type {KeyboardEvent} */ event) => {
        if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) element.requestSubmit();
      },
    },
    el('h1.visually-hidden', null, name),
    ...parts,
  );
  return element;
}

/** What the page says of its paper, without what it is to the reader but for whether it is saved. @param {PaperAnswer} paper */
const plain = ({ saved, title, authors, abstract, published, venue, doi, url, pdf_url }) => [
  ...[saved, title, authors, abstract, published, venue, doi, url, pdf_url],
];

/** @typedef {ReturnType<typeof createSaveForm>} SaveForm */
