/**
 * @file Marks in the page: shows what the background sends, tells it what the reader does, and takes everything away.
 *
 * The background runs look.js, rows.js, bar.js, keys.js and this file, in this order, and sends
 * `{type: 'marks', marks: Marks | null}`; running them again is harmless. `{type: 'act', act, key}` goes back, and the
 * answer is `{ok: true, said?}` (`said`: a sentence for the bar, such as that the save waits) or
 * `{trouble: {title, hint}}`. `restore` comes for a key that `dismiss` took out of the answer, and `save` after `unsave`
 * must bring back what was removed, tags and note included: both are undo. `brief` and `popup` have a key on a listing.
 *
 * Marks.words, by name; what stands in braces is filled in here:
 * - bar: name of the region, "Paper Radar"
 * - count: "{hits} of {rows} on your radar"
 * - only: "Show only these" · all: "Show all"
 * - why: "On your radar: {reasons}" · possible: "{reason}, perhaps" (said of a possible hit) · and: ", " between reasons
 * - save: "Save “{title}”" · unsave: "Remove “{title}” from the library" (names of the star)
 * - savePage: "Save" · savedPage: "Saved" (the button in the bar of a paper page)
 * - saved: "Saved" · unsaved: "Removed from the library" · dismissed: "“{title}” will not be shown again" · undo: "Undo"
 * - related: the whole sentence "12 related new papers", with Marks.related in it; "" if there are none
 * - keys: "Keys" · keyNext · keyPrevious · keyOpen (Enter) · keySave · keyBrief · keyDismiss · keyHelp (?): what each does
 * - hide: "Hide this bar on this page" · hidden: "Hidden on this page" · off: "Turn off on this site" · close: "Close"
 * - failed: "That did not work. Reload the page and try again." (the extension was updated meanwhile)
 */
