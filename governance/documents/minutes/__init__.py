"""The minutes extract of a meeting: what was asked and what came of it, computed from what is recorded."""
