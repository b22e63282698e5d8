// A page with our content scripts in it: happy-dom's document, the scripts as the manifest names them, a browser's ear.
import { existsSync, readFileSync } from 'node:fs';
import vm from 'node:vm';

import { Window } from 'happy-dom';

const EXTENSION = new URL('../../../extension/', import.meta.url);
export const RECORDED = new URL('../../../../shared/data/arxiv/pages/', import.meta.url);
/** For `test(…, {skip}, …)`: the recorded pages lie beside the project, or they do not. */
export const skip = existsSync(RECORDED) ? false : 'the recorded pages (../shared/data) are not beside this checkout';

const FILES = ['page-facts', 'any-page', 'sites/arxiv', 'sites/huggingface', 'collect', 'listen'].map(
  (name) => `content/${name}.js`,
);

/**
 * @param {string} url
 * @param {string} html
 */
export async function open(url, html) {
  const window = new Window({ url, settings: { disableJavaScriptFileLoading: true, disableCSSFileLoading: true } });
  window.document.write(html);
  /** @type {PageFacts[]} */
  const told = [];
  /** @type {((message: any, sender: any, answer: (value: any) => void) => boolean)[]} */
  const ears = [];
  const chrome = {
    runtime: {
      id: 'ours',
      sendMessage: async (/** @type {any} */ message) => void told.push(message.facts),
      onMessage: { addListener: (/** @type {any} */ listener) => ears.push(listener) },
    },
  };
  const world = /** @type {any} */ (globalThis);
  world.paperRadar = undefined; // a global `var` cannot be deleted
  Object.assign(world, {
    document: window.document,
    location: window.location,
    chrome,
    MutationObserver: window.MutationObserver,
    Element: window.Element,
    XMLSerializer: window.XMLSerializer,
    addEventListener: window.addEventListener.bind(window),
    getSelection: () => '',
    navigation: undefined,
  });
  const run = () =>
    FILES.forEach((file) => vm.runInThisContext(readFileSync(new URL(file, EXTENSION), 'utf8'), { filename: file }));
  run();

  return {
    window,
    told,
    run,
    ears,
    /** The knowledge of the page's site. */
    get site() {
      const found = /** @type {typeof paperRadar} */ (world.paperRadar).sites.find((one) => one.here(location));
      if (!found) throw new Error('no site of ours');
      return found;
    },
    /** The facts as the background asks for them. @param {{text?: boolean, from?: string}} [how] @returns {Promise<PageFacts>} */
    collect: ({ text = false, from = 'ours' } = {}) =>
      new Promise((resolve, reject) => {
        if (!ears.some((ear) => ear({ type: 'collect', text }, { id: from }, resolve))) reject(new Error('unheard'));
      }),
    /** Waits until the page told of itself `count` times. @param {number} count */
    async toldTimes(count) {
      for (let turn = 0; told.length < count && turn < 400; turn++)
        await new Promise((resolve) => setTimeout(resolve, 5));
      return told;
    },
    close: () => window.happyDOM.close(),
  };
}

/** @param {string} name below shared/data/arxiv/pages */
export const recorded = (name) => readFileSync(new URL(name, RECORDED), 'utf8');
