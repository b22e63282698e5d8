"""Related papers: which of the pool's papers a colleague would send to the reader of this page, and why. Pure."""
