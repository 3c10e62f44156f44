"""Releases as they stood at the end of a day: the days on which something changed, and the document of each."""
