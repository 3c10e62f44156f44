"""Composing a paper from the facts. The same facts and entries on the same day give the same paper."""
