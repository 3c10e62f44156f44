"""Releases update papers and publication notices from outside, understood as rows with how sure each field is.

What they say becomes proposals or a draft; it is never imported as a version. They share the readers of files, the
words of the field and `Understood` with RIDs.
"""
