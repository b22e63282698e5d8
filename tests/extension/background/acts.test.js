import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { FakeService } from '../fake-service.js';
import { answer, facts, hit, paper } from '../answers.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';
import { fulfilAct } from '../../../extension/background/acts.js';
import { kept, look } from '../../../extension/background/pages.js';
import { connect } from '../../../extension/background/service-client.js';
import { markSettings } from '../../../extension/shared/mark-settings.js';

const LIST = 'https://arxiv.org/list/cs.LG/recent';
const KEY = paper().key;
const DELETED = `DELETE /library/${encodeURIComponent(KEY)}`;
const removed = { paper: paper(), tags: ['muon'], note: 'read twice' };

const service = new FakeService();
before(() => service.start());
after(() => service.stop());
beforeEach(async () => {
  fake.restart();
  service.log = [];
  service.answers = {
    'POST /match': {
      body: answer({
        page: { ...answer().page, kind: 'listing' },
        papers: [paper({ item: 0, hits: [hit()] }), paper({ key: 'arxiv:2602.00002', item: 1, hits: [hit()] })],
      }),
    },
    'POST /library': { status: 201, body: { ...removed, outcome: { what: 'saved' } } },
    [DELETED]: { body: removed },
    'POST /feedback': { body: {} },
    [`DELETE /feedback/${encodeURIComponent(KEY)}`]: { body: {} },
  };
  await connect(service.address, 'secret');
  await loadLanguage();
  fake.tabs = [{ id: 1, windowId: 5, url: LIST, content: () => facts(LIST, [paper().url]) }];
  await look(1);
});

const shown = async () => (await kept(1))?.answer;
/** @param {string} path */
const bodies = (path) => service.asked(path).map(({ body }) => body);

test('a paper is saved by its key, and the kept answer knows it at once', async () => {
  assert.deepEqual(await fulfilAct(1, 'save', KEY), { ok: true });
  const [order] = bodies('/library');
  assert.equal(order.key, KEY);
  assert.match(order.idempotency_key, /^[0-9a-f-]{36}$/);
  assert.equal((await shown())?.papers[0]?.saved, true);
});

test('what was taken out comes back with its tags and its note', async () => {
  await fulfilAct(1, 'unsave', KEY);
  assert.equal((await shown())?.papers[0]?.saved, false);
  await fulfilAct(1, 'save', KEY);
  assert.deepEqual(bodies('/library').at(-1).saved, removed);
  await fulfilAct(1, 'save', KEY);
  assert.equal(bodies('/library').at(-1).saved, undefined);
});

test('a dismissed paper is counted no more, until it is restored', async () => {
  await fulfilAct(1, 'dismiss', KEY);
  assert.deepEqual(bodies('/feedback'), [{ key: KEY }]);
  assert.equal((await shown())?.counts.hits, 1);
  await fulfilAct(1, 'restore', KEY);
  assert.equal((await shown())?.counts.hits, 2);
});

test('a paper that the page does not show is not acted on, whoever asks', async () => {
  for (const act of /** @type {const} */ (['save', 'unsave', 'dismiss', 'restore', 'brief', 'popup'])) {
    const done = await fulfilAct(1, act, 'doi:10.1000/another');
    assert.ok('trouble' in done && done.trouble.title && done.trouble.hint, act);
  }
  assert.deepEqual(
    service.log.filter(({ path }) => path !== '/match'),
    [],
  );
  assert.deepEqual(fake.opened, []);
});

test('a page that came back from the browser’s memory is read anew before it is acted on', async () => {
  fake.session.values = {};
  assert.deepEqual(await fulfilAct(1, 'dismiss', KEY), { ok: true });
});

test('a failure is told in words, and nothing changes', async () => {
  service.answers['POST /feedback'] = {
    status: 500,
    body: { error: { code: 'storage', message: 'No space.', hint: 'Make room.' } },
  };
  assert.deepEqual(await fulfilAct(1, 'dismiss', KEY), { trouble: { title: 'No space.', hint: 'Make room.' } });
  assert.equal((await shown())?.papers[0]?.dismissed, undefined);
});

test('while the service is away a save is kept, the star is shown, and the page is told how many wait', async () => {
  await service.stop();
  try {
    const done = await fulfilAct(1, 'save', KEY);
    assert.deepEqual(done, { ok: true, said: 'Kept: 1 save waits for the service.' });
    assert.equal((await shown())?.papers[0]?.saved, true);
  } finally {
    await service.start();
  }
});

test('the brief of a paper opens the popup with a note of what was asked for', async () => {
  await fulfilAct(1, 'brief', KEY);
  assert.deepEqual(fake.opened, ['popup over window 5']);
  const { at, ...asked } = fake.session.values.asked;
  assert.deepEqual(asked, { tabId: 1, what: 'brief', key: KEY });
  assert.ok(at <= Date.now());
});

test('where the browser opens no popup, a window of its own shows it', async () => {
  fake.mayOpenPopup = false;
  assert.deepEqual(await fulfilAct(1, 'popup', ''), { ok: true });
  assert.deepEqual(fake.opened, ['/popup/popup.html?tab=1']);
});

test('hiding turns the marks off on this site alone', async () => {
  await fulfilAct(1, 'hide', '');
  assert.deepEqual(await markSettings(), { all: true, arxiv: false, huggingface: true });
});
