"""3 Implementation timeline."""

from typing import Any

from governance.documents import wording
from governance.documents.blocks import Block, Cell, Row, Table, say
from governance.documents.links import Links
from governance.documents.section import EditPage, Printed, Section
from secrel.core.csv_text import Rows


def timeline(content: dict[str, Any], issue: dict[str, Any], links: Links) -> list[Block]:
    rows, notes = content["timeline"], [say(text) for text in content.get("timeline_notes", ())]
    if not rows:
        return [say(wording.TIMELINE["unknown"]), *notes]
    actual = any(row.get("actual") for row in rows)
    table = Table(
        "Release implementation timetable",
        ("Date", *(("Took place",) if actual else ()), "Event", "Notes"),
        tuple(
            Row(
                (
                    Cell(_when(row)),
                    *((Cell(row["actual"]["label"] if row.get("actual") else ""),) if actual else ()),
                    Cell(row["event"]),
                    Cell(row["notes"]),
                ),
                row.get("key", ""),
            )
            for row in rows
        ),
        shape="timetable-actual" if actual else "timetable",
    )
    return [say(wording.TIMELINE["items"]), table, *notes]


def _when(row: dict[str, Any]) -> str:
    """The date; where it is still to be set, the rule that will set it."""
    if label := row["when"]["label"]:
        planned = row.get("planned")
        return wording.REPLANNED.format(date=label, planned=planned["label"]) if planned else label
    return wording.rule(**row["rule"]) if row.get("rule") else wording.TO_BE_SET


def _tables(content: dict[str, Any], issue: dict[str, Any]) -> dict[str, Rows]:
    return {
        "timeline": [
            ("date", "precision", "label", "actual", "event", "notes"),
            *(
                (
                    row["when"]["date"],
                    row["when"]["precision"],
                    row["when"]["label"],
                    row["actual"]["date"] if "actual" in row else "",
                    row["event"],
                    row["notes"],
                )
                for row in content["timeline"]
            ),
        ],
    }


TIMELINE = Section(
    "timeline",
    "Implementation timeline",
    Printed.NUMBERED,
    blocks=timeline,
    contents={"timeline": "Implementation timeline", "timeline_notes": "Notes on the timeline"},
    names={"when": "date", "actual": "took place", "planned": "first planned"},
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
        EditPage("neighbours", "Neighbours", "Neighbouring programmes"),
    ),
)
