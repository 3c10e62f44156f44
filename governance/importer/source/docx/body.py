"""The blocks of a Word file in their order, with a note for each thing that a reader would not see."""

from collections.abc import Iterator

from msgspec import Struct, field
from msgspec.structs import replace

from governance.importer.source.document import Cell, Line, Note, Place, Table
from governance.importer.source.docx.names import MC, Element, W, value
from governance.importer.source.docx.runs import BREAK, Fields, Text, text_of
from governance.importer.source.docx.styles import Point, Styles
from governance.importer.source.docx.tables import cells_of, change_of, children, is_frame
from governance.importer.source.joining import follows, joined, titled
from governance.importer.source.marks import clean, marked

LONGEST_TITLE = 120
LONGEST_QUOTE = 120
IN_TABLE = " | "
BESIDE = (
    W + "sdt",
    W + "sdtContent",
    W + "ins",
    W + "moveTo",
    W + "customXml",
    MC + "AlternateContent",
    MC + "Choice",
)


class Body(Struct):
    """Reads the body of a file. `comments`: who said what, by number."""

    styles: Styles
    comments: dict[str, tuple[str, str]]
    fields: Fields = field(default_factory=Fields)
    notes: list[Note] = field(default_factory=list)
    seen: int = 0
    has_contents: bool = False

    def blocks(self, parent: Element) -> Iterator[Line | Table]:
        """The blocks: tables with what stands over them as their title, and the rest of a table with the table."""
        made: list[Line | Table] = []
        for block in self._inside(parent):
            above = made[-1] if made else None
            if isinstance(block, Table):
                if isinstance(above, Table) and follows(above, block, same_columns=False):
                    made[-1] = joined(above, block)
                    continue
                if isinstance(above, Line) and not block.title and _is_title(above):
                    block = replace(block, title=above.text)
                    made.pop()
            made.append(block)
        yield from made

    def _inside(self, parent: Element) -> Iterator[Line | Table]:
        before: Text | None = None
        for child in parent:
            if child.tag == W + "p":
                text = self._read(child)
                if before is not None:
                    text.pieces[:0] = before.pieces
                before = text if _has_no_end(child) else None
                if before is None:
                    yield from self._lines(child, text, in_cell=False)
                    for box in text.boxes:
                        yield from self._inside(box)
            elif child.tag == W + "tbl":
                yield from self._table(child)
            elif child.tag == W + "sdt" and _is_contents(child):
                self._note_contents()
            elif child.tag in BESIDE:
                inside = child[0] if child.tag == MC + "AlternateContent" and len(child) else child
                yield from self._inside(inside)

    def _table(self, table: Element) -> Iterator[Line | Table]:
        if is_frame(table):
            for cell in table.iter(W + "tc"):
                yield from self._inside(cell)
                return
        for row in children(table, W + "tr"):
            if what := change_of(row):
                said = clean(" ".join(node.text or "" for node in row.iter(W + "t", W + "delText")))
                self._note(f"A tracked change {what} a row: “{_quoted(said)}”.")
        place = Place(line=self.seen + 1)
        rows = cells_of(table, self._cell)
        rows = tuple(row for row in rows if any(cell.lines for cell in row))
        if rows:
            yield titled(Table(rows, place=place))

    def _cell(self, cell: Element) -> Cell:
        lines: list[Line] = []
        for child in cell:
            if child.tag == W + "p":
                text = self._read(child)
                lines += self._lines(child, text, in_cell=True)
                for box in text.boxes:
                    lines += (line for line in self._inside(box) if isinstance(line, Line))
            elif child.tag == W + "tbl":
                for block in self._table(child):
                    lines += [block] if isinstance(block, Line) else list(_flat(block))
            elif child.tag in BESIDE:
                lines += self._cell(child).lines
        return Cell(tuple(lines))

    def _read(self, paragraph: Element) -> Text:
        self.seen += 1
        text = text_of(paragraph, self.styles, self.fields)
        for change in text.changes:
            by = f" by {change.author}" if change.author else ""
            if said := clean(change.text):
                self._note(f"A tracked change{by} {change.what} “{_quoted(said)}”.")
        if clean(text.hidden):
            self._note(f"Hidden text was left out: “{_quoted(clean(text.hidden))}”.")
        for number in text.comments:
            author, said = self.comments.pop(number, ("", ""))
            if said:
                self._note(f"A comment{f' by {author}' if author else ''}: “{_quoted(said)}”.")
        return text

    def _lines(self, paragraph: Element, text: Text, *, in_cell: bool) -> Iterator[Line]:
        point = self.styles.point(paragraph) if clean(text.text) else None
        if not in_cell and self.styles.is_contents(paragraph):
            if clean(text.text):
                self._note_contents()
            return
        heading = 0 if in_cell else self.styles.heading(paragraph)
        for part in text.text.split(BREAK) if in_cell else [text.text.replace(BREAK, " ")]:
            line = self._line(clean(part), text, point, heading)
            point = None  # of the first line only
            if line.text:
                yield line

    def _line(self, text: str, whole: Text, point: Point | None, heading: int) -> Line:
        level, number = (0, "") if heading or point is None else point
        if not level and not heading:
            mark = marked(text)
            text = mark.rest if mark.is_point else text
            level, number = (1, mark.number) if mark.is_point else (0, "")
        return Line(
            text,
            Place(line=self.seen),
            heading=heading,
            level=level,
            number=number,
            is_bold=whole.has_look(1),
            is_italic=whole.has_look(2),
        )

    def _note(self, sentence: str) -> None:
        self.notes.append(Note(sentence, Place(line=self.seen)))

    def _note_contents(self) -> None:
        if not self.has_contents:
            self.has_contents = True
            self._note("The table of contents was left out.")


def _flat(table: Table) -> Iterator[Line]:
    """A table inside a cell: its title, then a line for each row; of one column, its paragraphs and points."""
    if table.title:
        yield Line(table.title, table.place)
    if all(cell is row[0] for row in table.rows for cell in row):
        for row in table.rows:
            yield from row[0].lines
        return
    for row in table.rows:
        texts = [" ".join(cell.text.split()) for cell in row]
        yield Line(IN_TABLE.join(texts), table.place)


def _is_title(line: Line) -> bool:
    is_short = len(line.text) <= LONGEST_TITLE and line.text[-1:] not in ".:;?"
    return (
        is_short
        and not line.heading
        and not line.level
        and (line.is_bold or line.is_italic or len(line.text) < 70)
    )


def _has_no_end(paragraph: Element) -> bool:
    """Whether a tracked change deleted the end of a paragraph, so that the next one goes on with it."""
    end = paragraph.find(f"{W}pPr/{W}rPr")
    return end is not None and (end.find(W + "del") is not None or end.find(W + "moveFrom") is not None)


def _is_contents(control: Element) -> bool:
    kind = value(control.find(f"{W}sdtPr/{W}docPartObj"), "docPartGallery") or ""
    return kind.casefold() == "table of contents"


def _quoted(text: str) -> str:
    return text if len(text) <= LONGEST_QUOTE else f"{text[: LONGEST_QUOTE - 3]}…"
