"""What values may hold, in forms and in the database."""
