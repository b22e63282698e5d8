/** @file Papers to Zotero, some at a time, with a line that tells how far it is and what came of it. */

import { ask } from '../background/service-client.js';
import { plural, t } from '../shared/i18n.js';
import { sentence } from '../shared/troubles.js';

const PART = 25; // papers a request
const PATIENCE = 90_000; // ms; the service waits a minute for Zotero

/**
 * @param {string[]} keys
 * @param {Pick<Toast, "say">} toast
 */
export async function sendToZotero(keys, toast) {
  let sent = 0;
  let place = '';
  try {
    for (let start = 0; start < keys.length; start += PART) {
      toast.say(keys.length > PART ? t('zoteroSendingOf', sent, keys.length) : t('zoteroSending'));
      const answer = await ask('POST', '/library/zotero', { keys: keys.slice(start, start + PART) }, PATIENCE);
      sent += answer.sent;
      place = [answer.library, answer.collection].filter(Boolean).join(' › ');
    }
    toast.say(place ? plural('zoteroSentTo', sent, place) : plural('zoteroSent', sent));
  } catch (error) {
    const rest = keys.slice(sent);
    const told = sent ? `${plural('zoteroSent', sent)} ${sentence(error)}` : sentence(error);
    toast.say(told, null, { name: t('retry'), act: () => void sendToZotero(rest, toast) });
  }
}
