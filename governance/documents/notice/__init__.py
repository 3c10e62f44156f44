"""The publication notice as a kind of document: what changed in the SEC, when and by what."""
