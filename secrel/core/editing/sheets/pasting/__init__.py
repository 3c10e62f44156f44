"""The paste engine: read what was pasted as tables, lay them out on a sheet, fill its rows, and report row by row what
was understood, what was guessed and what was not understood."""

from secrel.core.editing.sheets.pasting.block import paste

__all__ = ["paste"]
