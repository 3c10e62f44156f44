"""Changes of a plan as data."""
