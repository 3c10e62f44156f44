"""Webhooks: what happens in the field, sent to an address that a person registered, signed, and tried again."""
