"""What a page shows to a person: its blocks of text with what the page's own names for them tell, and what they say."""
