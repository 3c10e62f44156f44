"""Rules on days: bodies meet on Working Days, steps follow each other, decisions come before cut-offs."""

import itertools
import re
from collections.abc import Iterator
from datetime import date

from governance.documents.checks.findings import Against, Problem
from governance.documents.engine.text import long_date
from governance.documents.paper.checks.rules import CheckedPaper, rule
from governance.documents.paper.types import When
from secrel.core.dates.partial_date_text import FULL, WEEKDAYS

MEETS = re.compile(
    r"\b(?:[Mm]eet(?:s|ing|ings)?|[Mm]et|[Vv]ot(?:e|es|ed|ing)|[Bb]aselin(?:e|ed|es|ing)|Panel|Board|CSC|[Cc]ommittee|TAG|SSC|"
    r"TABASC|(?:Operations|Ops|Advisory|Working) Group|OPSG)\b"
)
"""What a sentence says in which a body acts on a day."""
_NAMES = "|".join(f"{name[:3]}(?:{name[3:]})?" if name != "September" else "Sept?(?:ember)?" for name in FULL)
_DAYS = "|".join(f"{name[:3]}(?:{name[3:]})?" for name in WEEKDAYS) + "|Tues|Weds|Thurs?"
_DAY = re.compile(
    rf"\b(?:({_DAYS})[.,]?\s+)?(?:the\s+)?(?:"
    rf"([0-9]{{1,2}})(?:st|nd|rd|th)?[ -]+(?:of\s+)?({_NAMES})[.,]?[ -]+([0-9]{{4}}|[0-9]{{2}})|"  # 19th of Jun 2021
    rf"({_NAMES})\.?\s+([0-9]{{1,2}})(?:st|nd|rd|th)?,?\s+([0-9]{{4}})|"  # June 19, 2021
    r"([0-9]{1,2})[/.-]([0-9]{1,2})[/.-]([0-9]{4}|[0-9]{2})|"  # 19/06/2021
    r"([0-9]{4})-([0-9]{2})-([0-9]{2})"  # 2021-06-19
    r")(?![0-9])"
)
_STARTS = [name[:3] for name in FULL]
_ORDERS = {0: (0, 1, 2), 3: (1, 0, 2), 6: (0, 1, 2), 9: (2, 1, 0)}
"""Where day, month and year stand in each of the four ways, by the place of its first group."""
_SENTENCE = re.compile(
    r"(?<=[.!?])" + "".join(rf"(?<!\b{name}\.)" for name in (*_STARTS, "Sept") if name != "May") + r"\s+"
)
"""The end of a sentence; not the full stop of a short month."""
MEETING_BODIES = ("panel", "csc", "change-board", "tag", "ssc", "operations-group", "tabasc")


def _day(when: When) -> date | None:
    return when.value.interval()[0] if when.date and when.value.day else None


def _named(day: date) -> str:
    return f"{long_date(day.isoformat())} is a {day:%A}"


def _off(checked: CheckedPaper, day: date | None) -> str:
    """Why a body does not meet on the day; empty if it can."""
    if day is None or checked.facts.calendar.is_working_day(day):
        return ""
    return _named(day) if day.weekday() >= 5 else f"{long_date(day.isoformat())} is a bank holiday"


def days_in(text: str) -> Iterator[tuple[str, date, str]]:
    """The days in a text, however they are written: the day of the week that it names, the date, and the sentence$
    around it. In figures the day comes before the month."""
    for sentence in _SENTENCE.split(text):
        for found in _DAY.finditer(sentence):
            weekday, *parts = found.groups(default="")
            first, order = next((place, order) for place, order in _ORDERS.items() if parts[place])
            number, month, year = (parts[first + place] for place in order)
            of_year = _STARTS.index(month[:3]) + 1 if month[0].isalpha() else int(month)
            try:
                yield (
                    weekday,
                    date(int(year) + (2000 if len(year) == 2 else 0), of_year, int(number)),
                    sentence,
                )
            except ValueError:
                continue


@rule("meeting-not-on-working-day")
def bodies_meet_on_working_days(checked: CheckedPaper) -> Iterator[Problem]:
    """Bodies meet, vote and baseline on Working Days."""
    content = checked.content
    found = [
        (
            "/content/meeting/day",
            f"the meeting of the {content.meeting.name}",
            date.fromisoformat(content.meeting.day),
        )
    ]
    for path, _, row in checked.rows():
        found += [
            (f"{path}/steps/{place}", f"“{step.step}” of {row.ref}", day)
            for place, step in enumerate(row.steps)
            if step.body in MEETING_BODIES and not step.by_then and (day := _day(step.when))
        ]
    for at, release in enumerate(content.releases):
        for place, held in enumerate(release.baselines):
            if day := _day(held.when):
                found.append(
                    (f"/content/releases/{at}/baselines/{place}", f"a baseline of the {release.name}", day)
                )
    for path, what, day in found:
        if why := _off(checked, day):
            yield Problem(path, f"{why}, the day of {what}.", "Correct the day: bodies meet on Working Days.")
    for path, text in checked.free_texts():
        for _, day, sentence in days_in(text):
            if MEETS.search(sentence) and (why := _off(checked, day)):
                yield Problem(
                    path, f"{why}, and a text has a body meet on it: “{sentence}”", "Correct the date."
                )


@rule("weekday-differs")
def weekdays_are_those_of_their_dates(checked: CheckedPaper) -> Iterator[Problem]:
    """A day of the week in a text is that of its date."""
    for path, text in checked.free_texts():
        for weekday, day, _ in days_in(text):
            if weekday and weekday[:3] != f"{day:%A}"[:3]:
                named = next(name for name in WEEKDAYS if name.startswith(weekday[:3]))
                yield Problem(
                    path, f"{_named(day)}, not a {named}.", "Correct the day of the week or the date."
                )


@rule("steps-out-of-order")
def steps_follow_each_other(checked: CheckedPaper) -> Iterator[Problem]:
    """The steps of a modification come one after the other."""
    for path, _, row in checked.rows():
        dated = [step for step in row.steps if step.when.date]
        for first, second in itertools.pairwise(dated):
            if second.when.value.interval()[1] < first.when.value.interval()[0]:
                message = f"{row.ref}: “{second.step}” is dated before “{first.step}”, which comes first."
                yield Problem(path, message, "Correct the dates or the order on the modification’s page.")


@rule("step-is-past", Against.POLICY)
def open_steps_are_still_to_come(checked: CheckedPaper) -> Iterator[Problem]:
    """A step that is still open is not in the past."""
    dated = date.fromisoformat(checked.paper.issue.document.date)
    for path, _, row in checked.rows():
        for step in row.steps:
            if step.when.date and step.when.value.interval()[1] < dated:
                message = f"“{step.step}” of {row.ref} is still open, and its date has passed."
                yield Problem(path, message, "Enter its outcome or a new date on the modification’s page.")


@rule("decision-after-cut-off", Against.POLICY)
def decisions_come_before_the_cut_off(checked: CheckedPaper) -> Iterator[Problem]:
    """A modification is decided on by its cut-off date."""
    for path, release, row in checked.rows():
        if not row.cut_off:
            continue
        late = [
            step
            for step in row.steps
            if step.decides
            and step.when.date
            and step.when.value.interval()[0] > date.fromisoformat(row.cut_off)
        ]
        for step in late:
            message = f"“{step.step}” of {row.ref} comes after its cut-off of {long_date(row.cut_off)}."
            yield Problem(path, message, f"Move it out of the {release.name}, or set a later cut-off.")


@rule("cut-off-after-go-live")
def cut_offs_come_before_the_go_live(checked: CheckedPaper) -> Iterator[Problem]:
    """A cut-off date is before the go-live."""
    for path, release, row in checked.rows():
        if row.cut_off and release.go_live and row.cut_off >= release.go_live:
            day = long_date(row.cut_off)
            message = f"The cut-off of {row.ref}, {day}, is not before the go-live of the {release.name}."
            yield Problem(path, message, "Set an earlier cut-off.")


@rule("late-without-reason")
def late_papers_say_why(checked: CheckedPaper) -> Iterator[Problem]:
    """A paper issued after the day that papers were due gives the reason."""
    document = checked.paper.issue.document
    if document.date > document.due and not document.late_reason:
        message = f"The paper is dated {long_date(document.date)}, and papers were due on {long_date(document.due)}."
        yield Problem("/issue/document/late_reason", message, "Give the reason for issuing it late.")
