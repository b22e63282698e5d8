/** @file The keys of the marks: taken only while marks are shown, never from a field or a dialog of the page, never with a modifier. */
/* global paperRadarMarks */

(() => {
  const DIALOGS = 'dialog[open], [role="dialog"], [role="alertdialog"], [aria-modal="true"]';
  const FIELDS =
    'input, textarea, select, [contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="searchbox"], [role="combobox"], [role="listbox"], [role="menu"]';
  const SEEN = { visibilityProperty: true, opacityProperty: true };
  const REPEATED = new Set(['j', 'k']); // may be held down

  paperRadarMarks.listenToKeys = (acts, host) => {
    /** @param {KeyboardEvent} event */
    const heard = (event) => {
      if (!paperRadarMarks.alive?.()) return paperRadarMarks.end?.(); // what a former version left takes no keys
      const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
      if (!act || !event.isTrusted || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.repeat && !REPEATED.has(event.key)) return;
      if (event.composedPath().some(isFields) || document.designMode === 'on' || dialogIsOpen()) return;
      if (event.key !== 'Escape') {
        event.preventDefault();
        event.stopImmediatePropagation(); // the page may have the same key
      }
      act();
    };
    /** Through open shadow roots; what has the focus in a closed one cannot be told, and may be a field. @param {EventTarget} one */
    const isFields = (one) =>
      one instanceof HTMLElement && (one.matches(FIELDS) || one.isContentEditable || isClosed(one));

    /** @param {HTMLElement} one */
    const isClosed = (one) =>
      one === document.activeElement && one.localName.includes('-') && one !== host && !one.shadowRoot;

    // Behind a dialog nothing is read, even where the page leaves the focus there.
    const dialogIsOpen = () => [...document.querySelectorAll(DIALOGS)].some((one) => one.checkVisibility(SEEN));

    addEventListener('keydown', heard, true);
    return () => removeEventListener('keydown', heard, true);
  };
})();
