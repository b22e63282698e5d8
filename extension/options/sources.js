/** @file The sources: when each was last asked, what came, and a button that asks now. */

import { ask } from '../background/service-client.js';
import { el, fill } from '../shared/dom.js';
import { ago, number, t } from '../shared/i18n.js';
import { progressBar, sourceName } from '../shared/sources.js';
import { told } from '../shared/troubles.js';

const PAUSE = 700; // ms between two looks at a running refresh

/** @typedef {import('../shared/types.js').RefreshState} RefreshState */

/** @param {HTMLElement} body @param {import('./index.js').Page} page */
export async function sources(body, { toast }) {
  const bar = el('div', null);
  const table = el('div', null);
  const button = el('button', { type: 'button', id: 'refresh', onclick: () => void refresh() }, t('refreshNow'));

  const refresh = async () => {
    button.disabled = true;
    try {
      await watch(await ask('POST', '/refresh', {}));
    } catch (error) {
      toast.fail(error);
    }
    button.disabled = false;
  };

  /** @param {RefreshState} state */
  const watch = async (state) => {
    for (; state.running && body.isConnected; state = await ask('GET', '/refresh')) {
      fill(bar, ...progressBar(state));
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
    fill(bar);
    draw(state);
  };

  /** @param {RefreshState} state */
  const draw = ({ sources: states }) => {
    if (states.length === 0) return fill(table, el('p.muted', null, t('neverFetched')));
    const head = el(
      'tr',
      null,
      ...['source', 'lastSuccess', 'brought'].map((name) => el('th', { scope: 'col' }, t(name))),
    );
    const rows = states.map((state) =>
      el(
        'tr',
        null,
        el('td', null, sourceName(state.source)),
        el('td', null, state.last_success ? ago(state.last_success) : t('never')),
        el(
          'td',
          null,
          t('newAndUpdated', number(state.new), number(state.updated)),
          state.error && el('div.error', null, state.error),
          state.note && el('div.muted', null, state.note),
        ),
      ),
    );
    fill(table, el('table', null, el('thead', null, head), el('tbody', null, ...rows)));
  };

  fill(body, table, bar, button);
  try {
    const state = /** @type {RefreshState} */ (await ask('GET', '/refresh'));
    draw(state);
    await watch(state);
  } catch (error) {
    fill(body, el('p.muted', null, told(error).title));
  }
}
