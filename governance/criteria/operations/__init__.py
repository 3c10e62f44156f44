"""Changes to the standard criteria."""
