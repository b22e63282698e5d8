/** @file The sites whose pages are read otherwise since the reader corrected them, field by field: each can be forgotten. */

import { ask } from '../background/service-client.js';
import { el, fill } from '../shared/dom.js';
import { ago, t } from '../shared/i18n.js';
import { originName } from '../shared/origins.js';
import { failed } from './failed.js';

/** @typedef {{host: string, fields: {field: string, preferred: string, instead_of: string, at: string}[]}} Site */

/** @param {HTMLElement} body @param {Page} page */
export async function corrections(body, { toast, again }) {
  const list = el('ul.entries', null);

  async function draw() {
    /** @type {{corrections: Site[]}} */
    const { corrections: sites } = await ask('GET', '/corrections');
    fill(list, ...sites.map(row), sites.length === 0 && el('li.muted', null, t('correctionsEmpty')));
  }

  /** @param {() => Promise<void>} act */
  const attempt = async (act) => {
    try {
      await act();
      await draw();
    } catch (error) {
      toast.fail(error);
    }
  };

  /** @param {string} host */
  const forget = (host) =>
    attempt(async () => {
      /** @type {Site} */
      const gone = await ask('DELETE', `/corrections/${encodeURIComponent(host)}`);
      toast.say(t('correctionsForgotten', host), () =>
        attempt(async () => {
          await ask('POST', '/corrections', gone);
        }),
      );
    });

  /** @param {Site} site */
  const row = ({ host, fields }) =>
    el(
      'li',
      null,
      el(
        'div.entry',
        null,
        el(
          'span.value',
          null,
          host,
          ...fields.map(({ field, preferred, instead_of, at }) =>
            el(
              'small',
              null,
              t('saidOf', t(`fieldName_${field}`), originName(preferred)),
              instead_of && t('correctedInstead', originName(instead_of)),
              ` · ${ago(at, new Date(), 'long')}`,
            ),
          ),
        ),
        el(
          'button',
          { type: 'button', 'aria-label': t('forgetSite', host), onclick: () => void forget(host) },
          t('tasteForget'),
        ),
      ),
    );

  fill(body, list);
  try {
    await draw();
  } catch (error) {
    fill(body, failed(error, again));
  }
}
