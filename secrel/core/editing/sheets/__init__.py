"""Sheets: tables that people edit as they do in a spreadsheet; kept cell by cell, pasted into, merged."""
