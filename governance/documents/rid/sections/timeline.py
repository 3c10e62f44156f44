"""3 Implementation timeline."""

from governance.documents.engine.blocks import Block, Table, TableCell, TableRow, paragraph
from governance.documents.engine.links import Links
from governance.documents.rid import wording
from governance.documents.rid.section import EditPage, Printed, Section
from governance.documents.rid.types.rid import Issue, RidContent, Step
from secrel.core.web.csv_text import Rows


def timeline(content: RidContent, issue: Issue, links: Links) -> list[Block]:
    rows, notes = content.timeline, [paragraph(text) for text in content.timeline_notes or ()]
    if window := content.release.go_live_window:
        notes.insert(0, paragraph(wording.WINDOW.format(window=window.value.text)))
    if not rows:
        return [paragraph(wording.TIMELINE["unknown"]), *notes]
    actual = any(row.actual for row in rows)
    table = Table(
        "Release implementation timetable",
        ("Date", *(("Took place",) if actual else ()), "Event", "Notes"),
        tuple(
            TableRow(
                (
                    TableCell(_when(row)),
                    *((TableCell(row.actual.label if row.actual else ""),) if actual else ()),
                    TableCell(row.event),
                    TableCell(row.notes),
                ),
                row.key,
            )
            for row in rows
        ),
        shape="timetable-actual" if actual else "timetable",
    )
    return [paragraph(wording.TIMELINE["items"]), table, *notes]


def _when(row: Step) -> str:
    """The date; where it is still to be set, the rule that will set it."""
    if label := row.when.label:
        planned = row.planned
        return wording.REPLANNED.format(date=label, planned=planned.label) if planned else label
    return wording.rule(row.rule.working_days, row.rule.of) if row.rule else wording.TO_BE_SET


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
    ),
)
