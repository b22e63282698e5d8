/** @file The journals whose feeds are read: those chosen, the catalogue to choose from, and any other by its address. */

import { ask } from '../background/service-client.js';
import { el, fill } from '../shared/dom.js';
import { inOurs, t } from '../shared/i18n.js';
import { sentence, told } from '../shared/troubles.js';
import { catalogue } from './catalogue.js';
import { failed } from './failed.js';
import { fieldForm } from './field-form.js';

/**
 * @typedef {{id: string, name: string, url: string, field: string, custom: boolean}} Feed
 * @typedef {{id: string, name: string, url: string, field: string, publisher: string, chosen: boolean}} Journal
 * @typedef {{id: string, name: {en: string, zh: string}}} Field
 * @typedef {{id: string, name: string, url: string}} Named
 * @typedef {{chosen: Feed[], catalogue: Journal[], fields: Field[]}} Feeds
 */

/** @param {HTMLElement} body @param {Page} page */
export async function journals(body, { toast, again }) {
  let feeds = /** @type {Feeds} */ ({ chosen: [], catalogue: [], fields: [] });
  const list = el('ul.entries', null);
  const found = el('div', { 'aria-live': 'polite' });
  const address = el('input', {
    id: 'feed-address',
    type: 'url',
    maxlength: 2000,
    required: true,
    spellcheck: 'false',
    placeholder: 'https://…/rss',
    'aria-describedby': 'feed-found',
  });
  found.id = 'feed-found';

  /** @param {() => Promise<void>} act */
  const attempt = async (act) => {
    try {
      await act();
    } catch (error) {
      toast.fail(error);
    }
    // What was ticked and could not be kept is shown as it is.
    await load().catch(toast.fail);
  };

  /** One of the catalogue, or one that was removed. @param {Named} feed @returns {Promise<void>} */
  const add = ({ id, name, url }) =>
    attempt(async () => {
      await ask('POST', '/feeds', { id, name, url });
      toast.say(t('journalAdded', name), () => void remove({ id, name, url }));
    });

  /** @param {Named} feed @returns {Promise<void>} */
  const remove = (feed) =>
    attempt(async () => {
      await ask('DELETE', `/feeds/${encodeURIComponent(feed.id)}`);
      toast.say(t('journalRemoved', feed.name), () => void add(feed));
    });

  const picker = catalogue((journal, on) => void (on ? add(journal) : remove(journal)));

  const addByAddress = async () => {
    address.removeAttribute('aria-invalid');
    fill(found, el('p.muted', null, t('lookingAtFeed')));
    try {
      const added = await ask('POST', '/feeds', { url: address.value.trim() });
      address.value = '';
      fill(
        found,
        el('p', null, t('journalAdded', added.name)),
        added.note && el('p.muted', null, added.note),
        el('ul.titles', null, ...added.papers.map((/** @type {string} */ title) => el('li', null, title))),
      );
      await load();
    } catch (error) {
      const { detail } = told(error);
      address.setAttribute('aria-invalid', 'true');
      fill(found, el('p.error', null, sentence(error)), detail && el('p.muted', null, detail));
      address.focus();
    }
  };

  const draw = () => {
    const rows = [...list.querySelectorAll('button')];
    const place = rows.findIndex((button) => button === document.activeElement);
    fill(
      list,
      ...feeds.chosen.map((feed) => row(feed, feeds.fields, () => void remove(feed))),
      feeds.chosen.length === 0 && el('li.muted', null, t('noJournals')),
    );
    // What was removed had the focus: the next one gets it, or the search for another.
    const now = [...list.querySelectorAll('button')];
    if (place >= 0) (now[Math.min(place, now.length - 1)] ?? picker.search).focus();
    picker.show(feeds);
  };
  const load = async () => {
    feeds = await ask('GET', '/feeds');
    draw();
  };

  try {
    await load();
    fill(
      body,
      list,
      picker.element,
      fieldForm(t('feedByAddress'), address, t('add'), addByAddress, found),
    );
  } catch (error) {
    fill(body, failed(error, again));
  }
}

/** @param {Feed} feed @param {Field[]} fields @param {() => void} remove */
function row({ id, name, url, field, custom }, fields, remove) {
  const known = fields.find((one) => one.id === field);
  return el(
    'li',
    null,
    el(
      'div.entry',
      null,
      el('span.value', { title: url }, name, el('small', null, custom ? url : known ? inOurs(known.name) : '')),
      el(
        'button.quiet',
        { type: 'button', id: `journal ${id}`, 'aria-label': `${t('remove')}: ${name}`, onclick: remove },
        t('remove'),
      ),
    ),
  );
}
