// The service worker's lives: each has modules of its own over the one browser, and dies between any two of its steps.
import { register } from 'node:module';

import { fake } from './fake-chrome.js';

// Whatever a module of one life imports is of that life too.
const HOOK = `export async function resolve(specifier, context, next) {
  const found = await next(specifier, context);
  const life = context.parentURL?.startsWith('file:') && new URL(context.parentURL).searchParams.get('life');
  return life ? { ...found, url: found.url + '?life=' + life } : found;
}`;
register(`data:text/javascript,${encodeURIComponent(HOOK)}`);

const browser = /** @type {any} */ (globalThis).chrome;
const NEVER = new Promise(() => {});
const turn = () => new Promise((resolve) => setImmediate(resolve));

/** The browser as a life sees it: every step takes a turn, and after death none is taken and none answers. @param {any} part @param {Life} life @returns {any} */
const mortal = (part, life) =>
  new Proxy(part, {
    get(target, name) {
      const value = target[name];
      if (typeof value === 'object' && value !== null) return mortal(value, life);
      if (typeof value !== 'function') return value;
      return (/** @type {any[]} */ ...given) => {
        const outcome = life.alive ? value.apply(target, given) : NEVER;
        return outcome instanceof Promise ? answered(outcome, life) : outcome;
      };
    },
  });

/** @param {Promise<unknown>} outcome @param {Life} life */
async function answered(outcome, life) {
  const value = await outcome;
  await turn();
  return life.alive ? value : NEVER;
}

export class Life {
  static count = 0;

  constructor() {
    this.number = ++Life.count;
    this.alive = true;
    /** @type {() => void} */
    this.end = () => {};
    this.death = new Promise((resolve) => (this.end = () => resolve(undefined)));
  }

  /** @returns {Promise<Life & {outbox: typeof import('../../extension/background/outbox.js')}>} */
  static async begin() {
    const life = new Life();
    /** @type {any} */ (globalThis).chrome = mortal(browser, life);
    const outbox = await import(`../../extension/background/outbox.js?life=${life.number}`);
    void outbox.flush(); // as index.js does
    return Object.assign(life, { outbox });
  }

  die() {
    this.alive = false;
    this.end();
  }
}

/** The whole browser ends: the session is forgotten with it. */
export const endBrowser = () => void (fake.session.values = {});
