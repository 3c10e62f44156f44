"""The forms of papers."""
