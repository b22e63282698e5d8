/** @file Several in one field: names, or other ways to write one, with semicolons between or one a line. */

/** @param {string} text */
export const several = (text) =>
  text
    .split(/[;；\n]/)
    .map((one) => one.replace(/\s+/g, ' ').trim())
    .filter(Boolean);
