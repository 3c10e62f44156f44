"""Verification of the audit trail and stored data, repair of stored files, backup and restore."""
