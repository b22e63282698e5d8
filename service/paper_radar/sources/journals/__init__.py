"""Journals and preprint servers by their RSS and Atom feeds."""
