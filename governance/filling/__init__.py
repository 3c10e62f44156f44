"""Fills the sheets of a release from all tables of a document at once: which table goes where, a preview, one save."""
