/** @file The wiring of acts, selection and keys: a key means all that is chosen, or else the paper that it stands at. */

import { byId } from '../shared/dom.js';
import { createActs } from './acts.js';
import { createBulk } from './bulk.js';
import { createChoosing } from './choosing.js';

/** @param {import('./acts.js').FeedPage} page */
export function createActing(page) {
  /** What is not for the reader is not chosen any more. @type {typeof page.gone} */
  const gone = (keys, isGone = true) => {
    page.gone(keys, isGone);
    if (isGone) choosing.drop(keys);
  };
  const acts = createActs({ ...page, gone });
  const choosing = createChoosing(page, (count) => bulk.show(count, page.total()));
  const current = () => page.at(page.current());

  /** @param {(item: FeedItem) => unknown} act */
  const withCurrent = (act) => () => {
    const item = current();
    if (item && !item.dismissed) void act(item);
  };
  /** @param {(keys: string[]) => unknown} ofAll @param {(item: FeedItem) => unknown} [ofOne] */
  const withChosen = (ofAll, ofOne = ({ key }) => ofAll([key])) => () =>
    choosing.size ? void ofAll(choosing.keys()) : withCurrent(ofOne)();

  const dismiss = withChosen(acts.dismiss);
  const cite = withChosen(acts.cite);
  const bulk = createBulk(byId('bulk'), byId('bar-selected'), {
    brief: () => acts.briefAcross(choosing.keys()),
    save: () => void acts.saveAll(choosing.keys()),
    cite,
    dismiss,
    all: () => void choosing.all(),
    none: () => choosing.drop(),
  });

  return {
    acts,
    choosing,
    keys: {
      save: withChosen(acts.saveAll, acts.save),
      brief: withChosen(acts.briefAcross, acts.brief),
      dismiss,
      cite,
      why: withCurrent(acts.why),
      follow: withCurrent(acts.follow),
      select: () => void choosing.toggle(page.current()),
      undo: acts.undo,
    },
    /** Fold what the focus is in, or else choose nothing any more. */
    escape() {
      const item = current();
      const inside = document.activeElement?.closest('.below');
      if (inside && item && acts.close(item)) page.focus(page.current());
      else choosing.drop();
    },
  };
}
