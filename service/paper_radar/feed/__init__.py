"""The feed: which papers of the pool the reader is shown, in which order and sections, and how many a filter leaves."""
