"""Verifying all that is kept for good."""
