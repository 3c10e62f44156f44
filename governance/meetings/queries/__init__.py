"""Queries on meetings, seats and votes."""
