"""Step 1 of bringing an old document in: its text, in the order in which a person reads it, with its tables."""
