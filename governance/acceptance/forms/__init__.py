"""Forms of acceptance."""
