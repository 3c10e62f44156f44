"""Importing RIDs: files are read and checked, and operations store their facts."""
