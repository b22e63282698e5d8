import assert from 'node:assert/strict';
import { before, test } from 'node:test';

import { body, event } from '../dom.js';
import '../fake-chrome.js';
import { answer, paper } from '../answers.js';
import { createSaveForm } from '../../../extension/popup/save-form.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { ServiceError } from '../../../extension/shared/troubles.js';

before(() => loadLanguage());

const URL = 'https://www.journal.example.org/a';
const READ = paper({ key: 'doi:10.5555/a', title: '<b>Rivers</b>', authors: ['Ada Example', 'Bo Other'], doi: '10.5555/a' });
const settled = () => new Promise((resolve) => setTimeout(resolve, 5));
/** @type {Outcome} */
const OUTCOME = { what: 'saved', since: '', news: [], changed: [], kept: [], undo: false, learned: [] };
const SAVED = {
  ...{ paper: READ, saved_at: '2026-03-04T10:00:00+00:00', updated_at: '', tags: ['floods'], note: '' },
  ...{ status: 'to_read', stars: 0, origins: { title: 'highwire' }, also: [], apart: [] },
};

/** @param {Partial<PaperAnswer>} [fields] @param {Partial<MatchAnswer>} [more] */
const other = (fields = {}, more = {}) => {
  const shown = answer({ papers: [{ ...READ, ...fields }], ...more });
  shown.page = { ...shown.page, kind: 'other', site: '', nothing: more.page?.nothing ?? '' };
  return shown;
};

/** @param {object} [how] @param {any} [how.result] @param {Record<string, any>} [how.answers] */
function world({ result = { saved: { ...SAVED, outcome: OUTCOME } }, answers = {} } = {}) {
  /** @type {any[]} */
  const orders = [];
  /** @type {[string, string, any][]} */
  const asked = [];
  /** @type {any[]} */
  const said = [];
  const toast = {
    say: (/** @type {string} */ text, /** @type {any} */ undo) => void said.push({ text, undo }),
    fail: (/** @type {any} */ trouble) => void said.push(trouble),
    clear: () => {},
  };
  /** @type {any} */
  const service = async (/** @type {string} */ method, /** @type {string} */ path, /** @type {any} */ sent) => {
    asked.push([method, path, sent]);
    const found = answers[`${method} ${path}`];
    if (found === undefined) throw new ServiceError('error', { code: 'not_found' });
    return found;
  };
  /** @type {any} */
  const save = async (/** @type {any} */ order, /** @type {any} */ page) => {
    orders.push({ order, page });
    return result;
  };
  let drawn = 0;
  const tab = { id: 7, url: URL, title: 'Rivers | Journal' };
  const form = createSaveForm(tab, toast, async () => void drawn++, { service, save });
  body.replaceChildren(form.pane);
  /** @param {string} name @returns {any} */
  const input = (name) => body.querySelector(`#field-${name}`);
  return {
    ...{ form, orders, asked, said, input },
    /** @param {string} name @param {string} text */
    write: (name, text) => {
      input(name).value = text;
      input(name).dispatchEvent(event('input'));
    },
    /** @param {string} selector @returns {any} */
    the: (selector) => body.querySelector(selector),
    submit: async () => {
      body.querySelector('form')?.dispatchEvent(event('submit'));
      await settled();
    },
    text: () => body.textContent ?? '',
    again: () => drawn,
  };
}

test('a page is saved by what it says, and only what the reader changed goes with it', async () => {
  const { form, orders, write, submit } = world();
  await form.show(other(), URL);
  write('title', 'Rivers That Remember');
  await submit();
  const { order, page } = orders[0];
  assert.deepEqual(page, { tabId: 7, url: URL });
  assert.deepEqual(order.fields, { title: 'Rivers That Remember' });
  assert.deepEqual([order.tags, order.note, order.status, order.stars], [[], '', 'to_read', 0]);
  assert.ok(order.idempotency_key && !('paper' in order) && !('key' in order));
});

test('hostile words are words', async () => {
  const { form, input } = world();
  await form.show(other(), URL);
  assert.equal(input('title').value, '<b>Rivers</b>');
  assert.equal(input('authors').value, 'Ada Example; Bo Other');
});

test('each field says where it came from, and what the reader wrote is theirs', async () => {
  const { form, write, text } = world();
  await form.show(other({}, { origins: { title: 'highwire', authors: 'a new origin' } }), URL);
  assert.match(text(), /Titlefrom citation tags/);
  assert.match(text(), /Authorsa new origin/);
  write('title', 'Mine');
  assert.match(text(), /Titlecorrected by you/);
});

const DIFFER = {
  origins: { authors: 'page' },
  said: { authors: { page: READ.authors, highwire: ['Bo Other', 'Ada Example'], jsonld: ['Bo Other', 'Ada Example'] } },
};

test('where parts of the page differ, one click takes what the other says', async () => {
  const { form, orders, input, the, submit, text } = world();
  await form.show(other({}, DIFFER), URL);
  the('#where-authors').click();
  const choices = [...body.querySelectorAll('#said-authors button')];
  assert.deepEqual(
    choices.map((one) => one.textContent),
    ['Ada Example; Bo Otherfrom what the page shows', 'Bo Other; Ada Examplefrom citation tags, from structured data'],
  );
  /** @type {HTMLElement} */ (choices[1]).click();
  assert.equal(input('authors').value, 'Bo Other; Ada Example');
  assert.match(text(), /Authorsfrom citation tags/);
  await submit();
  assert.deepEqual(orders[0].order.fields, { authors: ['Bo Other', 'Ada Example'] });
});

test('what was read can be had back after writing over it', async () => {
  const { form, orders, write, the, submit } = world();
  await form.show(other({}, { origins: { title: 'highwire' } }), URL);
  assert.equal(the('#where-title'), null);
  write('title', 'A slip');
  the('#where-title').click();
  the('#said-title button').click();
  await submit();
  assert.deepEqual(orders[0].order.fields, {});
});

test('the same answer again leaves what is being typed, another page does not', async () => {
  const { form, write, input } = world();
  await form.show(other(), URL);
  write('title', 'Half a ti');
  await form.show(other({}, { counts: { ...answer().counts, new: 9 } }), URL);
  assert.equal(input('title').value, 'Half a ti');
  await form.show(other({ title: 'Another' }), `${URL}/b`);
  assert.equal(input('title').value, 'Another');
});

test('a merge is told with its day and news, can be undone, or was wrong', async () => {
  const outcome = {
    ...OUTCOME,
    ...{ what: 'merged', since: '2026-03-04T10:00:00+00:00', news: ['published', 'tags'], kept: ['title'], undo: true },
  };
  const { form, asked, the, submit, text } = world({
    result: { saved: { ...SAVED, outcome } },
    answers: { 'POST /library/unmerge': { items: [] } },
  });
  await form.show(other(), URL);
  await submit();
  assert.match(text(), /you saved on 4 Mar 2026; both are one now\. New in it: the published version, tags\./);
  assert.match(text(), /What you wrote earlier stands: Title\./);
  [...the('.outcome').querySelectorAll('button')].at(-1).click();
  await settled();
  assert.deepEqual(asked.at(-1), ['POST', '/library/unmerge', { key: READ.key, keep: true }]);
});

test('what a correction taught is told, and its undo forgets that field alone', async () => {
  const learned = { field: 'authors', preferred: 'highwire', instead_of: 'page', at: '' };
  const earlier = { ...learned, field: 'title' };
  const site = { host: 'journal.example.org', fields: [learned, earlier] };
  const { form, asked, the, submit, text } = world({
    result: { saved: { ...SAVED, outcome: { ...OUTCOME, learned: ['authors'] } } },
    answers: {
      'GET /corrections': { corrections: [site] },
      'DELETE /corrections/journal.example.org': site,
      'POST /corrections': site,
    },
  });
  await form.show(other(), URL);
  await submit();
  assert.match(text(), /From now on, “Authors” on journal\.example\.org is taken from citation tags\./);
  the('.outcome .note:last-child button').click();
  await settled();
  assert.deepEqual(asked.at(-1), ['POST', '/corrections', { host: site.host, fields: [earlier] }]);
});

test('while the service is away the page is saved all the same, once', async () => {
  const { form, orders, submit, the, text } = world({ result: { waiting: 3 } });
  await form.show(null, URL);
  await submit();
  assert.deepEqual(orders[0].page, { tabId: 7, url: URL });
  assert.match(text(), /Kept in the outbox/);
  assert.equal(the('#save').disabled, true);
});

test('what is refused is said, and what was typed stays to be put right, in place of what was refused', async () => {
  const trouble = { kind: 'error', code: 'bad_input', message: 'no', hint: '' };
  const { form, orders, said, input, write, submit } = world({ result: { trouble } });
  await form.show(other(), URL);
  write('title', 'Mine');
  await submit();
  await submit();
  assert.deepEqual([said[0], input('title').value], [trouble, 'Mine']);
  assert.equal(orders[0].order.idempotency_key, orders[1].order.idempotency_key);
});

for (const [nothing, words] of /** @type {const} */ ([
  ['challenge', /asks whether you are human/],
  ['home', /front page of a site/],
  ['no_paper', /no single paper/],
])) {
  test(`of a page that is a ${nothing} only the link is saved, and it says so`, async () => {
    const { form, orders, submit, text } = world();
    await form.show(other({}, { papers: [], page: { ...answer().page, nothing } }), `${URL}#part`);
    assert.match(text(), words);
    await submit();
    assert.equal(orders[0].page, undefined);
    assert.deepEqual(orders[0].order.paper, { key: `url:${URL}`, title: 'Rivers | Journal', url: URL, source: 'web' });
  });
}

test('a saved page shows the record, and only what changes is patched', async () => {
  const path = '/library/doi%3A10.5555%2Fa';
  const { form, asked, the, input, write, submit, text } = world({
    answers: { [`GET ${path}`]: SAVED, [`PATCH ${path}`]: { ...SAVED, learned: [] } },
  });
  await form.show(other({ saved: true }), URL);
  assert.match(text(), /Saved on 4 Mar 2026/);
  assert.match(text(), /floods/);
  assert.equal(input('doi'), null);
  assert.equal(the('#update').disabled, true);
  write('venue', 'Journal of Rivers');
  assert.equal(the('#update').disabled, false);
  await submit();
  assert.deepEqual(asked.at(-1), ['PATCH', path, { fields: { venue: 'Journal of Rivers' } }]);
  assert.match(text(), /Updated\./);
});

test('removing can be undone with all that was written', async () => {
  const path = '/library/doi%3A10.5555%2Fa';
  const { form, asked, said, the } = world({
    answers: { [`GET ${path}`]: SAVED, [`DELETE ${path}`]: SAVED, 'POST /library': SAVED },
  });
  await form.show(other({ saved: true }), URL);
  the('#unsave').click();
  await settled();
  said[0].undo();
  await settled();
  assert.deepEqual(asked.at(-1), ['POST', '/library', { saved: SAVED }]);
});
