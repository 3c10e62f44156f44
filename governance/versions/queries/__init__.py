"""Queries about versions, and which document a user sees."""
