// What a section of the options is drawn in: a paired extension, a service of our own, and a toast that is listened to.
// Imported before the section itself, which takes the browser as it finds it.
import { after, before } from 'node:test';

import { body } from '../dom.js';
import { fake } from '../fake-chrome.js';
import { FakeService } from '../fake-service.js';
import { loadLanguage } from '../../../extension/shared/i18n.js';

export const service = new FakeService();
before(async () => {
  await service.start();
  await loadLanguage();
});
after(async () => {
  body.replaceChildren(); // what is not shown asks no more
  await service.stop();
});

/** What the toast said, in this case. @type {{text: string, undo?: () => any}[]} */
export const said = [];
export const toast = /** @type {any} */ ({
  say: (/** @type {string} */ text, /** @type {() => any} */ undo) => said.push({ text, undo }),
  fail: (/** @type {Error} */ error) => said.push({ text: `failed: ${error.message}` }),
});

/** A case begins: nothing is drawn, nothing was said or asked, and this is what the service answers. @param {FakeService["answers"]} answers */
export function begin(answers) {
  said.length = 0;
  service.log.length = 0;
  service.answers = answers;
  fake.restart();
  fake.local.values = { connection: { address: service.address, token: 'secret' } };
  body.replaceChildren();
}

/** @param {(body: HTMLElement, page: any) => Promise<void>} section */
export async function drawn(section) {
  const place = document.createElement('div');
  body.append(place);
  await section(place, { toast, again: async () => {} });
  return place;
}
