/** @file The keys of the marks: taken only while marks are shown, never from a field and never with a modifier. */
/* global paperRadarMarks */

(() => {
  const FIELDS =
    'input, textarea, select, dialog, [contenteditable]:not([contenteditable="false"]), [role="textbox"], [role="searchbox"], [role="combobox"], [role="listbox"], [role="menu"], [role="dialog"]';
  const REPEATED = new Set(['j', 'k']); // may be held down

  paperRadarMarks.listenToKeys = (acts) => {
    /** @param {KeyboardEvent} event */
    const heard = (event) => {
      if (!paperRadarMarks.alive?.()) return paperRadarMarks.end?.(); // what a former version left takes no keys
      const act = Object.hasOwn(acts, event.key) ? acts[event.key] : undefined;
      if (!act || !event.isTrusted || event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
      if (event.repeat && !REPEATED.has(event.key)) return;
      const target = event.composedPath()[0]; // a field may lie in an open shadow root
      if (target instanceof HTMLElement && (target.closest(FIELDS) || target.isContentEditable)) return;
      if (document.designMode === 'on') return;
      if (event.key !== 'Escape') {
        event.preventDefault();
        event.stopImmediatePropagation(); // the page may have the same key
      }
      act();
    };
    addEventListener('keydown', heard, true);
    return () => removeEventListener('keydown', heard, true);
  };
})();
