"""Queries on consultations: who may see them, what is due, the result."""
