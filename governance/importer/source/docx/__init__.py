"""Reads Word files: what a reader sees once all tracked changes are accepted."""
