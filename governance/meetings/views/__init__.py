"""Pages of meetings and their agenda items."""
