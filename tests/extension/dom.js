// A document for the extension's own pages. Import it before the code under test.
import { Window } from 'happy-dom';

const window = new Window({ url: 'chrome-extension://abcdefghijklmnopabcdefghijklmnop/popup/popup.html' });
Object.assign(globalThis, {
  document: window.document,
  Node: window.Node,
  addEventListener: window.addEventListener.bind(window),
  requestAnimationFrame: (/** @type {() => void} */ draw) => setTimeout(draw),
});
/** An event of this document's own kind. @param {string} type @param {object} [fields] @returns {Event} */
export const event = (type, fields = {}) =>
  Object.assign(/** @type {any} */ (new window.Event(type, { bubbles: true, cancelable: true })), fields);
export const body = /** @type {HTMLElement} */ (/** @type {unknown} */ (window.document.body));
