"""Searching: `reading` is the one place that reads what somebody typed; `matching` makes database conditions of it."""
