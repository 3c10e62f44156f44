"""Pages of flags, the calendar, feeds and following."""
