"""The typed diff: every fact that differs between two contents of one kind of document, and how to apply it.

`change.py` has the difference, `comparison.py` what a kind says of itself, `walk.py` compares and `apply.py` applies.
"""
