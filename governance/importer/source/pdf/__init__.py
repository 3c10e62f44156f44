"""Reads PDFs by geometry: nothing but where letters, rules and shades stand, as most old files say no more."""
