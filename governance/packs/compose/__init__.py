"""Composes minutes extracts and packs from the facts."""
