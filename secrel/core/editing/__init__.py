"""Editing: forms of facts, sheets, proposals, unsaved input."""
