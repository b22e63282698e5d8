/** @file The shapes that travel: page facts to the service, its answers back, and what is kept of them. Types only, known
 * by their names in every file: this one is no module, and is not shipped. */

/**
 * @typedef {object} Item One paper as a page shows it.
 * @property {string} href
 * @property {string} [title]
 * @property {string[]} [authors]
 * @property {string} [abstract]
 * @property {string} [subjects]
 * @property {string} [date]
 * @property {number | null} [upvotes]
 * @property {number | null} [comments]
 */

/**
 * @typedef {object} PageFacts What a page carries, raw and unjudged.
 * @property {string} url
 * @property {string} canonical
 * @property {string} title
 * @property {string} lang
 * @property {[string, string][]} meta
 * @property {string[]} jsonld
 * @property {string[]} coins
 * @property {{rel: string, href: string, type: string}[]} links
 * @property {string[]} dois
 * @property {string[]} arxiv_ids
 * @property {Item[]} items
 * @property {string[]} headings
 * @property {string} byline
 * @property {string} text
 * @property {string} body
 * @property {string[]} data
 * @property {string} selection
 */

/** @typedef {"author" | "topic" | "category"} Kind */

/**
 * @typedef {object} Hit
 * @property {string} entry_id
 * @property {Kind} kind
 * @property {string} value
 * @property {"match" | "possible"} level
 * @property {number} score
 * @property {"title" | "abstract" | "authors" | "categories"} field
 * @property {number} index
 * @property {number} start
 * @property {number} end
 * @property {string} text
 * @property {string} rule
 */

/**
 * @typedef {object} Paper
 * @property {string} key
 * @property {string} title
 * @property {string[]} authors
 * @property {string} abstract
 * @property {string[]} categories
 * @property {string} primary_category
 * @property {string} published
 * @property {string} updated
 * @property {string} announced
 * @property {number | null} version
 * @property {string} venue
 * @property {string} doi
 * @property {string} arxiv_id
 * @property {string} url
 * @property {string} pdf_url
 * @property {string} source
 * @property {number | null} upvotes
 * @property {number | null} comments
 * @property {string} code_url
 * @property {string} announce_type
 * @property {boolean} withdrawn
 * @property {string[]} keywords
 * @property {string} summary
 * @property {string} project_url
 */

/** @typedef {Paper & {hits: Hit[], saved: boolean, muted: boolean, item?: number | null, dismissed?: boolean}} PaperAnswer */
/**
 * @typedef {PaperAnswer & {section: "looked" | "today" | "week" | "earlier" | "", new: boolean, read: boolean, brief: {id: string, state: string} | null, places: ("pool" | "library" | "briefs")[]}} FeedItem
 *   A paper of the feed page: which section it stands in, whether it came since the reader last looked, whether they have
 *   read it, its latest brief, and, of a search, where it was found.
 */
/** @typedef {{name: "looked" | "today" | "week" | "earlier", from: number, total: number}} FeedSection `from` is the place of its first paper */

/**
 * @typedef {object} FeedAnswer A slice of the feed, or of what a search found.
 * @property {string} order token of the order, which stands still while it is walked through
 * @property {number} total
 * @property {FeedSection[]} sections none of a search
 * @property {FeedItem[]} items
 * @property {number} arrived papers that have come since the order was made
 * @property {string} since from which day on
 * @property {number} looked_at papers of that time
 * @property {boolean} settled false: the pool is still being matched, more may come
 * @property {string} looked_since when the reader last looked (ISO 8601 UTC), "" if never
 */

/** @typedef {{id: string, kind: Kind, value: string, count: number}} EntryCount */
/** @typedef {{entries: EntryCount[], sources: {name: string, count: number}[], categories: {name: string, count: number}[], code: number, unread: number, total: number}} FeedFacets */
/**
 * @typedef {object} Searched What a search answers beside its papers.
 * @property {{kind: "word" | "phrase" | "author" | "title" | "category" | "after" | "before" | "not", value: string}[]} understood
 * @property {{kind: string, value: string, why: string}[]} problems what was left out, and why
 * @property {{text: string, q: string}[]} suggestions what was perhaps meant, each with the whole query
 * @property {{id: string, title: string, text: string}[]} briefs
 * @property {{pool?: number, library?: number, briefs?: number}} places how many papers each holds of those found
 * @property {boolean} nearly no paper holds all of the words: these hold most of them
 */
/** @typedef {FeedAnswer & Searched} SearchAnswer */
/**
 * @typedef {object} SearchAsk Sources that are asked for a search.
 * @property {string} id
 * @property {"asking" | "done" | "cancelled"} state
 * @property {{source: string, state: "waiting" | "asking" | "done" | "failed", found: number, new: number, error: string, code: string, hint: string, until: string}[]} sources
 */

/**
 * @typedef {object} Digest What GET /digest answers. `due`: it is made and holds something; else `total` and `items` are what
 *   the next one would hold so far. Before a notification is shown, POST /digest/told says whether it is the `first`.
 * @property {string} day ISO 8601, the reader's
 * @property {boolean} due
 * @property {{notification: string, mail: string}} told ISO 8601 UTC, "" if not
 * @property {number} total
 * @property {FeedItem[]} items the best ten
 * @property {string} next when the one after it is due (ISO 8601 UTC), "" while the digest is off
 */

/**
 * @typedef {object} DigestMail
 * @property {boolean} on
 * @property {string} to
 * @property {string} from "" is the user if that is an address, else `to`
 * @property {string} host
 * @property {number} port 0 is the usual one: 587, 465, 25
 * @property {"starttls" | "tls" | "none"} security
 * @property {string} user
 * @property {boolean} password whether there is one
 * @property {{at: string, error: string, code: string, hint: string}} last the last attempt to send; `at` "" before the first
 */
/** @typedef {{on: boolean, hour: number, timezone: string, language: "auto" | "en" | "zh_CN", notification: boolean, mail: DigestMail, atom: {on: boolean, path: string}}} DigestSettings */
/** @typedef {{kind: string, values: string[]}} Reason */
/** @typedef {PaperAnswer & {score: number, new: boolean, shared: string[], reasons: Reason[]}} RelatedPaper */
/** @typedef {{order: string, total: number, new: number, offset: number, items: RelatedPaper[]}} Related `new`: of all of them */

/**
 * @typedef {object} MatchAnswer
 * @property {{kind: "paper" | "listing" | "other", site: string, key: string, version: number | null, rows: number, understood: number, pending: boolean, nothing: "challenge" | "home" | "no_paper" | ""}} page
 * @property {PaperAnswer[]} papers
 * @property {{title: string, key: string, url: string, saved: boolean}[]} papers_on_page the several papers that the page lists
 * @property {Record<string, string>} origins
 * @property {Record<string, Record<string, string | string[]>>} said what each origin says of a field in which they differ
 * @property {{papers: number, week: number, radar: number, library: number, hits: number, new: number, since: string}} counts `new`
 *   papers hit the radar `since` the reader last looked ("": nobody knows)
 * @property {string} updated
 * @property {boolean} refreshing
 * @property {Related | null} related
 * @property {{id: string, state: string} | null} brief
 * @property {string[]} notices
 * @property {boolean} [pdf] it is about a PDF: its paper is saved as it stands here, with its origins, not by page facts
 */

/**
 * @typedef {object} Entry A radar entry.
 * @property {string} id
 * @property {Kind} kind
 * @property {string} value
 * @property {string[]} aliases
 * @property {string[]} rejected
 * @property {boolean} negative
 * @property {boolean} paused
 * @property {boolean} cross_listed
 * @property {string[]} coauthors
 * @property {string[]} categories
 * @property {string} author_id arXiv's own, or an ORCID; "" if none is known
 * @property {string} created
 */

/**
 * @typedef {object} Saved A paper of the library.
 * @property {Paper} paper
 * @property {string} saved_at
 * @property {string} updated_at
 * @property {string[]} tags
 * @property {string} note
 * @property {"to_read" | "reading" | "read"} status
 * @property {number} stars
 * @property {Record<string, string>} origins "reader": they wrote it themselves
 * @property {string[]} also
 * @property {string[]} apart keys of works that the reader said are others
 */

/**
 * @typedef {object} Outcome What became of a save. The record was there `since` (ISO 8601 UTC); `news` is what it took,
 *   in `kept` the reader's earlier words stood, for the fields `learned` the site is read otherwise from now on.
 * @property {"saved" | "merged" | "known" | "repeated"} what
 * @property {string} since
 * @property {("published" | "preprint" | "version" | "details" | "tags" | "note" | "status" | "stars")[]} news
 * @property {string[]} changed
 * @property {string[]} kept
 * @property {boolean} undo the merge can be undone: POST /library/unmerge
 * @property {string[]} learned
 */

/**
 * @typedef {object} SaveOrder What POST /library takes: exactly one of key, paper, facts and saved.
 * @property {string} [key]
 * @property {Partial<Paper>} [paper]
 * @property {Record<string, string>} [origins] of the `paper`
 * @property {PageFacts} [facts]
 * @property {Saved} [saved]
 * @property {Record<string, string | string[]>} [fields] what the reader wrote over what was read
 * @property {string} idempotency_key
 * @property {string[]} [tags]
 * @property {string} [note]
 * @property {string} [status]
 * @property {number} [stars]
 */

/** @typedef {Saved & {outcome: Outcome}} SaveAnswer */
/** @typedef {{saved: SaveAnswer} | {waiting: number} | {trouble: Trouble}} SaveResult `waiting`: kept in the outbox, with so many */

/**
 * @typedef {object} OutboxEntry A save that waits for the service, or that it refused. What is to be sent is kept beside it.
 * @property {string} id its idempotency key
 * @property {string} at ISO 8601 UTC, when the reader asked for it
 * @property {string} work the key of the paper, as far as it is known: saves of one paper stay in their order
 * @property {string} title
 * @property {string} url
 * @property {number} size bytes
 * @property {number} tries how often the service answered that it cannot now
 * @property {Trouble | null} refused why the service does not want it; null: it waits
 */
/** @typedef {{order: SaveOrder, instead: Partial<Paper> | null}} Letter What is kept of a save: `instead` where its page says too little */
/** @typedef {{sent: number, waiting: number, trouble: Trouble | null}} Flushed How many were sent, how many wait, and why */

/**
 * @typedef {object} MarkedPaper A paper that is marked in its page.
 * @property {number} item its place among the facts' items
 * @property {string} href of that item: a row that shows another one by now is not marked
 * @property {string} key
 * @property {string} title
 * @property {boolean} saved
 * @property {{kind: Kind, text: string, level: "match" | "possible"}[]} reasons in the reader's words; none for one that is only saved
 * @property {{index: number, text: string, level: "match" | "possible"}[]} authors those followed, by their place among the item's authors
 */

/**
 * @typedef {object} Marks What is to be marked in a page.
 * @property {string} url of the page that it is about
 * @property {"paper" | "listing"} kind
 * @property {number} rows
 * @property {number} understood
 * @property {number} hits
 * @property {number} related papers related to the page's: the new ones, if there are any
 * @property {MarkedPaper[]} papers
 * @property {string} language of the words, as in lang=""
 * @property {Record<string, string>} words every sentence that is shown, by its name
 */

/**
 * @typedef {object} Brief
 * @property {string} id
 * @property {string[]} keys
 * @property {"paper" | "beside" | "several"} kind
 * @property {"en" | "zh_CN"} language
 * @property {"short" | "full"} length
 * @property {"queued" | "running" | "done" | "failed" | "interrupted" | "cancelled"} state
 * @property {string} text the statements as plain text; of a brief written before they were checked, all there is
 * @property {Statement[]} statements
 * @property {BriefPaper[]} papers by their numbers, from 1 on
 * @property {Record<string, "abstract" | "html" | "ar5iv">} read what of each paper was read, by its key
 * @property {string} draft the text of the statement that is being written, not checked yet
 * @property {"groq" | "extractive"} origin
 * @property {string} model
 * @property {number} tokens
 * @property {number} prompt_version
 * @property {string} finish_reason "length" if it was cut at the limit
 * @property {{key: string, version: number | null}[]} newer papers of which another version is known by now
 * @property {{code: string, message: string, hint: string} | null} error
 * @property {string} created
 * @property {string} updated
 */

/** @typedef {{key: string, title: string, authors: string[], published: string, url: string, venue: string, version: number | null}} BriefPaper */

/** @typedef {{key: string, part: string, before: string, quote: string, after: string}} Passage */

/**
 * @typedef {object} Statement
 * @property {"claim" | "method" | "evidence" | "limits" | "radar" | "agrees" | "differs" | "new" | "theme" | "connection" | "first"} section
 * @property {string} text
 * @property {Passage[]} passages
 * @property {{fault: "paper" | "quotation" | "number" | "name" | "sense" | "nothing", text: string}[]} problems none: it is supported
 */

/** @typedef {"due" | "fresh" | "failed" | "limited" | "paused" | "weekend" | "off"} Why */

/**
 * @typedef {object} SourceState Where a source stands, by its last fetch; times are ISO 8601 UTC, "" if none.
 * @property {string} source
 * @property {string} name
 * @property {"arxiv" | "huggingface" | "journal"} kind
 * @property {string} url
 * @property {string} finished
 * @property {number} new
 * @property {number} updated
 * @property {number} skipped
 * @property {string} error
 * @property {string} code
 * @property {string} note
 * @property {string} until it made us wait
 * @property {number} failures in a row
 * @property {string} last_success
 * @property {string} next_try
 * @property {Why} next_why
 * @property {boolean} paused by the reader
 */

/** @typedef {{running: boolean, done: number, total: number, source: string, step: number, steps: number, doing: string, new: number, stale: boolean, cancelled: boolean, note: string, sources: SourceState[]}} RefreshState */
/** @typedef {{categories: string[], groq_model: string, groq_key: boolean, groq_server: string, daily_tokens: number, language: string, refresh_minutes: number, retention_days: number, version: string}} ServiceSettings */

/** @typedef {{kind: string, code: string, message: string, hint: string}} Trouble Why the service gave no answer; see service-client. */

/**
 * @typedef {object} PageRecord What is kept, in storage.session, of the page in a tab.
 * @property {string} url
 * @property {string} print what was read from the page, shortly: the same print is the same page
 * @property {"asking" | "answered" | "failed"} state
 * @property {MatchAnswer | null} answer the last one, kept through a failure
 * @property {Trouble | null} trouble
 * @property {string} at ISO 8601 UTC of the last change
 * @property {number} tries how often a pending page was asked for again
 * @property {boolean} stale the radar or the library changed since the answer
 * @property {{read: number, size: number}} [reading] bytes of a PDF, while it is read; a size of 0 is unknown
 * @property {Record<number, {href: string, authors: string[]}>} [items] what the page itself shows of the papers that can be marked
 */

// What several files of the extension hand to each other.
/** @typedef {import('../../extension/shared/dom.js').Child} Child */
/** @typedef {import('../../extension/shared/toast.js').Toast} Toast */
/** @typedef {(method: "GET" | "POST" | "PATCH" | "DELETE", path: string, body?: unknown, patience?: number) => Promise<any>} Ask The way to the service, see background/service-client. */
/** @typedef {import('../../extension/popup/actions.js').Actions} Actions */
/** @typedef {import('../../extension/options/index.js').Page} Page */
