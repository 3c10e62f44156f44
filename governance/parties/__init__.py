"""For my organisation: what releases bring for categories of Parties, as page, PDF and table. Read-only."""
