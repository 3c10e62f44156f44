"""Sheets of what is decided and published: criteria, glossary, history."""
