"""The chapters of a minutes extract."""

import re
from collections.abc import Iterator

from governance.documents.engine.blocks import (
    Block,
    Chapter,
    Listing,
    Table,
    TableCell,
    TableRow,
    bullet,
    heading,
    paragraph,
    texts,
)
from governance.documents.engine.text import long_date
from governance.documents.minutes.types import MinutedAction, MinutedItem, MinutesContent, MinutesExtract

ACTIONS = ("Action", "What", "Owner", "Due", "What became of it")


def chapters(extract: MinutesExtract) -> list[Chapter]:
    content = extract.content
    found: list[tuple[str, str, tuple[Block, ...]]] = [
        ("attendance", "Attendance", tuple(_attendance(content)))
    ]
    found += [
        (f"item-{row.number}", f"Item {row.number}: {row.title}", tuple(_item(row))) for row in content.items
    ]
    if content.notes:
        found.append(("noted", "For noting", tuple(_notes(content))))
    found.append(("actions", "Actions", tuple(_actions(content))))
    if content.minutes:
        found.append(("minutes", "Minutes", tuple(map(paragraph, _paragraphs(content.minutes)))))
    # Not numbered: beside them the items have numbers of their own.
    return [Chapter(key, "", title, blocks) for key, title, blocks in found]


def plain_text(extract: MinutesExtract, title: str) -> str:
    """The whole as text that can be copied into a mail or other minutes."""
    lines = [title]
    for chapter in chapters(extract):
        lines += ["", chapter.heading, *(text for text in _lines(chapter.blocks) if text)]
    return "\n".join(lines) + "\n"


def _paragraphs(text: str) -> list[str]:
    """The paragraphs of a text, which has empty lines between them; browsers send CRLF."""
    return [part.strip() for part in re.split(r"\r?\n\s*\n", text) if part.strip()]


def _lines(blocks: tuple[Block, ...]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, Table):
            for row in block.rows:
                pairs = zip(block.columns, row.cells, strict=True)
                yield "- " + "; ".join(f"{name}: {cell.text}" for name, cell in pairs if cell.text)
        elif isinstance(block, Listing):
            yield from (f"- {text}" for text in texts((block,)))
        else:
            yield from texts((block,))


def _attendance(content: MinutesContent) -> Iterator[Block]:
    yield paragraph(content.attendance)
    if content.present:
        yield paragraph(f"Present: {', '.join(content.present)}.")
    if content.apologies:
        yield paragraph(f"Apologies: {', '.join(content.apologies)}.")


def _item(row: MinutedItem) -> Iterator[Block]:
    if row.reference:
        yield paragraph(f"Paper: {row.reference}.")
    yield paragraph(row.asked)
    yield paragraph(f"Outcome: {row.outcome}")
    if row.votes:
        yield paragraph(f"Votes: {row.votes}")
    for label, text in (("Reason", row.reason), ("Dissent", row.dissent)):
        if text:
            yield paragraph(f"{label}: {text}")
    for label, rows in (
        ("Changes that it is subject to", row.changes),
        ("Conditions", row.conditions),
        ("Agreed without", row.overrides),
        ("Declared interests", row.interests),
        ("Actions", row.actions),
    ):
        if rows:
            yield heading(label)
            yield Listing(tuple(map(bullet, rows)))


def _notes(content: MinutesContent) -> Iterator[Block]:
    for row in content.notes:
        noted = f"NOTED on {long_date(row.noted_on)}." if row.noted_on else "Not minuted as noted yet."
        yield paragraph(
            f"Paper {row.reference}: the {content.meeting.name} was asked to NOTE {row.text.rstrip('.')}."
        )
        yield paragraph(f"Outcome: {noted}")


def _actions(content: MinutesContent) -> Iterator[Block]:
    if content.carried:
        yield _table("Actions from earlier meetings", content.carried)
    if content.actions:
        yield _table("Actions of this meeting", content.actions)
    if not content.carried and not content.actions:
        yield paragraph("No actions were open, and none was recorded.")


def _table(caption: str, rows: tuple[MinutedAction, ...]) -> Table:
    return Table(caption, ACTIONS, tuple(map(_row, rows)), shape="actions")


def _row(row: MinutedAction) -> TableRow:
    what = f"{row.what} (from the {row.began})" if row.began else row.what
    cells = (row.number, what, row.owner, long_date(row.due), row.became)
    return TableRow(tuple(TableCell(text) for text in cells), key=row.number)
