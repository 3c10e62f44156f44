"""Queries about criteria."""
