/** @file The options: one section a subject, each drawn by its own file. */

import { byId, el, fill } from '../shared/dom.js';
import { languageTag, loadLanguage, t } from '../shared/i18n.js';
import { createToast } from '../shared/toast.js';
import { waysFrom } from '../shared/ways.js';
import { briefs } from './briefs.js';
import { categories } from './categories.js';
import { connectionSection } from './connection.js';
import { corrections } from './corrections.js';
import { digest } from './digest.js';
import { journals } from './journals.js';
import { language } from './language.js';
import { marks } from './marks.js';
import { outbox } from './outbox.js';
import { radar } from './radar.js';
import { sources } from './sources.js';
import { taste } from './taste.js';

const SECTIONS = /** @type {const} */ ([
  ['connection', connectionSection],
  ['radar', radar],
  ['taste', taste],
  ['marks', marks],
  ['categories', categories],
  ['journals', journals],
  ['sources', sources],
  ['corrections', corrections],
  ['outbox', outbox],
  ['briefs', briefs],
  ['digest', digest],
  ['language', language],
]);

const toast = createToast(byId('toast'));

/** Every section again: after pairing, and in another language. */
async function draw() {
  document.documentElement.lang = languageTag();
  document.title = `Paper Radar · ${t('options')}`;
  fill(byId('ways'), ...waysFrom('options'));
  fill(byId('contents'), ...SECTIONS.map(([name]) => el('a', { href: `#${name}` }, t(`options_${name}`))));
  const drawn = SECTIONS.map(([name, section]) => {
    const body = el('div', null);
    section(body, { toast, again: draw });
    return el(
      'section',
      { id: name },
      el('h2', null, t(`options_${name}`)),
      el('p.lead', null, t(`options_${name}_lead`)),
      body,
    );
  });
  fill(byId('main'), ...drawn);
}

/** @typedef {{toast: Toast, again: () => Promise<void>}} Page */

await loadLanguage();
await draw();
// The sections arrive after the browser looked for the one that the address names.
if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
