"""Slugs made from what people enter."""

from itertools import count

from django.utils.text import slugify


def row_key(event: str, taken: set[str]) -> str:
    """The slug of a timetable row, from its event: panel-gono-go-decision, sit-commences-2."""
    stem = slugify(event)[:70] or "row"
    return next(key for n in count(1) if (key := stem if n == 1 else f"{stem}-{n}") not in taken)
