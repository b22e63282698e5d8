"""The radar: the authors, topics and categories a person follows, and finding them in papers. Pure."""
