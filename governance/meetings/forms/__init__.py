"""Forms of meetings and what they decide."""
