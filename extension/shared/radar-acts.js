/** @file What the reader does to their radar from a paper: follow, unfollow, say who is who. Each is told with an undo. */

import { t } from './i18n.js';

const SAID = 'same-person'; // the rule of a name that the reader called the same person here: undo leads back to it

/**
 * @param {Toast} toast
 * @param {() => unknown} again shows what has changed
 * @param {Ask} service
 */
export function createRadarActs(toast, again, service) {
  /** @param {() => Promise<void>} act */
  const attempt = async (act) => {
    try {
      await act();
    } catch (error) {
      toast.fail(error);
    }
  };

  /** Post back what a DELETE gave, and show it. @param {string} path @param {unknown} body */
  const restore = (path, body) =>
    attempt(async () => {
      await service('POST', path, body);
      await again();
    });

  /** @param {Kind} kind @param {string} value @param {string} [paper] key of the paper whose author it is */
  const follow = (kind, value, paper) =>
    attempt(async () => {
      const entry = await service('POST', '/radar', { kind, value, ...(paper && { paper }) });
      toast.say(t('following', entry.value), () => unfollow(entry.id));
      await again();
    });

  /** @param {string} id */
  const unfollow = (id) =>
    attempt(async () => {
      const entry = await service('DELETE', `/radar/${encodeURIComponent(id)}`);
      toast.say(t('unfollowed', entry.value), () => restore('/radar', entry));
      await again();
    });

  /**
   * The reader's word on what was found in a paper: this person or another; of a topic: not here.
   * @param {Hit} hit @param {{key: string}} paper @param {boolean} same
   */
  const judge = (hit, paper, same) =>
    attempt(async () => {
      const path = `/radar/${encodeURIComponent(hit.entry_id)}/sightings`;
      /** @param {boolean | null} word */
      const say = (word) => service('POST', path, { sightings: [{ paper: paper.key, text: hit.text }], same: word });
      await say(same);
      const told = hit.kind === 'topic' ? 'mutedHere' : same ? 'judgedSame' : 'judgedOther';
      toast.say(t(told, hit.text, hit.value), () =>
        attempt(async () => {
          await say(hit.rule === SAID ? true : null);
          await again();
        }),
      );
      await again();
    });

  return { attempt, restore, follow, unfollow, judge };
}
