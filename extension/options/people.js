/** @file The people behind a followed name, by co-authors and categories, for the reader to say who is meant. */

import { ask } from '../background/service-client.js';
import { el, fill, link } from '../shared/dom.js';
import { date, parts, plural, t } from '../shared/i18n.js';
import { tell } from '../shared/messages.js';

/**
 * @typedef {{coauthors: string[], categories: string[], papers: {key: string, title: string, announced: string}[],
 *   count: number, verdict: "same" | "other" | "", sightings: {paper: string, text: string}[]}} Person
 * @typedef {{told: "one" | "several" | "unclear", settled: boolean, count: number, more: number,
 *   people: Person[]}} People
 * @typedef {(person: Person, verdict: Person["verdict"]) => void} Judge
 * @typedef {{print: string, answer: People, open: boolean, shown: number}} Kept
 */

const AT_FIRST = 4; // cards; a very common name has dozens of bearers
const PAUSE = 2_000; // ms, after which a name is asked for again that the service still looks for
const WORD = /** @type {const} */ ({ same: true, other: false, '': null });

/**
 * Lines for the entries of a list. Who is behind a name is asked when its line comes into sight, one name at a time:
 * a radar of a thousand entries must not ask a thousand questions.
 * @param {{toast: Toast}} page
 */
export function createPeople({ toast }) {
  /** @type {Map<string, Kept>} */
  const kept = new Map();
  /** @type {Map<Element, () => Promise<void>>} */
  const loads = new Map();
  /** @type {Set<Element>} */
  const inSight = new Set();
  let asking = false;

  const askNext = async () => {
    if (asking) return;
    asking = true;
    for (const place of inSight) {
      inSight.delete(place);
      observer.unobserve(place);
      // Where the service has no answer the line stays empty: the page says elsewhere what is wrong.
      if (place.isConnected) await loads.get(place)?.().catch(() => {});
      loads.delete(place);
    }
    asking = false;
  };
  const observer = new IntersectionObserver((changes) => {
    for (const { target, isIntersecting } of changes) inSight[isIntersecting ? 'add' : 'delete'](target);
    void askNext();
  });

  /** The line of an entry; for one that is not an active author's, nothing. @param {Entry} entry */
  function line(entry) {
    if (entry.kind !== 'author' || entry.negative || entry.paused) return null;
    const place = el('div.people', null);
    const print = JSON.stringify([entry.value, entry.aliases, entry.rejected]);
    const known = kept.get(entry.id);
    const draw = () => drawPeople(place, /** @type {Kept} */ (kept.get(entry.id)), judge);
    const load = async () => {
      const answer = /** @type {People} */ (await ask('GET', `/radar/${encodeURIComponent(entry.id)}/people`));
      const before = kept.get(entry.id);
      kept.set(entry.id, { print, answer, open: before?.open ?? false, shown: before?.shown ?? AT_FIRST });
      draw();
      if (!answer.settled) setTimeout(() => place.isConnected && watch(), PAUSE);
    };
    const watch = () => {
      loads.set(place, load);
      observer.observe(place);
    };
    /** @param {[Person, Person["verdict"]][]} words */
    const say = async (words) => {
      for (const [{ sightings }, verdict] of words)
        await ask('POST', `/radar/${encodeURIComponent(entry.id)}/sightings`, { sightings, same: WORD[verdict] });
      await load();
      focusOn(place, words[0]?.[0].sightings ?? []);
      await tell({ type: 'changed', tabId: -1 });
    };
    /** @type {Judge} */
    const judge = async (person, verdict) => {
      const { told, people } = /** @type {Kept} */ (kept.get(entry.id)).answer;
      const words = /** @type {[Person, Person["verdict"]][]} */ ([[person, verdict]]);
      // Of two people, who says that one is meant says that the other is not.
      const [other] = people.filter((one) => one !== person);
      if (verdict === 'same' && told === 'several' && people.length === 2 && other) words.push([other, 'other']);
      try {
        await say(words);
        const before = words.map(([one]) => /** @type {[Person, Person["verdict"]]} */ ([one, one.verdict]));
        toast.say(t(SAID[verdict], entry.value), () => void say(before).catch(toast.fail));
      } catch (error) {
        toast.fail(error);
      }
    };
    if (known?.print === print) draw();
    else watch();
    return place;
  }

  return { line };
}

const SAID = /** @type {const} */ ({ same: 'saidSame', other: 'saidOther', '': 'saidNothing' });

/** @param {People} answer */
function summaryOf({ told, people }) {
  if (told === 'several') return t(people.length === 2 ? 'peopleTwo' : 'peopleSeveral');
  return t(told === 'one' ? 'peopleOne' : 'peopleUnclear');
}

/** @param {HTMLElement} place @param {Kept} state @param {Judge} judge */
function drawPeople(place, state, judge) {
  const { told, more, people } = state.answer;
  // One person is as it should be, unless the reader's word made it so: then it can be taken back here.
  if (told === 'one' && people.every(({ verdict }) => !verdict)) return fill(place);
  const hidden = people.length - state.shown;
  const showAll = () => {
    state.shown = people.length;
    drawPeople(place, state, judge);
  };
  const disclosure = el(
    'details',
    { open: state.open },
    el('summary', null, summaryOf(state.answer)),
    el('p.muted', null, t('peopleLead')),
    el('ul', null, ...people.slice(0, state.shown).map((person) => card(person, judge))),
    hidden > 0
      ? el('button.link', { type: 'button', onclick: showAll }, plural('moreAuthors', hidden + more))
      : more > 0 && el('p.muted', null, plural('moreAuthors', more)),
  );
  disclosure.addEventListener('toggle', () => (state.open = disclosure.open));
  fill(place, disclosure);
}

/** @param {Person} person @param {Judge} judge */
function card(person, judge) {
  const company = person.coauthors.join(t('listComma'));
  const about = company || person.papers[0]?.title;
  /** @param {string} name @param {Person["verdict"]} verdict */
  const button = (name, verdict) => {
    const onclick = () => judge(person, verdict);
    return el('button', { type: 'button', 'aria-label': `${t(name)}: ${about}`, onclick }, t(name));
  };
  const facts = [person.categories.join(', '), plural('peoplePapers', person.count)].filter(Boolean);
  const titles = person.papers.map((paper) =>
    el('li', null, title(paper), ' ', el('small', null, date(paper.announced))),
  );
  return el(
    'li',
    { class: person.verdict || null, 'data-papers': person.sightings.map(({ paper }) => paper).join(' ') },
    el('p.company', null, ...(company ? parts('peopleWith', company) : [t('peopleAlone')])),
    el('p.kicker', null, facts.join(' · ')),
    el('ul', null, ...titles),
    el(
      'div.row',
      null,
      person.verdict && el('b', null, t(person.verdict === 'same' ? 'isMeant' : 'isOther')),
      ...(person.verdict ? [button('takeBack', '')] : [button('thisIsMeant', 'same'), button('someoneElse', 'other')]),
    ),
  );
}

/** @param {{key: string, title: string}} paper */
const title = ({ key, title }) =>
  link(key.startsWith('arxiv:') ? `https://arxiv.org/abs/${key.slice(6)}` : key.replace(/^url:/, ''), null, title);

/**
 * Stay where the word was given, although the card was drawn anew.
 * @param {HTMLElement} place
 * @param {Person["sightings"]} sightings
 */
function focusOn(place, sightings) {
  const paper = sightings[0]?.paper ?? '';
  const drawn = [...place.querySelectorAll('li[data-papers]')].find((item) =>
    item.getAttribute('data-papers')?.split(' ').includes(paper),
  );
  /** @type {HTMLElement | null | undefined} */ (drawn?.querySelector('button'))?.focus();
}
