"""Accounts, roles, powers, registrations, second factors."""
