"""The timetable as a sheet. Dates and rules are entered as text; "go-live" stands for the release's own date."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any, ClassVar

from releases.models.releases import Release, Section
from releases.models.timeline import TimelineRow
from releases.operations.timeline import NOT_EMPTIED, PlannedRow, set_timeline
from releases.queries import section_token
from releases.sheets.event_meanings import meaning_of
from releases.steps import acting_body, steps_of
from releases.timing import GO_LIVE, Dated, Rule, computed, in_date_order, read_rule
from secrel.core.changes.errors import RuleBroken
from secrel.core.dates.partial_date_text import read_partial_date
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.working_days import WorkingDays
from secrel.core.editing.sheets.columns import NOTES, Column, PartialDateColumn
from secrel.core.editing.sheets.sheet import EditedRow, Sheet, SheetRow
from secrel.core.people.queries import working_days
from secrel.core.values.compiled import rows_of

FOLLOWS_GO_LIVE = "go-live"
DATES = ("Dates", "When", "Planned", "Planned date", "Target date", "Due", "Due date", "Date planned")
EVENTS = ("Events", "Milestone", "Activity", "Action", "Task", "Item", "Description", "What", "Step", "Name")


@dataclass(frozen=True)
class DateOrRule(Column):
    """A partial date, a rule, or the word for the release's go-live."""

    size: str = "date"

    def read(self, text: str) -> PartialDate | Rule | str:
        if text.casefold() in GO_LIVE:
            return FOLLOWS_GO_LIVE
        return read_rule(text) or read_partial_date(text)

    def format(self, value: PartialDate | Rule | str) -> str:
        return value.label if isinstance(value, PartialDate) else str(value)


@dataclass(frozen=True)
class RuleColumn(Column):
    size: str = "rule"

    def read(self, text: str) -> Rule | None:
        if text and (rule := read_rule(text)) is None:
            raise ValueError(
                f"“{text}” is not a rule. Enter, for example, 10 WD before UIT commences or 5 WD after go-live."
            )
        return rule if text else None


class TimetableSheet(Sheet):
    key = "timeline"
    in_documents: ClassVar[Mapping[str, str]] = {"when": "date"}
    caption = "Timetable"
    add = "row"
    named_by = "event"
    may_order = True
    sorts = "Sort by date"
    columns = (
        DateOrRule("date", "Date", hint="24 Jun 21, Late Nov 21, Q4 20, tbc", aliases=DATES),
        Column("event", "Event", kind="long", required="Enter the event.", size="wide", aliases=EVENTS),
        Column("notes", "Notes", kind="long", size="wide", max_length=2000, aliases=NOTES),
        RuleColumn("rule", "Rule", hint="10 WD before UIT commences", aliases=("Rules", "Follows")),
        PartialDateColumn(
            "actual", "Actual date", aliases=("Happened", "Took place", "Actual", "Happened on", "Completed")
        ),
        Column("set_by", "Date set", read_only=True, aliases=("Date is", "Date set by")),
    )

    def __init__(self, release: Release) -> None:
        self.release = release

    def meaning(self, name: str) -> str:
        return meaning_of(name)

    def reshaped(self, rows: list[list[str]]) -> list[list[str]] | None:
        """Our CSV has a date in figures, its precision, and its label."""
        if rows[0] != ["date", "precision", "label", "actual", "event", "notes"]:
            return None
        lines = [[*row, *[""] * (6 - len(row))] for row in rows[1:]]
        heads = ["Date", "Actual date", "Event", "Notes"]
        return [heads, *([row[2] or row[0], row[3], row[4], row[5]] for row in lines)]

    def stored(self) -> tuple[list[SheetRow], int]:
        token = section_token(self.release, Section.Key.TIMELINE)
        rows = self.release.timeline.select_related("release")
        stored = rows_of(rows, (TimelineRow, self.release.pk))
        # Each row as if it followed its rule, to show how a date set by hand differs from it.
        by_rule = [Dated.like(row, follows_rule=row.rule_days is not None) for row in stored]
        dates = computed(by_rule, working_days())
        return [row_of(row, dates.get(n)) for n, row in enumerate(stored)], token

    def sorted_rows(self, rows: list[SheetRow]) -> list[SheetRow]:
        """By the dates that were entered. A row whose date is not known, such as a new rule, keeps its place."""
        return [rows[place] for place in in_date_order([self._date_of(row.cells["date"]) for row in rows])]

    def _date_of(self, text: str) -> PartialDate:
        try:
            value = self.columns[0].read(text)
        except ValueError:
            return PartialDate()
        if value == FOLLOWS_GO_LIVE:
            return PartialDate.of(self.release.go_live_on) if self.release.go_live_on else PartialDate()
        return value if isinstance(value, PartialDate) else PartialDate()

    def warnings(self) -> list[str]:
        found = _doubts(list(self.release.timeline.select_related("release")), working_days())
        return [f"Saved as entered. Please check: {' '.join(found[:5])}"] if found else []

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored = {row.key: row for row in self.release.timeline.select_related("release")}
        baselined = Release.objects.get(pk=self.release.pk).is_baselined
        rows = [planned_row(stored.get(entry.key), entry, is_baselined=baselined) for entry in entries]
        set_timeline(release=self.release, rows=rows, token=token, **common)


def _doubts(rows: list[TimelineRow], calendar: WorkingDays) -> list[str]:
    """Sentences about days that are not Working Days, and rows that come after a later date."""
    sentences, dated = [], [(row, *row.date.interval()) for row in rows if row.date]
    for row, first, last in dated:
        if first == last and not calendar.is_working_day(first):
            sentences.append(f"{row.date.label}, {row.event}: {first:%A}, not a Working Day.")
    for (above, first, _), (row, _, last) in pairwise(dated):
        if last < first:
            sentences.append(f"{row.date.label}, {row.event}: comes after a row dated {above.date.label}.")
    return sentences


def row_of(row: TimelineRow, ruled: PartialDate | None) -> SheetRow:
    """A row as shown; `ruled`: the date that its rule gives."""
    cells = {
        "date": row.date.label or ("" if not row.is_go_live else FOLLOWS_GO_LIVE),
        "event": row.event,
        "notes": row.notes,
        "rule": "" if row.rule_days is None else str(Rule(row.rule_days, row.rule_of)),
        "actual": row.actual.label,
        "set_by": _set_by(row, ruled),
    }
    return SheetRow(row.key, cells, locked=("date", "rule") if row.is_go_live else ())


def _set_by(row: TimelineRow, ruled: PartialDate | None) -> str:
    planned = f"; first planned for {row.planned.label}" if row.replanned else ""
    if row.is_go_live:
        return "by the go-live"
    if row.follows_rule:
        return ("by its rule" if row.date else f"waiting for {row.rule_of}") + planned
    if row.rule_days is not None:
        return (
            "by hand" + (f"; its rule gives {ruled.label}" if ruled and ruled != row.date else "") + planned
        )
    return ("by hand" if row.date else "to be set") + planned


def planned_row(stored: TimelineRow | None, entry: EditedRow, *, is_baselined: bool) -> PlannedRow:
    """The row to write: the stored row with the entered cells."""
    row, entered = _as_stored(stored, entry), entry.values
    row = replace(row, **{name: entered[name] for name in ("event", "notes", "actual") if name in entered})
    row = _recognised_again(row, stored) if stored and row.event != stored.event else row
    rule, date = entered.get("rule"), entered.get("date")
    if isinstance(date, Rule):
        rule, date = date, None
    if date == FOLLOWS_GO_LIVE:
        cleared = {"planned": PartialDate(), "replanned": PartialDate(), "label": "", "follows_rule": False}
        return replace(row, is_go_live=True, rule_days=None, rule_of="", **cleared)
    if rule and date:  # both entered: the date is pinned, with its rule beside it
        row = replace(row, rule_days=rule.days, rule_of=rule.of)
    elif rule:
        return replace(row, rule_days=rule.days, rule_of=rule.of, follows_rule=True)
    elif "rule" in entered and row.rule_days is not None:
        row = replace(row, rule_days=None, rule_of="", follows_rule=False)
    if date is None:
        return row
    if not date and row.rule_days is not None:  # an emptied date follows the rule again
        return replace(row, follows_rule=True)
    if is_baselined and row.planned and not date:
        raise RuleBroken(f"{row.event}: {NOT_EMPTIED}")
    if is_baselined and row.planned:
        return replace(
            row, replanned=date if date != row.planned else PartialDate(), follows_rule=False, label=""
        )
    return replace(row, planned=date, follows_rule=False, label="")


def _recognised_again(row: PlannedRow, stored: TimelineRow) -> PlannedRow:
    """The row with the steps and body of its new text. Corrections stay, and so do steps if none is recognised."""
    steps, body = steps_of(row.event), acting_body(row.event)
    if steps and stored.steps == steps_of(stored.event):
        row = replace(row, steps=steps)
    return replace(row, body=body) if stored.body == acting_body(stored.event) else row


def _as_stored(stored: TimelineRow | None, entry: EditedRow) -> PlannedRow:
    if stored is None:
        return PlannedRow(event=entry.values["event"])
    names = PlannedRow.__dataclass_fields__
    return PlannedRow(**{name: getattr(stored, name) for name in names})
