"""Blocks pasted from a spreadsheet into a sheet: read, laid out, put into rows, reported line by line."""

from secrel.core.editing.sheets.pasting.block import paste

__all__ = ["paste"]
