"""Dates as the field knows them: partial dates, Working Days, series, the clock."""
