"""Slips put into clean documents one at a time, and neutral changes: what the checker finds, and what it says wrongly.

Written from DOMAIN.md 9 and 11 and the published words, without a look at the rules' code.
"""
