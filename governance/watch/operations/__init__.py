"""Changes to flags and calendar files."""
