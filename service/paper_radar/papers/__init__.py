"""What a paper is: its model, its identity, its text."""
