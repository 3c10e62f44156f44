"""Uploaded files: names, inspection, storage, sending, and text files shown on a page.

`inspector` runs in a process of its own with bounded memory and processor time, and imports no Django.
"""
