"""Queries: audit entries that a user may read, and what a stored file belongs to."""
