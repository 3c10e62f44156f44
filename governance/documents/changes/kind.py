"""The change list as a kind of document, so that it is printed as others are."""

from itertools import groupby
from typing import Any

from governance.documents.changes.types import ChangeList, ListedChange
from governance.documents.engine.blocks import (
    Block,
    Chapter,
    Listing,
    ListItem,
    Run,
    Table,
    TableCell,
    TableRow,
    paragraph,
)
from governance.documents.engine.kind import DocumentKind, WordForm
from secrel.core.web.csv_text import Rows

NAME = "List of changes"
ABOUT = (
    "Each fact of the content that differs, once. The comparison of the documents shows them in their places."
)
NOTHING = "Nothing differs."
COLUMNS = ("section", "path", "kind", "what", "before", "after", "sentence")


def name_of(made: ChangeList) -> str:
    return f"{NAME} from {made.content.old} to {made.content.new}"


def rows_of(made: ChangeList) -> Rows:
    rows: list[list[str]] = [list(COLUMNS)]
    for row in made.content.changes:
        rows.append([row.section, row.address, row.kind, row.label, row.before, row.after, row.sentence])
    return rows


def _front(made: ChangeList) -> list[Block]:
    return [paragraph(f"{made.content.summary}." if made.content.changes else NOTHING)]


def _chapters(made: ChangeList) -> list[Chapter]:
    grouped = groupby(made.content.changes, lambda row: row.section)
    return [
        Chapter(f"s{number}", "", section, (_listing(tuple(rows)),))
        for number, (section, rows) in enumerate(grouped, start=1)
    ]


def _listing(rows: tuple[ListedChange, ...]) -> Block:
    if all(row.sentence for row in rows):
        return Listing(tuple(ListItem((Run(row.sentence),)) for row in rows))
    cells = (TableRow(tuple(map(TableCell, (row.label, row.before, row.after)))) for row in rows)
    return Table(rows[0].section, ("What", "Before", "After"), tuple(cells), shape="glance")


def _context(made: ChangeList) -> dict[str, Any]:
    name = name_of(made)
    return {
        "title": made.content.title,
        "release": {"name": made.content.title},
        "document": {"version": made.content.new},
        "created": made.issue.date,
        "document_name": name,
        "classification": made.issue.classification,
        "marks": made.issue.marks,
        "note": ABOUT,
        "running": NAME,
        "facts": _facts(made),
        "front": _front(made),
        "sections": [Chapter("summary", "", "In short", tuple(_front(made))), *_chapters(made)],
        "appendices": [],
    }


def _facts(made: ChangeList) -> tuple[tuple[str, str], ...]:
    return ("Older", made.content.old), ("Newer", made.content.new)


def _word(made: ChangeList) -> WordForm:
    return WordForm(
        title=made.content.title,
        name=name_of(made),
        running_name=name_of(made),
        note=ABOUT,
        marks=made.issue.marks,
        classification=made.issue.classification,
        about=NAME,
        front=_front(made),
        chapters=_chapters(made),
    )


CHANGES_KIND = DocumentKind(
    key="changes",
    type=ChangeList,
    schema_id="secrel:changes/1",
    schema_name="changes-1",
    attached="changes.json",
    template="documents/redline.html",
    twin="documents/twin.html",
    context=_context,
    word=_word,
    tables=lambda made: {"changes": rows_of(made)},
    created=lambda made: made.issue.date,
    name=name_of,
)
