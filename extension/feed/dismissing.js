/** @file "Not for me", of one paper or of many: with one undo, and with what the radar learned from it, which can be forgotten. */

import { listed, plural, t } from '../shared/i18n.js';

const TOLD = 2; // things learned that are named
const AT_ONCE = 500; // papers; the service takes no more

/** @typedef {{kind: "word" | "author" | "category", value: string, weight: number}} Learned */

/**
 * @param {import('./acts.js').FeedPage} page
 * @param {import('./undo.js').Undo} undoing
 */
export function createDismissing(page, { toast, say, attempt }) {
  /** @param {string} key */
  const known = (key) => page.at(page.placeOf(key));

  /** @param {string[]} keys */
  async function dismiss(keys) {
    /** @type {string[]} */
    const done = [];
    /** @type {Learned[]} */
    let learned = [];
    try {
      for (const part of parted(keys)) {
        const [key] = part;
        const answer = await (part.length > 1
          ? page.ask('POST', '/feedback/many', { keys: part })
          : page.ask('POST', '/feedback', { key }));
        done.push(...part);
        learned = merged(learned, answer?.learned ?? []);
      }
    } catch (error) {
      toast.fail(error);
    }
    page.gone(done);
    if (done.length < keys.length || !done.length) return;
    const told = fewer(learned);
    const said = done.length > 1 ? plural('feedActDismissedMany', done.length) : t('feedActDismissed');
    say([said, told.text].filter(Boolean).join(t('sentenceSpace')), () => void restore(done), {
      stands: () => done.some((key) => known(key)?.dismissed !== false),
      other: told.of.length ? { name: t('feedActForget'), act: () => void forget(told) } : null,
    });
  }

  /** They are for the reader after all. @param {string[]} keys */
  const restore = (keys) =>
    attempt(async () => {
      const still = keys.filter((key) => known(key)?.dismissed !== false); // else taken back in the list
      for (const part of parted(still)) {
        await page.ask('POST', '/feedback/restore', { keys: part });
        page.gone(part, false);
      }
    });

  /** What was learned counts no more. @param {{said: Learned[], of: Learned[]}} learned */
  const forget = ({ said, of }) =>
    attempt(async () => {
      const named = of.map(({ kind, value }) => ({ kind, value }));
      await page.ask('PATCH', '/taste', { ignore: named });
      say(t('feedActForgotten', quoted(said)), () =>
        void attempt(async () => {
          await page.ask('PATCH', '/taste', { restore: named });
          toast.say(t('feedActLearnedAgain', quoted(said)));
        }),
      );
    });

  return { dismiss, restore };
}

/** @param {string[]} keys */
const parted = (keys) =>
  Array.from({ length: Math.ceil(keys.length / AT_ONCE) }, (_, at) => keys.slice(at * AT_ONCE, (at + 1) * AT_ONCE));

/** The last word on each thing counts. @param {Learned[]} before @param {Learned[]} more */
const merged = (before, more) => [
  ...before.filter((one) => !more.some((other) => other.kind === one.kind && other.value === one.value)),
  ...more,
];

/** What there will be less of, the strongest first: `of` all of it, of which words within words are not said. @param {Learned[]} learned */
function fewer(learned) {
  const weaker = learned.filter(({ weight }) => weight < 0).toSorted((one, other) => one.weight - other.weight);
  const by = weaker[0]?.kind === 'author';
  const alike = weaker.filter(({ kind }) => (kind === 'author') === by);
  const said = alike
    .filter(({ value }, place) => !alike.slice(0, place).some((before) => within(before.value, value)))
    .slice(0, TOLD);
  const of = alike.filter(({ value }) => said.some((one) => within(one.value, value)));
  return { text: said.length ? t(by ? 'feedActFewerBy' : 'feedActFewer', quoted(said)) : '', said, of };
}

/** Whether one is the other, or stands in it: "diffusion" and "diffusion models". @param {string} one @param {string} other */
const within = (one, other) =>
  other.toLowerCase().includes(one.toLowerCase()) || one.toLowerCase().includes(other.toLowerCase());

/** “diffusion” and “LoRA”. @param {Learned[]} learned */
const quoted = (learned) => listed(learned.map(({ value }) => `“${value}”`));
