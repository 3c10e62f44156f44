"""RIDs as they looked before there was secrel, made from secrel.rid/1: as Word files and as PDFs.

`wording.py` has the house style of 2020; `word.py` and `pdf.py` write it in many forms.
"""
