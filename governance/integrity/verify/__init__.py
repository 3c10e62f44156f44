"""Verification of stored data against the audit trail."""
