"""Releases update papers: drafted from the facts for a body and a meeting, issued, decided on."""
