/** @file The bar: "7 of 264 on your radar", the other rows hidden and shown, the keys, what was done and its undo. */
/* global paperRadarMarks */

/**
 * @typedef {object} BarActs
 * @property {() => void} only
 * @property {() => void} hide the bar itself, on this page
 * @property {() => void} off on this site
 * @property {() => void} popup
 * @property {() => void} star of the page's paper
 * @typedef {object} BarState
 * @property {"listing" | "paper"} kind
 * @property {string} count
 * @property {string} at the place of the walk, such as "2 / 7"
 * @property {boolean} only
 * @property {boolean} canHide whether rows can be hidden
 * @property {{saved: boolean, title: string} | null} paper of a paper page
 * @property {string} related
 * @typedef {object} Bar
 * @property {(state: BarState | null) => void} show null: no bar
 * @property {(text: string, how?: {button?: string, press?: () => void, trouble?: boolean}) => void} tell for a while
 * @property {() => void} toggleKeys
 * @property {() => boolean} closeKeys whether they were open
 * @property {() => void} end
 */

(() => {
  const { el } = paperRadarMarks;
  const WHILE = 10_000; // ms that a sentence and its undo stay
  const KEYS = {
    listing: [
      ['j', 'keyNext'],
      ['k', 'keyPrevious'],
      ['Enter', 'keyOpen'],
      ['s', 'keySave'],
      ['b', 'keyBrief'],
      ['x', 'keyDismiss'],
      ['?', 'keyHelp'],
    ],
    paper: [
      ['s', 'keySave'],
      ['b', 'keyBrief'],
      ['?', 'keyHelp'],
    ],
  };

  paperRadarMarks.bar = (layer, say, acts) => {
    let leaving = 0;
    /** @type {BarState["kind"]} */
    let kind = 'listing';
    const now = el('div.now');
    const keys = el('div.more', { id: 'keys', hidden: '' });
    const told = el('div.told', { role: 'status', hidden: '' });
    const bar = el('section.bar', { 'aria-label': say('bar'), hidden: '' }, now, keys, told);
    layer.inside.prepend(bar); // before the marks: the Tab key comes to it first
    let shown = false;

    /** @param {BarState | null} state */
    const show = (state) => {
      shown = state !== null;
      if (state) {
        kind = state.kind;
        draw(state);
      }
      settle();
    };

    // The bar is also there for what it has to tell.
    const settle = () => {
      now.hidden = !shown;
      bar.hidden = !shown && told.hidden && keys.hidden;
    };

    /** @param {BarState} state */
    const draw = (state) => {
      const held = /** @type {ShadowRoot} */ (bar.getRootNode()).activeElement?.id; // drawing anew takes the focus away
      const count = el('p.count', null, state.count);
      if (state.at) count.append(el('span.at', null, state.at));
      const open = !keys.hidden;
      const help = { type: 'button', id: 'help', title: say('keys'), 'aria-label': say('keys'), 'aria-expanded': open };
      const hide = { type: 'button', id: 'hide', title: say('hide'), 'aria-label': say('hide'), onclick: acts.hide };
      const ends = [el('button.quiet', { ...help, onclick: toggleKeys }, '?'), el('button.quiet', hide, '×')];
      const deeds = [];
      if (state.related) {
        deeds.push(el('button', { type: 'button', id: 'related', onclick: acts.popup }, state.related));
      }
      if (state.paper) {
        const { saved, title } = state.paper;
        const name = say(saved ? 'unsave' : 'save', { title });
        const words = saved ? `★ ${say('savedPage')}` : `☆ ${say('savePage')}`;
        deeds.push(el('button', { type: 'button', id: 'star', title: name, onclick: acts.star }, words));
      }
      if (state.canHide) {
        const words = say(state.only ? 'all' : 'only');
        deeds.push(el('button', { type: 'button', id: 'only', onclick: acts.only }, words));
      }
      // A paper page with reasons has two lines: the reasons, and what can be done.
      const two = kind === 'paper' && state.count;
      const parts = two ? [count, ...ends, el('i.break'), ...deeds] : [count, ...deeds, ...ends];
      now.classList.toggle('two', Boolean(two));
      parts.unshift(el('i.radar'));
      now.replaceChildren(...parts);
      if (held) /** @type {HTMLElement | null} */ (now.querySelector(`#${held}`))?.focus();
    };

    const toggleKeys = () => {
      keys.hidden = !keys.hidden;
      now.querySelector('#help')?.setAttribute('aria-expanded', String(!keys.hidden));
      if (!keys.hidden) {
        const lines = KEYS[kind].flatMap(([key = '', name = '']) => [
          el('dt', null, el('kbd', null, key === 'Enter' ? '↵' : key)),
          el('dd', null, say(name)),
        ]);
        keys.replaceChildren(
          el('dl', null, ...lines),
          el('button.off', { type: 'button', onclick: acts.off }, say('off')),
        );
      }
      settle();
    };

    const closeKeys = () => {
      if (keys.hidden) return false;
      toggleKeys();
      return true;
    };

    /** @type {Bar["tell"]} */
    const tell = (text, { button = '', press, trouble = false } = {}) => {
      clearTimeout(leaving);
      told.className = trouble ? 'told trouble' : 'told';
      told.hidden = false;
      settle(); // a status that is seen is read out
      const undo = () => {
        quiet();
        press?.();
      };
      told.replaceChildren(el('p', null, text));
      if (button) told.append(el('button', { type: 'button', onclick: undo }, button));
      told.append(el('button.quiet', { type: 'button', 'aria-label': say('close'), onclick: quiet }, '×'));
      leaving = Number(setTimeout(leave, WHILE));
    };

    // Nothing goes away under the hand that reaches for it, unless it just rests there.
    const leave = (again = 5) => {
      const held = told.matches(':focus-within') || (again > 0 && told.matches(':hover'));
      if (held) leaving = Number(setTimeout(leave, 2_000, again - 1));
      else quiet();
    };

    const quiet = () => {
      clearTimeout(leaving);
      told.hidden = true;
      told.replaceChildren();
      settle();
    };

    return { show, tell, toggleKeys, closeKeys, end: () => clearTimeout(leaving) };
  };
})();
