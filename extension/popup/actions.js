/** @file What the reader does to radar and library: each asks the service, says so with an undo, and shows the page anew. */

import { ask } from '../background/service-client.js';
import { t } from '../shared/i18n.js';
import { askToSave } from '../shared/messages.js';
import { createRadarActs } from '../shared/radar-acts.js';
import { toldOf } from '../shared/save-outcome.js';

/** @typedef {{key: string, title: string}} Titled */

/**
 * @param {Toast} toast
 * @param {() => Promise<void>} again shows what has changed
 * @param {typeof ask} [service]
 * @param {typeof askToSave} [send]
 */
export function createActions(toast, again, service = ask, send = askToSave) {
  const { attempt, restore, follow, unfollow, judge } = createRadarActs(toast, again, service);

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
