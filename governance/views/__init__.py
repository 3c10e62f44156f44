"""Pages about releases, their versions and their evidence."""
