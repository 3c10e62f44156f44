"""Acceptance and testing before bodies."""
