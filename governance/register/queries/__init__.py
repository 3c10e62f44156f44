"""Where modifications and documents stand in releases."""
