"""The first run: whom and what to follow, suggested from papers that the reader has to do with."""
