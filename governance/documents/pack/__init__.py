"""The meeting pack: the agenda of a meeting with the documents that its items are about."""
