"""The text of a Word file: cover, contents, and chapters of blocks."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import zip_longest

from governance.documents.engine.blocks import (
    Block,
    Chapter,
    Heading,
    Listing,
    ListItem,
    Paragraph,
    Run,
    Table,
    bullet,
)
from governance.documents.engine.kind import WordForm
from governance.documents.engine.printing.word_file.looks import LABEL
from governance.documents.engine.printing.word_file.names import Names
from governance.documents.engine.printing.word_file.tables import table
from governance.documents.engine.printing.word_file.xml import AS_STYLED, Place, paragraph, run

WRITTEN = (Heading, Paragraph, Listing, Table)
MARKS_DOWN, AFTER_TABLE, AFTER_LIST = 58.0, 6.0, 3.5
"""Distances in mm: above the marks of a cover, below a table, and below the last item of a list."""


class Text:
    """Writes the paragraphs and tables of one document, `width` mm wide."""

    def __init__(self, form: WordForm, names: Names, width: float) -> None:
        self.form, self.names, self.width = form, names, width
        self.heading = "Heading 1" if form.has_cover else "Small Heading"

    def whole(self) -> Iterator[str]:
        form = self.form
        yield from self._head()
        if form.front:
            style = "Front Heading" if form.has_cover else "Small Heading"
            yield self._styled(style, form.about, Place(new_page=form.has_cover))
            yield from self._blocks(form.front)
        if form.has_contents:
            yield from self._contents(form.chapters)
        yield from self._blocks(form.before)
        for place, chapter in enumerate(form.chapters):
            yield self._heading(chapter, place)
            yield from self._blocks(chapter.blocks)
        last = [block for chapter in form.chapters for block in chapter.blocks[-1:]][-1:]
        if any(isinstance(block, Table) for block in last):
            yield self._styled("Table Text", "")  # Word wants a paragraph at the end

    def _head(self) -> Iterator[str]:
        """The cover, or the head of the first page."""
        form, size = self.form, "" if self.form.has_cover else "Head "
        if form.classification:
            yield self._styled("Classification", form.classification)
        for place, mark in enumerate(form.marks):
            is_first = form.has_cover and not place
            yield self._styled("Document Mark", mark, Place(before=MARKS_DOWN) if is_first else AS_STYLED)
        yield self._styled(f"{size}Title", form.title)
        yield self._styled(f"{size}Subtitle", form.name)
        if form.lead:
            yield self._styled("Cover Lead", form.lead)
        for label, text in form.facts:
            content = run(f"{label}\t", self.names.character(LABEL)) + run(text, "<w:b/><w:bCs/>")
            yield paragraph(self.names.style("Cover Fact"), content)
        yield self._styled("Cover Note", form.note)

    def _contents(self, chapters: Sequence[Chapter]) -> Iterator[str]:
        """The list of chapters as a field, which Word fills with page numbers when it opens the file."""
        begin = (
            '<w:r><w:fldChar w:fldCharType="begin" w:dirty="true"/></w:r>'
            '<w:r><w:instrText xml:space="preserve"> TOC \\o "1-1" \\t "Small Heading,1" \\h \\z </w:instrText></w:r>'
            '<w:r><w:fldChar w:fldCharType="separate"/></w:r>'
        )
        yield self._styled("TOC Heading", "Contents")
        for place, chapter in enumerate(chapters):
            linked = f'<w:hyperlink w:anchor="{_anchor(place)}">{run(chapter.heading)}</w:hyperlink>'
            end = '<w:r><w:fldChar w:fldCharType="end"/></w:r>' if place == len(chapters) - 1 else ""
            yield paragraph(self.names.style("toc 1"), ("" if place else begin) + linked + end)

    def _heading(self, chapter: Chapter, place: int) -> str:
        text = self.names.runs(chapter.runs or (Run(chapter.heading),))
        mark = f'<w:bookmarkStart w:id="{place}" w:name="{_anchor(place)}"/>{text}<w:bookmarkEnd w:id="{place}"/>'
        begins = chapter.key in self.form.new_pages
        revision = self.names.revision(chapter.mark)
        return paragraph(self.names.style(self.heading), mark, Place(new_page=begins, revision=revision))

    def _blocks(self, blocks: Iterable[Block]) -> Iterator[str]:
        """The blocks. What leads to a table or a list stays with it; what follows a table stands off.

        A figure is left out: the table of its section has its facts in words.
        """
        every = [block for block in blocks if isinstance(block, WRITTEN)]
        before: Block | None = None
        for block, after in zip_longest(every, every[1:]):
            revision = self.names.revision(getattr(block, "mark", ""))
            place = Place(
                keep=isinstance(after, Table | Listing),
                before=AFTER_TABLE if isinstance(before, Table) else None,
                revision=revision,
            )
            if isinstance(block, Heading):
                runs = self.names.runs(block.runs or (Run(block.text),))
                yield paragraph(self.names.style("Heading 2"), runs, Place(revision=revision))
            elif isinstance(block, Paragraph):
                yield paragraph(self.names.style("Normal"), self.names.runs(block.runs), place)
            elif isinstance(block, Listing):
                yield from self._listing(block, place.before)
            else:
                yield from table(block, self.names, self.width, place.before)
            before = block

    def _listing(self, block: Listing, before: float | None) -> Iterator[str]:
        """The items; the first stands off from a table above, the last from what follows."""
        style = self.names.style("List Number" if block.numbered else "List Bullet")
        numbers = self.names.new_numbers() if block.numbered else None
        for item in block.items:
            end = AFTER_LIST if item is block.items[-1] else None
            points = item.points or tuple(bullet(text) for text in item.sub)
            place = Place(numbers=numbers, before=before, after=None if points else end)
            yield self._item(style, item, place)
            for point in points:
                place = Place(after=end if point is points[-1] else None)
                yield self._item(self.names.style("List Bullet 2"), point, place)
            before = None

    def _item(self, style: str, item: ListItem, place: Place) -> str:
        revision = self.names.revision(item.mark)
        return paragraph(style, self.names.runs(item.runs), replace(place, revision=revision))

    def _styled(self, style: str, text: str, place: Place = AS_STYLED) -> str:
        return paragraph(self.names.style(style), self.names.runs((Run(text),)), place)


def _anchor(place: int) -> str:
    return f"_Toc{place + 1:06}"
