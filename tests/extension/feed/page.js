// A feed's page without its list: what acts are told of it, and what they asked it for.
import { paper } from '../answers.js';
import { createToast } from '../../../extension/shared/toast.js';
import { body } from '../dom.js';
import { asked } from '../../../extension/feed/address.js';

/** @param {Partial<FeedItem>} [fields] @returns {FeedItem} */
export const item = (fields = {}) =>
  /** @type {FeedItem} */ ({ ...paper(), section: 'today', new: false, read: false, brief: null, places: [], ...fields });

/**
 * @param {FeedItem[]} items
 * @param {Record<string, any>} [answers] by method and path; a function is asked with the body, an Error is thrown
 */
export function pageOf(items, answers = {}) {
  const place = document.createElement('div');
  body.append(place);
  /** @type {[string, string, any][]} */
  const requests = [];
  /** @type {any[]} */
  const went = [];
  let reloads = 0;
  const placeOf = (/** @type {string} */ key) => items.findIndex((one) => one.key === key);
  /** @type {import('../../../extension/feed/acts.js').FeedPage} */
  const page = {
    ask: async (method, path, sent) => {
      requests.push([method, path, sent]);
      const answer = answers[`${method} ${path}`] ?? answers[`${method} *`];
      if (answer instanceof Error) throw answer;
      return typeof answer === 'function' ? answer(sent) : answer;
    },
    toast: createToast(place),
    asked: () => asked(''),
    go: (next) => void went.push(next),
    at: (index) => items[index],
    placeOf,
    current: () => 0,
    focus: () => {},
    changed: (now, key = now.key) => void (items[placeOf(key)] = now),
    gone: (keys, gone = true) => keys.forEach((key) => (items[placeOf(key)] = { .../** @type {FeedItem} */ (items[placeOf(key)]), dismissed: gone })),
    reload: async () => void reloads++,
    anew: async () => {},
    allKeys: async () => items.map(({ key }) => key),
    total: () => items.length,
    row: () => undefined,
    holding: (_, change) => change(),
    unfold: () => {},
  };
  return {
    page,
    items,
    requests,
    went,
    said: () => place.querySelector('.toast span')?.textContent ?? '',
    /** Press what the toast offers. @param {string} name */
    press: (name) => [...place.querySelectorAll('button')].find((one) => one.textContent === name)?.click(),
    get reloads() {
      return reloads;
    },
  };
}
