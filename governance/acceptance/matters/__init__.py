"""Agenda items on acceptance and testing."""
