"""Pages: what kind of page this is, and what it says of the papers on it."""
