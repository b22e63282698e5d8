import assert from 'node:assert/strict';
import { after, before, beforeEach, test } from 'node:test';

import { fake } from '../fake-chrome.js';
import { FakeService } from '../fake-service.js';
import { answer, facts, hit, paper } from '../answers.js';
import { until } from '../until.js';
import { connect } from '../../../extension/background/service-client.js';
import {
  batch,
  becomes,
  changed,
  forget,
  kept,
  look,
  lookEverywhere,
  pageArrived,
  tabChanged,
  tabShown,
  wake,
} from '../../../extension/background/pages.js';

const URL = 'https://arxiv.org/abs/2602.11557';
const service = new FakeService();
before(() => service.start());
after(() => service.stop());
beforeEach(async () => {
  fake.restart();
  service.log = [];
  service.answers = {
    'POST /match': { body: answer({ papers: [paper({ hits: [hit(), hit({ entry_id: 'e2' })] })] }) },
  };
  await connect(service.address, 'secret');
  fake.tabs = [{ id: 1, url: URL, active: true, content: () => facts(URL) }];
});

const asked = () => service.asked('/match').length;
const badge = (/** @type {number} */ id) => fake.badges[id]?.text ?? '';

test('a page is asked for once, and the badge counts what was found in its paper', async () => {
  await pageArrived(1, facts(URL));
  await pageArrived(1, facts(URL));
  assert.equal(asked(), 1);
  assert.equal(badge(1), '2');
  assert.equal((await kept(1))?.state, 'answered');
});

test('two reports of one page at the same moment are one request', async () => {
  await Promise.all([pageArrived(1, facts(URL)), pageArrived(1, facts(URL))]);
  assert.equal(asked(), 1);
});

test('a page that shows other papers at the same address is another page', async () => {
  await pageArrived(1, facts(URL, ['https://arxiv.org/abs/2601.00001']));
  await pageArrived(1, facts(URL, ['https://arxiv.org/abs/2601.00002']));
  assert.equal(asked(), 2);
});

test('an answer that was asked for before the reader’s last act does not take it back', async () => {
  await look(1);
  /** @type {() => void} */
  let release = () => {};
  const body = answer({ papers: [paper({ hits: [hit()], dismissed: true })] });
  service.answers['POST /match'] = { body, wait: new Promise((resolve) => (release = () => resolve(undefined))) };
  const looking = look(1);
  await until(() => asked() === 2);
  await becomes(paper().key, { dismissed: false });
  release();
  await looking;
  assert.equal((await kept(1))?.answer?.papers[0]?.dismissed, false);
  await look(1); // asked for after it: the service knows best
  assert.equal((await kept(1))?.answer?.papers[0]?.dismissed, true);
});

test('the answer for a page that was left does not overwrite the next one’s', async () => {
  const next = 'https://arxiv.org/abs/2602.00002';
  /** @type {() => void} */
  let release = () => {};
  const late = new Promise((resolve) => (release = () => resolve(undefined)));
  service.answers['POST /match'] = ({ body }) =>
    body.facts.url === URL
      ? { body: answer(), wait: /** @type {Promise<void>} */ (late) }
      : { body: answer({ papers: [] }) };
  const first = pageArrived(1, facts(URL));
  const second = pageArrived(1, facts(next)).then(release);
  await Promise.all([first, second]);
  assert.equal((await kept(1))?.url, next);
  assert.equal(badge(1), '');
});

test('a listing’s badge counts the papers that hit', async () => {
  service.answers['POST /match'] = {
    body: answer({ page: { ...answer().page, kind: 'listing' }, counts: { ...answer().counts, hits: 7 } }),
  };
  await pageArrived(1, facts('https://arxiv.org/list/cs/new'));
  assert.equal(badge(1), '7');
});

test('a muted paper shows no number', async () => {
  service.answers['POST /match'] = { body: answer({ papers: [paper({ hits: [hit()], muted: true })] }) };
  await pageArrived(1, facts(URL));
  assert.equal(badge(1), '');
});

test('a failure shows no badge, keeps the former answer and is mended when the tab comes to the front', async () => {
  await pageArrived(1, facts(URL));
  const ours = service.answers['POST /match'];
  service.answers['POST /match'] = {
    status: 500,
    body: { error: { code: 'storage', message: 'No space.', hint: '' } },
  };
  await look(1);
  const record = await kept(1);
  assert.equal(record?.state, 'failed');
  assert.equal(record?.trouble?.code, 'storage');
  assert.equal(record?.answer?.papers.length, 1);
  assert.equal(badge(1), '');
  service.answers['POST /match'] = /** @type {any} */ (ours);
  await tabShown(1);
  assert.equal(badge(1), '2');
});

test('a PDF is asked for by its address alone, because no script runs in it', async () => {
  const pdf = 'https://arxiv.org/pdf/2602.11557v2';
  await tabChanged(1, { status: 'complete' }, { url: pdf });
  const [request] = service.asked('/match');
  assert.equal(request?.body.facts.url, pdf);
  assert.deepEqual(request?.body.facts.items, []);
});

test('other pages are never asked for without a click', async () => {
  await tabChanged(1, { status: 'complete' }, { url: 'https://example.org/article' });
  await tabChanged(1, { status: 'complete' }, {});
  assert.equal(asked(), 0);
});

test('what was known of a page is forgotten when another site is opened in its tab', async () => {
  await pageArrived(1, facts(URL));
  await tabChanged(1, { status: 'loading' }, {});
  assert.equal(await kept(1), null);
});

test('a worker that died in the middle of a request asks again when the alarm wakes the next one', async () => {
  fake.session.values['page:1'] = {
    url: URL,
    print: '',
    state: 'asking',
    answer: null,
    trouble: null,
    at: '',
    tries: 0,
    stale: false,
  };
  await pageArrived(1, facts(URL));
  fake.session.values['page:1'].state = 'asking';
  fake.session.values['page:1'].answer = null;
  await wake();
  assert.equal(asked(), 2);
  assert.equal((await kept(1))?.state, 'answered');
});

test('the alarm is set before the service is asked, so that a death in between is noticed', async () => {
  let armed = false;
  service.answers['POST /match'] = () => {
    armed = 'ask-again' in fake.alarms;
    return { body: answer() };
  };
  await pageArrived(1, facts(URL));
  assert.ok(armed);
});

test('a paper that the service is still fetching is asked for again', async () => {
  const pending = answer({ page: { ...answer().page, pending: true }, papers: [] });
  service.answers['POST /match'] = () => ({
    body: asked() < 2 ? pending : answer({ papers: [paper({ hits: [hit()] })] }),
  });
  await pageArrived(1, facts(URL));
  assert.equal((await kept(1))?.answer?.page.pending, true);
  await wake();
  assert.equal((await kept(1))?.answer?.page.pending, false);
  assert.equal(badge(1), '1');
});

test('a pending paper is not asked for without end', async () => {
  service.answers['POST /match'] = { body: answer({ page: { ...answer().page, pending: true }, papers: [] }) };
  await pageArrived(1, facts(URL));
  for (let turn = 0; turn < 30; turn++) await wake();
  assert.equal(asked(), 21);
});

test('a change of the radar is seen at once in front and on arrival elsewhere', async () => {
  fake.tabs.push({
    id: 2,
    url: 'https://arxiv.org/abs/2602.00002',
    content: () => facts('https://arxiv.org/abs/2602.00002'),
  });
  await pageArrived(1, facts(URL));
  await pageArrived(2, facts('https://arxiv.org/abs/2602.00002'));
  await changed();
  assert.equal(asked(), 3);
  assert.equal((await kept(2))?.stale, true);
  await tabShown(2);
  assert.equal(asked(), 4);
  assert.equal((await kept(2))?.stale, false);
});

test('after pairing, the paper pages that are open are asked for, and no others', async () => {
  fake.tabs.push({ id: 2, url: 'https://example.org/', content: () => facts('https://example.org/') }, { id: 3 });
  await lookEverywhere();
  assert.deepEqual(
    service.asked('/match').map(({ body }) => body.facts.url),
    [URL],
  );
});

test('a page that was open before the extension was gets our files on the reader’s click', async () => {
  const url = 'https://example.org/article';
  fake.tabs = [{ id: 1, url, active: true, injected: () => facts(url) }];
  const record = await look(1);
  assert.equal(record.state, 'answered');
  assert.equal(service.asked('/match')[0]?.body.facts.title, 'A page');
});

test('a page of a site we do not know is read whole, since the reader asks for it; one that we know is not', async () => {
  /** @type {any[]} */
  const requests = [];
  for (const url of [URL, 'https://example.org/article']) {
    fake.tabs[0] = { id: 1, url, content: (message) => (requests.push(message), facts(url)) };
    await look(1);
  }
  assert.deepEqual(
    requests.filter(({ type }) => type === 'collect').map(({ text }) => text),
    [false, true],
  );
});

test('the browser’s own pages are told as unreadable, and the service is not asked', async () => {
  fake.tabs = [{ id: 1, url: 'chrome://settings', active: true }];
  const record = await look(1);
  assert.equal(record.trouble?.kind, 'unreadable');
  assert.equal(asked(), 0);
});

test('a batch asks for a slice of the named order and is not kept as the page’s answer', async () => {
  await pageArrived(1, facts(URL));
  const before = await kept(1);
  await batch(1, 'order', 10);
  const request = service.asked('/match').at(-1);
  assert.equal(request?.body.order, 'order');
  assert.equal(request?.body.offset, 10);
  assert.deepEqual(await kept(1), before);
});

test('a tab that closed meanwhile does no harm', async () => {
  fake.tabs = [];
  await pageArrived(1, facts(URL));
  await forget(1);
  assert.equal(await kept(1), null);
});
