"""3 Implementation timeline and 4 Test strategy."""

from typing import Any

from governance.documents import wording
from governance.documents.blocks import Block, Cell, Row, Table, heading, say


def timeline(content: dict[str, Any]) -> list[Block]:
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


def testing(content: dict[str, Any]) -> list[Block]:
    said = content["testing"]
    if not said["dcc_approach"] and not said["user_approach"]:
        return [say(wording.TESTING_TO_COME)]
    blocks: list[Block] = []
    for name, title in (
        ("dcc_approach", "The DCC’s testing approach"),
        ("user_approach", "User testing approach"),
    ):
        if said[name]:
            blocks += [heading(title), *(say(text) for text in said[name])]
    return blocks
