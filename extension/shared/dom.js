/** @file Elements without HTML: text goes in as text, links are http(s) or no links, so hostile titles stay words. */

/** @typedef {Node | string | number | false | null | undefined} Child */
/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Properties */

/**
 * `el('button.quiet', {'aria-label': 'Save', onclick: save}, '☆')`: tag and classes, attributes and listeners, children.
 * A property that is false, null or undefined is left out; true is an empty attribute; on… takes a listener.
 * @template {keyof HTMLElementTagNameMap} T
 * @param {T | `${T}.${string}`} name
 * @param {Properties | null} [properties]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElementTagNameMap[T]}
 */
export function el(name, properties, ...children) {
  const [tag, ...classes] = name.split('.');
  const element = /** @type {HTMLElementTagNameMap[T]} */ (document.createElement(/** @type {string} */ (tag)));
  if (classes.length) element.className = classes.join(' ');
  for (const [key, value] of Object.entries(properties ?? {})) {
    if (typeof value === 'function') element.addEventListener(key.slice(2), value);
    else if (key === 'value' && 'value' in element) element.value = /** @type {any} */ (String(value ?? ''));
    else if (value === true) element.setAttribute(key, '');
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(key, String(value));
  }
  element.append(...texts(children));
  return element;
}

/** @param {(Child | Child[])[]} children @returns {(Node | string)[]} */
const texts = (children) =>
  children
    .flat()
    .filter((child) => child !== false && child !== null && child !== undefined && child !== '')
    .map((child) => (child instanceof Node ? child : String(child)));

/** Put these in place of all that the element holds. @param {Element} element @param {...(Child | Child[])} children */
export function fill(element, ...children) {
  element.replaceChildren(...texts(children));
}

/** The address if it is an http(s) one, else "". @param {string} url */
export function safeUrl(url) {
  try {
    const { protocol, href } = new URL(url);
    return protocol === 'https:' || protocol === 'http:' ? href : '';
  } catch {
    return '';
  }
}

/** The host of an address as one says it, without "www."; "" where it is none. @param {string} url */
export const hostOf = (url) => (URL.canParse(url) ? new URL(url).hostname.replace(/^www\./, '') : '');

/**
 * A link into a new tab, or plain words where the address is no http(s) one.
 * @param {string} url
 * @param {Properties | null} properties
 * @param {...(Child | Child[])} children
 */
export function link(url, properties, ...children) {
  const href = safeUrl(url);
  if (!href) return el('span', properties, ...children);
  return el('a', { ...properties, href, target: '_blank', rel: 'noopener noreferrer' }, ...children);
}

/** Children with a mark between each two. @param {(Child | Child[])[]} children @param {string} mark @returns {Child[]} */
export const joined = (children, mark) => children.flatMap((child, place) => (place ? [mark, child] : [child])).flat();

/** Draw, and give the focus back to what has the id of what had it. @param {() => void} draw */
export function keepingFocus(draw) {
  const held = document.activeElement?.id;
  draw();
  if (held && document.activeElement?.id !== held) document.getElementById(held)?.focus({ preventScroll: true });
}

/** The element of that id, which the page is known to have. @param {string} id */
export function byId(id) {
  const element = document.getElementById(id);
  if (!element) throw new Error(`the page has no #${id}`);
  return element;
}
