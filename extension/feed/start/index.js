/** @file The first run: connect, follow, and see the first papers arrive; three steps, each can be left. */

import { ask, checkHealth, connection } from '../../background/service-client.js';
import { readLocal, writeLocal } from '../../shared/browser.js';
import { el, fill } from '../../shared/dom.js';
import { plural, t } from '../../shared/i18n.js';
import { tell } from '../../shared/messages.js';
import { troubleState } from '../../shared/trouble-state.js';
import { asTrouble } from '../../shared/troubles.js';
import { arrivingStep } from './arriving.js';
import { createChosen } from './chosen.js';
import { connectStep } from './connect.js';
import { followStep } from './follow.js';

const STEPS = /** @type {const} */ ([
  { step: 'connect', name: 'startStep_connect', title: 'startTitle_connect' },
  { step: 'follow', name: 'startStep_follow', title: 'startTitle_follow' },
  { step: 'arrive', name: 'startStep_arrive', title: 'startTitle_arrive' },
]);
const PUT_OFF = 'startPutOff';

/** @typedef {typeof STEPS[number]["step"]} Step */
/** @typedef {import('./follow.js').Followed} Followed */

/**
 * @param {HTMLElement} place stands in place of the list
 * @param {{done: () => void, toast: Toast, everything: () => void}} acts `everything`: show all that is new in the categories
 */
export function createStart(place, { done, toast, everything }) {
  const chosen = createChosen();
  /** @type {Followed} */
  let followed = { added: [], there: [], refused: [] };

  const title = el('h1', { id: 'start-title', tabindex: -1 });
  const steps = el('ol.steps', { 'aria-label': t('startSteps') });

  /** @param {Step} step @param {(body: HTMLElement) => unknown} draw @param {boolean} [first] */
  function stand(step, draw, first = false) {
    const body = el('div.step', { id: `start-${step}` });
    const now = STEPS.findIndex((one) => one.step === step);
    title.textContent = t(STEPS[now]?.title ?? '');
    fill(
      steps,
      ...STEPS.map(({ name }, at) =>
        el('li', { 'aria-current': at === now ? 'step' : null, class: at < now ? 'past' : null }, t(name)),
      ),
    );
    fill(place, el('div.kicker', null, 'Paper Radar'), title, steps, body);
    place.hidden = false;
    document.body.classList.add('starting');
    scrollTo({ top: 0, behavior: 'instant' });
    if (!first) title.focus({ preventScroll: true });
    draw(body);
  }

  const connect = (first = false) => stand('connect', (body) => connectStep(body, () => void paired()), first);

  /** Who is paired anew may have a radar already. */
  async function paired() {
    const { entries } = await ask('GET', '/radar').catch(() => ({ entries: [] }));
    if (entries.length) leave();
    else follow();
  }

  function follow(first = false) {
    const draw = (/** @type {HTMLElement} */ body) =>
      followStep(body, chosen, { toast, followed: arrive, skip: leave }).catch((error) =>
        fill(body, troubleState(asTrouble(error), () => void draw(body), { connection, checkHealth })),
      );
    stand('follow', draw, first);
  }

  /** @param {Followed} answer */
  function arrive(answer) {
    followed = answer;
    const { added } = answer;
    if (added.length) {
      toast.say(plural('startFollowing', added.length), () => void unfollow(added));
      void tell({ type: 'changed', tabId: -1 }).catch(() => null); // marks and badges follow when they can
    }
    stand('arrive', (body) =>
      arrivingStep(body, followed, {
        done: leave,
        back: () => follow(),
        everything: () => {
          end();
          everything();
        },
      }),
    );
  }

  /** @param {Entry[]} added */
  async function unfollow(added) {
    try {
      await ask('POST', '/radar/many/remove', { ids: added.map(({ id }) => id) });
      for (const { kind, value, author_id } of added)
        if (kind !== 'category') chosen.add(kind, { value, ...(author_id && { author_id }) });
      follow();
    } catch (error) {
      toast.fail(error);
    }
  }

  function end() {
    void writeLocal({ [PUT_OFF]: true });
    document.body.classList.remove('starting');
    place.hidden = true;
    fill(place);
  }

  function leave() {
    end();
    done();
  }

  /** The step that is next: the first where nothing is paired. @param {{unpaired?: boolean, first?: boolean}} [state] */
  function show({ unpaired = false, first = false } = {}) {
    if (!place.hidden) return; // it is under way
    if (unpaired) connect(first);
    else follow(first);
  }

  return {
    show,
    /**
     * Tell what is followed; where that is nothing yet and was not put off, begin, if the page is free for it.
     * @param {(radar: {entries: Entry[]}) => void} know @param {() => boolean} free
     */
    async look(know, free) {
      const [radar, putOff] = await Promise.all([ask('GET', '/radar').catch(() => null), readLocal(PUT_OFF)]);
      if (!radar) return; // the list tells of troubles
      know(radar);
      if (radar.entries.length === 0 && !putOff && free()) show({ first: true });
    },
  };
}
