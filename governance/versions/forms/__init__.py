"""Forms of versions."""
