"""Files that people upload: their names, what they really are, what they hold, and text files on a page.

`inspector` runs in a process of its own with bounded memory and processor time, and imports no Django.
"""
