"""Inspects in a separate process what an uploaded file is and holds."""
