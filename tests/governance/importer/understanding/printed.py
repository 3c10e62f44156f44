"""A RID of this system as a reader of files would give it: its blocks as lines and tables."""

from governance.documents.engine import blocks as printed
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.plain import lift
from governance.importer.source.document import Cell, Line, SourceDocument, Table


def printed_document(plain):
    """The document of secrel.rid/1 as its PDF or Word form prints it."""
    form = RID_KIND.word(lift(plain, site="https://example.org", marks=["SEC releases"]))
    blocks = [Line(form.classification), Line(form.title, heading=1), Line(form.name)]
    blocks += [Line(text) for text in (form.lead, *(f"{name} {value}" for name, value in form.facts)) if text]
    blocks += [Line(form.about, heading=1), *_lines(form.front), *_lines(form.before)]
    blocks += [
        Line("Contents", heading=1),
        *(Line(f"{chapter.heading} {n}") for n, chapter in enumerate(form.chapters)),
    ]
    for chapter in form.chapters:
        blocks += [Line(chapter.heading, heading=1), *_lines(chapter.blocks)]
    return SourceDocument("rid.pdf", "pdf", "0" * 64, tuple(blocks))


def _lines(blocks):
    for block in blocks:
        if isinstance(block, printed.Heading):
            yield Line(block.text, heading=2)
        elif isinstance(block, printed.Paragraph):
            yield Line("".join(run.text for run in block.runs))
        elif isinstance(block, printed.Listing):
            for n, item in enumerate(block.items, start=1):
                yield from _points(item, str(n) if block.numbered else "")
        elif isinstance(block, printed.Table):
            rows = [tuple(Cell((Line(text),)) for text in block.columns)]
            rows += [
                tuple(map(_cell, row.cells)) for row in (*block.rows, *([block.foot] if block.foot else []))
            ]
            yield Table(tuple(rows), block.caption)


def _points(item, number=""):
    yield Line("".join(run.text for run in item.runs), level=1, number=number)
    for text in item.sub:
        yield Line(text, level=2)


def _cell(cell):
    if cell.tick is not None:
        return Cell((Line("✓"),) if cell.tick else ())
    if cell.bullets:
        return Cell(tuple(line for item in cell.bullets for line in _points(item)))
    return Cell((Line(cell.text, is_italic=cell.italic),) if cell.text else ())
