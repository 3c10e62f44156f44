"""What a value may hold, in a form and in the database."""
