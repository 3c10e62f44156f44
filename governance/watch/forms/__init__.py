"""Forms of flags, the calendar and following."""
