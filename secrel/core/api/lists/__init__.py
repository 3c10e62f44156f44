"""Lists of the API: their pages and filters."""
