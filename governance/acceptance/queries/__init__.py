"""Queries on evidence, deliverables and readiness."""
