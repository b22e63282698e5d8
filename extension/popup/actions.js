/** @file What the reader does to radar and library: each asks the service, says so with an undo, and shows the page anew. */

import { ask } from '../background/service-client.js';
import { t } from '../shared/i18n.js';
import { askToSave } from '../shared/messages.js';
import { toldOf } from './outcome.js';

/** @typedef {{key: string, title: string}} Titled */

const SAID = 'same-person'; // the rule of a name that the reader called the same person here: undo leads back to it

/**
 * @param {Toast} toast
 * @param {() => Promise<void>} again shows what has changed
 * @param {typeof ask} [service]
 * @param {typeof askToSave} [send]
 */
export function createActions(toast, again, service = ask, send = askToSave) {
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
   * @param {Hit} hit @param {Titled} paper @param {boolean} same
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

  /** "Not for me": it is not shown among related papers any more. @param {Titled} paper */
  const dismiss = (paper) =>
    attempt(async () => {
      await service('POST', '/feedback', { key: paper.key });
      toast.say(t('dismissed'), () => takeBack(paper));
      await again();
    });

  /** It is for me after all. @param {Titled} paper */
  const takeBack = (paper) =>
    attempt(async () => {
      await service('DELETE', `/feedback/${encodeURIComponent(paper.key)}`);
      await again();
    });

  /** @param {Titled} paper @param {import('../shared/messages.js').ShownPage} [page] whose own paper it is: it tells more than a key */
  const save = (paper, page) =>
    attempt(async () => {
      const result = await send({ ...(!page && { key: paper.key }), idempotency_key: crypto.randomUUID() }, page);
      if ('trouble' in result) return toast.fail(result.trouble);
      if ('waiting' in result) return toast.say(t('savedLater'));
      const { text, undo, apart } = toldOf(result.saved, service);
      /** @param {() => Promise<void>} act */
      const then = (act) => () =>
        attempt(async () => {
          await act();
          await again();
        });
      toast.say(text, undo && then(undo), apart && { name: t('twoPapers'), act: then(apart) });
      await again();
    });

  /** @param {Titled} paper */
  const unsave = (paper) =>
    attempt(async () => {
      const removed = await service('DELETE', `/library/${encodeURIComponent(paper.key)}`);
      toast.say(t('unsavedThis'), () => restore('/library', { saved: removed }));
      await again();
    });

  return {
    follow,
    unfollow,
    judge,
    dismiss,
    takeBack,
    save,
    unsave,
    /** @param {PaperAnswer} paper @param {import('../shared/messages.js').ShownPage} [page] */
    toggleSaved: (paper, page) => (paper.saved ? unsave(paper) : save(paper, page)),
  };
}

/** @typedef {ReturnType<typeof createActions>} Actions */
