"""Dates as they are printed: labels against their data, days of the week, the cover against the timetable."""

import re
from collections.abc import Iterator
from datetime import date

from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Certainty, Problem, rule
from governance.documents.checks.reading.events import GO_LIVE
from governance.documents.engine.facts import When
from governance.documents.engine.text import long_date
from secrel.core.dates.partial_date_text import FULL, NotADate, read_partial_date
from secrel.core.dates.partial_dates import PartialDate

_MONTHS = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in FULL)
_DAYS = "Mon(?:day)?|Tue(?:s|sday)?|Wed(?:s|nesday)?|Thu(?:r|rs|rsday)?|Fri(?:day)?|Sat(?:urday)?|Sun(?:day)?"
_WEEKDAY = re.compile(
    rf"\b({_DAYS})[.,]?\s++(?:the\s++)?+([0-9]{{1,2}}+)(?:st|nd|rd|th)?+(?:\s++of)?+\s++({_MONTHS})\b"
    r"(?:,?\s++([0-9]{4}|[0-9]{2})\b)?+"
)
_MOVED = re.compile(
    r"\b[Gg]o-?[ ]?live\b(?:(?!\b[Gg]o-?[ ]?live\b)[^.;]){0,120}?\bto\s++"
    rf"((?:[A-Z][a-z]++day,?\s++)?+[0-9]{{1,2}}\s++(?:{_MONTHS})\s++[0-9]{{4}})"
)
"""That the go-live moved, and to which day."""
_NO_YEAR = re.compile(rf"([0-9]{{1,2}})\s++({_MONTHS})")
_NAME = re.compile(rf"\b({'|'.join(FULL)})\s++([0-9]{{4}})\b")


@rule("date-label-disagrees", Against.ITSELF, "timeline", together="{} printed dates differ from their data")
def labels_say_their_dates(document: Document) -> Iterator[Problem]:
    """The printed date is the date in the data: “12 Feb 21” is 12 February 2021."""
    for place, row in enumerate(document.content.timeline):
        for name in ("when", "actual", "planned"):
            when = getattr(row, name)
            if when and when.label and when.date and not _agrees(when):
                yield Problem(
                    f"/content/timeline/{place}/{name}",
                    f"“{row.event}” is printed with “{when.label}”, and its date is {_full(when.value)}.",
                    "Correct the label or the date.",
                    about=f"“{row.event}”",
                )
    for status, entries in document.content.scope.by_status:
        for place, entry in enumerate(entries):
            if entry.cut_off and entry.cut_off.label and entry.cut_off.date and not _agrees(entry.cut_off):
                yield Problem(
                    f"/content/scope/{status}/{place}/cut_off",
                    f"The cut-off date of {entry.ref} is printed as “{entry.cut_off.label}”, and it is "
                    f"{_full(entry.cut_off.value)}.",
                    "Correct the label or the date.",
                    about=entry.ref,
                )


def _agrees(when: When) -> bool:
    """Whether a label means its date. A label that cannot be read as a date counts as agreeing."""
    value = when.value
    label = f"{when.label} {value.year}" if _NO_YEAR.fullmatch(when.label.strip()) else when.label
    try:
        printed = read_partial_date(label)
    except NotADate:
        return True
    except ValueError:
        return bool(_WEEKDAY.search(label))  # the rule on weekdays reports a wrong day of the week
    if not printed:
        return True
    (first, last), (begins, ends) = printed.interval(), value.interval()
    return first <= ends and begins <= last


def _full(value: PartialDate) -> str:
    return long_date(value.interval()[0].isoformat()) if value.day else value.label


@rule(
    "weekday-against-date", Against.ITSELF, "document", together="{} days of the week do not fit their dates"
)
def weekdays_are_those_of_their_dates(document: Document) -> Iterator[Problem]:
    """A day of the week in front of a date is right for that date."""
    for place, row in enumerate(document.content.timeline):
        for name, text in (("event", row.event), ("notes", row.notes), ("when", row.when.label)):
            yield from _wrong_weekdays(text, f"/content/timeline/{place}/{name}", _year(row.when))
    for place, version in enumerate(document.issue.history):
        yield from _wrong_weekdays(version.changes, f"/issue/history/{place}/changes", int(version.date[:4]))
    year = document.go_live.year if document.go_live else None
    timed = {text for row in document.content.timeline for text in (row.event, row.notes, row.when.label)}
    written = {row.changes for row in document.issue.history}
    for text in dict.fromkeys(document.texts):
        if text not in timed and text not in written:
            yield from _wrong_weekdays(text, "/content/release", year)


def _year(when: When) -> int | None:
    return int(when.date[:4]) if when.date else None


def _wrong_weekdays(text: str, path: str, year: int | None) -> Iterator[Problem]:
    for found in _WEEKDAY.finditer(text):
        weekday, day, month, stated = found.groups()
        in_year = int(stated) + (2000 if len(stated) == 2 else 0) if stated else year
        if in_year is None:
            continue
        try:
            on = date(in_year, [name[:3] for name in FULL].index(month[:3]) + 1, int(day))
        except ValueError:
            yield Problem(
                path, f"“{found.group()}” is no day: {month} {in_year} has no {day}.", "Correct the day."
            )
            continue
        if f"{on:%A}"[:3] != weekday[:3]:
            yield Problem(
                path,
                f"“{found.group()}” is wrong: {long_date(on.isoformat())} is a {on:%A}.",
                "Correct the day or the date.",
            )


@rule("go-live-disagrees", Against.ITSELF, "timeline", together="{} rows give another go-live than the cover")
def cover_and_timetable_agree(document: Document) -> Iterator[Problem]:
    """The go-live on the cover is the day that the timetable gives it."""
    if document.go_live is None:
        return
    for row in document.rows_by_event.get(GO_LIVE, ()):
        first, last = row.when.interval()
        if not first <= document.go_live <= last:
            yield Problem(
                row.path,
                f"The go-live is {long_date(document.go_live.isoformat())} on the cover, and “{row.event}” is on "
                f"{row.when.label}.",
                "Correct one of them.",
                about=f"“{row.event}”",
            )


@rule("go-live-against-name", Against.USAGE, "timeline")
def name_keeps_its_month(document: Document) -> Iterator[Problem]:
    """A release is named after the month of its go-live. If the date has changed since, the name stays."""
    named = _NAME.search(document.content.release.name)
    if named is None or document.go_live is None:
        return
    if any(row.planned for row in document.content.timeline):
        return
    if (named[1], int(named[2])) != (f"{document.go_live:%B}", document.go_live.year):
        yield Problem(
            "/content/release/go_live",
            f"The {document.content.release.name} goes live on {long_date(document.go_live.isoformat())}.",
            "If the date was changed, record the change in the timetable. Otherwise correct the name or the date.",
        )


@rule("go-live-against-history", Against.POLICY, "history", Certainty.BY_WORDS)
def history_and_cover_agree_on_the_go_live(document: Document) -> Iterator[Problem]:
    """The day to which the history says that the go-live moved is the day on the cover."""
    moved = [
        (place, found)
        for place, row in enumerate(document.issue.history)
        for found in _MOVED.finditer(row.changes)
    ]
    if not moved or document.go_live is None:
        return
    place, found = moved[-1]
    try:
        day = read_partial_date(found[1])
    except ValueError:
        return
    if day and not day.interval()[0] <= document.go_live <= day.interval()[1]:
        yield Problem(
            f"/issue/history/{place}/changes",
            f"The history says that the go-live moved to {found[1]}, and it is "
            f"{long_date(document.go_live.isoformat())} on the cover.",
            "Correct the history, or the go-live.",
        )
