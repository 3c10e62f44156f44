"""Queries on flags and news."""
