"""Releases that are invented whole, as their names say: one that went live, one in progress."""
