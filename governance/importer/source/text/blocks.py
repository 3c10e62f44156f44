"""Puts the lines of a text together: paragraphs, points, headings, and tables wherever a row of headings stands."""

from collections.abc import Iterator, Sequence

from governance.importer.source.document import Line, Table
from governance.importer.source.text.cleaning import Raw
from governance.importer.source.text.flat import flat_table
from governance.importer.source.text.layout import layout_table
from governance.importer.source.text.paragraphs import Paragraphs
from governance.importer.source.text.tables import marked_table, merged


def blocks_of(lines: Sequence[Raw]) -> Iterator[Line | Table]:
    """Lines and tables in order; tables that go on after a page are one."""
    return merged(_blocks(lines))


def _blocks(lines: Sequence[Raw]) -> Iterator[Line | Table]:
    paragraphs = Paragraphs(lines)
    at = 0
    while at < len(lines):
        table, after = marked_table(lines, at)
        if table is None and not lines[at].heading:
            table, after = layout_table(lines, at, paragraphs.words)
        if table is None and not lines[at].heading:
            table, after = flat_table(lines, at)
        if table is None:
            yield from paragraphs.add(lines[at])
            at += 1
            continue
        title = paragraphs.title() if not table.title else ""
        yield from paragraphs.end()
        yield Table(table.rows, title or table.title, table.place) if title else table
        at = after
    yield from paragraphs.end()
