"""Queries: the due days, who takes part and who has declared what, and who may read it."""
