"""Dates of the SEC: partial dates, Working Days, series of meetings, the clock."""
