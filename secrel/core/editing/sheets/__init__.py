"""Sheets: tables that people edit as in a spreadsheet. They can be pasted into, and are merged cell by cell."""
