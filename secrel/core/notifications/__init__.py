"""Telling people: messages, what they follow, mails."""
