"""Acceptance criteria: the standard set, and those that a release begins with."""
