/** @file What the reader does to radar and library: each asks the service, says so with an undo, and shows the page anew. */

import { ask } from '../background/service-client.js';
import { t } from '../shared/i18n.js';

/** @typedef {import('../shared/types.js').Hit} Hit */

/**
 * @param {import('../shared/toast.js').Toast} toast
 * @param {() => Promise<void>} again shows what has changed
 * @param {typeof ask} [service]
 */
export function createActions(toast, again, service = ask) {
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

  /** @param {import('../shared/types.js').Kind} kind @param {string} value @param {string} [paper] key of the paper whose author it is */
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

  /** The reader's word on a name that may be the one they follow. @param {Hit} hit @param {boolean} same */
  const judge = (hit, same) =>
    attempt(async () => {
      const path = `/radar/${encodeURIComponent(hit.entry_id)}`;
      const { entries } = await service('GET', '/radar');
      const entry = entries.find((/** @type {import('../shared/types.js').Entry} */ one) => one.id === hit.entry_id);
      const list = same ? 'aliases' : 'rejected';
      const before = entry?.[list] ?? [];
      await service('PATCH', path, { [list]: [...before, hit.text] });
      toast.say(t(same ? 'judgedSame' : 'judgedOther', hit.text, hit.value), () =>
        attempt(async () => {
          await service('PATCH', path, { [list]: before });
          await again();
        }),
      );
      await again();
    });

  /** @param {{key: string, title: string}} paper */
  const save = (paper) =>
    attempt(async () => {
      await service('POST', '/library', { key: paper.key });
      toast.say(t('savedThis'), () => unsave(paper));
      await again();
    });

  /** @param {{key: string, title: string}} paper */
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
    save,
    unsave,
    toggleSaved: (/** @type {import('../shared/types.js').PaperAnswer} */ paper) =>
      paper.saved ? unsave(paper) : save(paper),
  };
}

/** @typedef {ReturnType<typeof createActions>} Actions */
