"""Where things are kept: a workspace (one person's own data) and the pool (papers fetched from the sources)."""
