"""Changing data: operations, their entries in the audit trail, permissions and workflow tables."""
