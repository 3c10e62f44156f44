"""3 Implementation timeline."""

from typing import Any

from governance.documents.engine.blocks import Block, Table, TableCell, TableRow, paragraph
from governance.documents.engine.facts import When
from governance.documents.engine.links import Links
from governance.documents.pictures.printed import timetable_figures
from governance.documents.rid import wording
from governance.documents.rid.section import EditPage, Printed, Section, statements_page
from governance.documents.rid.sentences.editions import wording_of
from governance.documents.rid.sentences.saying import say, state_said
from governance.documents.rid.types.rid import Issue, RidContent, Step
from secrel.core.web.csv_text import Rows

WITH_PICTURE = 3
"""The first edition whose documents have the timetable as a picture too."""
WHOLE_LABELS = 5
"""The first edition in whose picture no label is cut."""


def timeline(content: RidContent, issue: Issue, links: Links) -> list[Block]:
    rows, notes = content.timeline, [paragraph(text) for text in content.timeline_notes or ()]
    words = wording_of(issue)
    if window := content.release.go_live_window:
        notes.insert(0, paragraph(words.WINDOW.format(window=window.value.text)))
    if not rows:
        return [*state_said(content, "timeline", words.TIMELINE, words), *notes]
    actual = any(row.actual for row in rows)
    table = Table(
        "Release implementation timetable",
        ("Date", *(("Took place",) if actual else ()), "Event", "Notes"),
        tuple(
            TableRow(
                (
                    TableCell(_when(row, words)),
                    *((TableCell(_label(row.actual, words) if row.actual else ""),) if actual else ()),
                    TableCell(row.event),
                    TableCell(row.notes),
                ),
                row.key,
            )
            for row in rows
        ),
        shape="timetable-actual" if actual else "timetable",
    )
    is_cut = words.number < WHOLE_LABELS
    pictures = timetable_figures(rows, is_cut=is_cut) if words.number >= WITH_PICTURE else ()
    return [*say(words.TIMELINE["items"]), *pictures, table, *notes]


def _when(row: Step, words: Any) -> str:
    """The date; where it is still to be set, the rule that will set it. A step that took place needs none."""
    if label := _label(row.when, words):
        planned = _label(row.planned, words) if row.planned else ""
        return words.REPLANNED.format(date=label, planned=planned) if planned else label
    if row.actual and words.number > 1:
        return ""
    return wording.rule(row.rule.working_days, row.rule.of) if row.rule else words.TO_BE_SET


def _label(when: When, words: Any) -> str:
    """The date as printed; one that has no text of its own is written out, which the first edition did not do."""
    return when.label if when.label or not when.date or words.number == 1 else when.value.label


def _tables(content: RidContent, issue: Issue) -> dict[str, Rows]:
    return {
        "timeline": [
            ("date", "precision", "label", "actual", "event", "notes"),
            *(
                (
                    row.when.date,
                    row.when.precision,
                    row.when.label,
                    row.actual.date if row.actual else "",
                    row.event,
                    row.notes,
                )
                for row in content.timeline
            ),
        ],
    }


TIMELINE = Section(
    "timeline",
    "Implementation timeline",
    Printed.NUMBERED,
    blocks=timeline,
    contents={"timeline": "Implementation timeline", "timeline_notes": "Notes on the timeline"},
    history="timetable",
    tables=_tables,
    pages=(
        EditPage(
            "timeline",
            "Timetable",
            "Timetable",
            "Edit the timetable",
            ("/content/timeline",),
            takes_proposals=True,
        ),
        EditPage("neighbours", "Related programmes", "Related programmes"),
        statements_page("timeline", "Implementation timeline"),
    ),
)
