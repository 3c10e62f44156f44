"""3 Implementation timeline."""

import re
from typing import Any

from governance.importer.source.document import Cell, Line, Place
from governance.importer.understanding.outline import Outline, Sheet
from governance.importer.understanding.understood import DOUBTFUL, MENDED, Gathered
from governance.importer.words.dates import read_date
from releases.timing import Rule, read_rule
from secrel.core.values.texts import one_line

Data = dict[str, Any]
_REPLANNED = re.compile(r"\s?\((?:first|originally|previously) planned:? ([^()]+)\)$", re.IGNORECASE)
_GO_LIVE = re.compile(
    r"\bgo[- ]?live\b|\brelease (?:is )?implement|\bimplementation (?:date|of (?:the )?(?:SEC )?release)",
    re.IGNORECASE,
)
BEGINS_WITH_DATE = re.compile(r"^\d{1,2} [A-Z][a-z]{2,8}(?: \d{2,4})? [A-Z]")
_INTRO = re.compile(
    r"^(?:this section|this (?:is the )?timet|this timeline|these are|the (?:following )?table|the timetable)",
    re.IGNORECASE,
)


def read_timeline(parts: Outline, gathered: Gathered) -> list[Data]:
    rows: list[Data] = []
    for sheet in parts.of("timeline"):
        for row in sheet.rows:
            if step := _step(sheet, row, f"/timeline/{len(rows)}", gathered, rows):
                rows.append(step)
    for line in parts.lines("timeline"):
        if BEGINS_WITH_DATE.match(line.text):
            gathered.leave(line.text, line.place)
            gathered.add(
                "/timeline", DOUBTFUL, line.place, "a row stands outside the table", source=line.text
            )
    if not rows:
        place = parts.headings["timeline"].place if "timeline" in parts.headings else Place()
        gathered.add("/timeline", DOUBTFUL, place, "no timetable found")
    return rows


def timeline_notes(parts: Outline, gathered: Gathered) -> list[str]:
    """Paragraphs beside the timetable, without its introduction."""
    lines = [line for line in parts.lines("timeline") if not _INTRO.match(line.text)]
    return [
        gathered.text(f"/timeline_notes/{n}", line.text, line.place, "note on the timetable")
        for n, line in enumerate(lines)
    ]


def go_live_row(rows: list[Data]) -> str | None:
    """The day of the row that is the go-live: the last one that says so."""
    days = [
        row["when"]["date"]
        for row in rows
        if row["when"]["precision"] == "day"
        and _GO_LIVE.search(row["event"])
        and "/no-go" not in row["event"]
    ]
    return days[-1] if days else None


def _step(
    sheet: Sheet, row: tuple[Cell, ...], path: str, gathered: Gathered, rows: list[Data]
) -> Data | None:
    date, event = sheet.cell(row, "date"), sheet.cell(row, "event", "description")
    notes = sheet.cell(row, "notes", "description") if "event" in sheet.columns else sheet.cell(row, "notes")
    if not event.text.strip():
        if rows and notes.text.strip() and not date.text.strip():  # a note that a page broke
            rows[-1]["notes"] = one_line(f"{rows[-1]['notes']} {notes.text}")
            gathered.add(f"/timeline/{len(rows) - 1}/notes", MENDED, sheet.place, "note joined from two rows")
            return None
        if not date.text.strip():
            return None
    place = _place(event) or _place(date) or sheet.place
    when, rule = _when(date, path, place, gathered)
    doubt = event.doubt
    if when["label"] and when["date"] is None and not when["label"].casefold().startswith("tb"):
        doubt = doubt or "The date beside it is not understood."
    if not event.text.strip():
        doubt = "A row without an event."
    step: Data = {
        "when": when,
        "event": gathered.text(
            f"{path}/event", one_line(event.text), place, "event of the timetable", doubt=doubt
        ),
        "notes": gathered.text(
            f"{path}/notes",
            one_line(notes.text),
            _place(notes) or place,
            "note of the timetable",
            doubt=notes.doubt,
        ),
    }
    if rule:
        step["rule"] = {"working_days": rule.days, "of": rule.of}
    elif in_note := _rule(notes.text):
        step["rule"] = {"working_days": in_note.days, "of": in_note.of}
    if (took := sheet.cell(row, "took_place")).text.strip():
        step["actual"] = read_date(took.text).data
    return step


def _when(cell: Cell, path: str, place: Place, gathered: Gathered) -> tuple[Data, Rule | None]:
    text = one_line(cell.text)
    rule = _rule(text)
    if rule:
        gathered.add(f"{path}/when", 0.85, place, "rule in place of a date", source=text)
        return {"label": "", "precision": "unknown", "date": None}, rule
    text = _REPLANNED.sub("", text)
    found = read_date(text)
    confidence = DOUBTFUL if cell.doubt else 0.95 if found.sure else MENDED if found.changed else DOUBTFUL
    gathered.add(
        f"{path}/when",
        confidence,
        place,
        "date of the timetable",
        changed=" ".join(filter(None, [found.changed, cell.doubt])),
        source=cell.text,
    )
    return found.data, None


def _rule(text: str) -> Rule | None:
    try:
        return read_rule(text.strip().rstrip("."))
    except ValueError:
        return None


def _place(cell: Cell) -> Place | None:
    lines: tuple[Line, ...] = cell.lines
    return lines[0].place if lines else None
