"""Background jobs, checks at start-up, the database role and a full disk."""
