"""Searching pool, library and briefs: what was asked, what was found in which order, and what may have been meant."""
