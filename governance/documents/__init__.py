"""Documents: freezing, comparing, checking and printing. Uses no database and no request."""
