"""Service accounts: a program of an organisation, which reads, and hands in drafts that a person releases (ADR 40)."""
