"""Who may read the record; what a stored file belongs to."""
