"""Slugs made from what people enter."""

from collections.abc import Iterable

from django.utils.text import slugify


class RowKeys:
    """Slugs of timetable rows, from their events: panel-gono-go-decision, sit-commences-2. None is given twice."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self.taken = set(taken)
        self.numbers: dict[str, int] = {}

    def new(self, event: str) -> str:
        """The first free slug of an event. The search goes on behind the last one of the same event."""
        stem = slugify(event)[:70] or "row"
        number = self.numbers.get(stem, 0) + 1
        while (key := stem if number == 1 else f"{stem}-{number}") in self.taken:
            number += 1
        self.numbers[stem] = number
        self.taken.add(key)
        return key
