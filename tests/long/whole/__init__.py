"""Whole releases, from nothing to the end; data of the version before."""
