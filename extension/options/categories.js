/** @file Which arXiv categories the service fetches: all that it knows, searchable. */

import { ask } from '../background/service-client.js';
import { categoryChoice } from '../shared/category-choice.js';
import { fill, keepingFocus } from '../shared/dom.js';
import { t } from '../shared/i18n.js';
import { failed } from './failed.js';

/** @param {HTMLElement} body @param {Page} page */
export async function categories(body, { toast, again }) {
  let chosen = /** @type {string[]} */ ([]);

  /** @param {string[]} wanted */
  const choose = async (wanted) => {
    const before = chosen;
    try {
      ({ categories: chosen } = await ask('PATCH', '/settings', { categories: wanted }));
      toast.say(t('categoriesKept'), () => void choose(before));
    } catch (error) {
      toast.fail(error);
    }
    keepingFocus(() => choice.show(chosen));
  };

  /** @type {ReturnType<typeof categoryChoice>} */
  let choice;
  try {
    const [{ groups }, settings] = await Promise.all([ask('GET', '/categories'), ask('GET', '/settings')]);
    chosen = settings.categories;
    choice = categoryChoice(groups, (wanted) => void choose(wanted));
    fill(body, choice.picked, choice.search, choice.list);
    choice.show(chosen);
  } catch (error) {
    fill(body, failed(error, again));
  }
}
