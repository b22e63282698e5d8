/** @file The outbox: what waits for the service, what it refused and what can be done about it; the keys that save. */

import { keysOf } from '../shared/browser.js';
import { el, fill } from '../shared/dom.js';
import { locale, parts, t } from '../shared/i18n.js';
import { outboxLine } from '../shared/outbox-line.js';

/** No page may link there: the address is for the reader to type. */
const SHORTCUTS = navigator.userAgent.includes('Firefox') ? 'about:addons' : 'chrome://extensions/shortcuts';

/** @param {HTMLElement} body @param {Page} page */
export async function outbox(body, { toast }) {
  const line = outboxLine(toast, { always: true });
  fill(body, line);
  const keys = await keysOf('save-page');
  fill(
    body,
    line,
    el(
      'p.muted.shortcut',
      null,
      ...(keys ? parts('shortcutIs', keyCaps(keys)) : [t('shortcutNone')]),
      locale() === 'en' && ' ',
      ...parts('shortcutChange', el('code', null, SHORTCUTS)),
    ),
  );
}

/** @param {string} keys */
const keyCaps = (keys) => el('span', null, ...keys.split('+').flatMap((key, at) => [at > 0 && '+', el('kbd', null, key)]));
