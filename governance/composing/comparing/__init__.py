"""Comparing two versions of a document of any kind: which there are, what differs, as page and as files."""
