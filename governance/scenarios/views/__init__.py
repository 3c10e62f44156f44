"""Pages of scenarios and of blackout periods."""
