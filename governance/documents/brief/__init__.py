"""The brief for an organisation: what releases affect its categories of Parties, by when, and what that costs."""
