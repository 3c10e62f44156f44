"""Reads pasted or uploaded content as tables: what applications put on the clipboard, CSV, the text of a PDF, files of
Word.

Pure: nothing here knows a sheet, a request or the database.
"""
