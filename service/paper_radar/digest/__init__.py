"""The digest: the day's best of the feed, told once a day by notification, by e-mail, and as an Atom feed."""
