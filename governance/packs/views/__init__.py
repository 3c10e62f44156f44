"""Pages of minutes extracts and packs."""
