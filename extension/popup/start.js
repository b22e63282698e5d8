/** @file Loads the popup behind its frame: the browser shows a popup at the load event, which static imports would hold up. */

void import('./index.js'); // eslint-disable-line no-restricted-syntax -- a page, where it may; workers may not
