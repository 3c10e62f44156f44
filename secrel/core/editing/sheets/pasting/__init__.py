"""Paste a block from a spreadsheet into a sheet: read it, lay it out, fill rows, report row by row."""

from secrel.core.editing.sheets.pasting.block import paste

__all__ = ["paste"]
