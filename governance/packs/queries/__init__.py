"""Queries on packs."""
