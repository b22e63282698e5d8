/** @file Step 1: start the service and pair with it; as soon as that is done, it goes on by itself. */

import { checkHealth, connection } from '../../background/service-client.js';
import { onStored } from '../../shared/browser.js';
import { el, fill } from '../../shared/dom.js';
import { t } from '../../shared/i18n.js';
import { troubleState } from '../../shared/trouble-state.js';
import { asTrouble } from '../../shared/troubles.js';

const PAUSE = 2_000; // ms between two looks whether the service runs by now

/** @param {HTMLElement} place @param {() => void} paired */
export function connectStep(place, paired) {
  let running = '';
  let over = false;
  const state = el('div', null);
  const waits = el('p.waits', { role: 'status' }, t('startWaits'));
  fill(place, state, waits);

  const go = () => {
    if (over) return;
    over = true;
    paired();
  };
  onStored('local', (changes) => {
    if (changes.connection?.newValue?.token && place.isConnected && !over) go();
  });

  /** Drawn again where the service comes or goes, unless a code is being typed. */
  async function look() {
    if (over || !place.isConnected) return;
    if (!document.hidden) {
      const { address } = await connection();
      const now = await checkHealth(address).then(
        () => 'running',
        (error) => asTrouble(error).kind,
      );
      const typed = /** @type {HTMLInputElement | null} */ (state.querySelector('#code'))?.value;
      if (now !== running && !typed) draw(now);
    }
    setTimeout(() => void look(), PAUSE);
  }

  /** @param {string} now "running", or why it does not seem to */
  function draw(now) {
    running = now;
    // Nothing listens, or ours does: that is how it begins. What else listens there must be told of.
    const kind = now === 'foreign' || now === 'version' ? now : 'unpaired';
    const trouble = { kind, code: kind, message: '', hint: '' };
    fill(state, troubleState(trouble, kind === 'unpaired' ? go : () => void look(), { connection, checkHealth }));
    if (kind === 'unpaired') state.querySelector('h1')?.remove(); // the step's own title says it
  }

  draw('');
  void look();
}
