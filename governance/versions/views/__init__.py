"""Pages of releases and their versions."""
