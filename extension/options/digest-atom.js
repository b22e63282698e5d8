/** @file The radar as an Atom feed: an address with a secret of its own, for feed readers on this computer. */

import { ask, connection } from '../background/service-client.js';
import { command } from '../shared/command.js';
import { el, fill } from '../shared/dom.js';
import { t } from '../shared/i18n.js';

/** @param {DigestSettings} settings @param {Toast} toast */
export function atomPart(settings, toast) {
  const place = el('div.below.atom', { 'aria-live': 'polite' });

  /** @param {"POST" | "DELETE"} method @param {string} focus id of what has the focus then */
  async function turn(method, focus) {
    try {
      settings.atom = await ask(method, '/digest/atom', method === 'POST' ? {} : undefined);
    } catch (error) {
      return toast.fail(error);
    }
    await draw();
    document.getElementById(focus)?.focus();
  }

  /** What cannot be taken back is asked twice. @param {string} why @param {string} name @param {() => void} act */
  function sure(why, name, act) {
    const no = el('button', { type: 'button', onclick: () => void draw() }, t('cancel'));
    const yes = el('button', { type: 'button', id: 'atom-sure', onclick: act }, name);
    fill(place, el('p', { role: 'alert' }, why), el('div.row', null, yes, no));
    no.focus();
  }

  async function draw() {
    if (!settings.atom.on) {
      const make = el('button', { type: 'button', id: 'atom-make', onclick: () => void turn('POST', 'atom-renew') }, t('digestAtomMake'));
      return fill(place, el('div.row', null, make));
    }
    const { address } = await connection();
    const renew = () => sure(t('digestAtomRenewSure'), t('digestAtomRenew'), () => void turn('POST', 'atom-renew'));
    const end = () => sure(t('digestAtomEndSure'), t('digestAtomEnd'), () => void turn('DELETE', 'atom-make'));
    fill(
      place,
      command(`${address}${settings.atom.path}`),
      el(
        'div.row',
        null,
        el('button', { type: 'button', id: 'atom-renew', onclick: renew }, t('digestAtomRenew')),
        el('button', { type: 'button', id: 'atom-end', onclick: end }, t('digestAtomEnd')),
      ),
    );
  }

  void draw();
  return el('div.way', null, el('h3', null, t('digestAtom')), el('p.muted.below', null, t('digestAtomHow')), place);
}
