"""Two versions of a document compared: its redline, its changes, and what files are made from."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.conf import settings

from governance.composing.comparing.choices import Choice, Comparable
from governance.documents.changes.types import ChangeList, ChangeListContent, ChangeListIssue, ListedChange
from governance.documents.engine.blocks import Chapter
from governance.documents.engine.diff.change import Change
from governance.documents.engine.diff.summary import HeadPart, head_line
from governance.documents.engine.facts import Fact
from governance.documents.engine.redline.folding import FoldedChapter, folded
from governance.documents.engine.redline.places import chapter_is_marked
from governance.documents.kinds import REDLINES
from governance.documents.redline.kind import redline_chapters
from governance.documents.redline.links import PlaceFinder
from governance.documents.redline.types import ComparedDocument, Redline, RedlineContent, RedlineIssue


@dataclass(frozen=True)
class SeenChange:
    """A difference and the id of the place where the redline shows it."""

    change: Change
    place: str


@dataclass(frozen=True)
class Comparison:
    of: Comparable
    old: Choice
    new: Choice

    @cached_property
    def chapters(self) -> tuple[Chapter, ...]:
        """The redline with the addresses of our own pages."""
        documents = (_without_site(self.of.kind.type, side.document) for side in (self.old, self.new))
        return redline_chapters(self.of.kind, *documents)

    @property
    def is_same(self) -> bool:
        """Whether the documents print the same."""
        return not any(map(chapter_is_marked, self.chapters))

    def folded(self, *, whole: bool) -> list[FoldedChapter]:
        return [folded(chapter, whole=whole) for chapter in self.chapters]

    @cached_property
    def changes(self) -> tuple[Change, ...]:
        return self.of.kind.compare(_content(self.old.document), _content(self.new.document))

    @cached_property
    def head(self) -> tuple[HeadPart, ...]:
        """What matters most, in short."""
        return self.of.kind.head(self.changes)

    @property
    def seen(self) -> list[SeenChange]:
        """The changes, each with its place in the redline."""
        finder = PlaceFinder(self.chapters)
        return [
            SeenChange(row, finder.place(row.path, row.names, row.before, row.after)) for row in self.changes
        ]

    @property
    def query(self) -> str:
        """The permanent address of this comparison, behind that of its page."""
        return f"from={self.old.key}&to={self.new.key}"

    def redline(self) -> Redline:
        """What the PDF and the Word file are made from."""
        documents = (
            ComparedDocument(name=side.name, of=side.of, document=side.document.as_data())
            for side in (self.old, self.new)
        )
        old, new = documents
        marks = tuple(settings.DOCUMENT_MARKS)
        return Redline(
            content=RedlineContent(old=old, new=new), issue=RedlineIssue(site=settings.SITE_URL, marks=marks)
        )

    @property
    def redline_kind(self) -> Any:
        return REDLINES[self.of.kind.key]

    def change_list(self) -> ChangeList:
        form = self.of.kind.word(self.new.document)
        return ChangeList(
            content=ChangeListContent(
                title=form.title,
                old=self.old.label,
                new=self.new.label,
                summary=head_line(self.head),
                changes=tuple(map(listed, self.changes)),
            ),
            issue=ChangeListIssue(
                date=self.of.kind.created(self.new.document),
                classification=form.classification,
                marks=tuple(form.marks),
            ),
        )


def listed(change: Change) -> ListedChange:
    return ListedChange(
        path=change.path,
        address=change.address,
        kind=change.kind,
        section=change.section_name,
        label=change.label,
        before=change.before,
        after=change.after,
        sentence=change.sentence,
    )


def _content(document: Any) -> Any:
    return document.content


def _without_site(kind: type[Fact], document: Fact) -> Fact:
    """The document with links that stay on the site that shows it."""

    def cleared(data: Any) -> Any:
        if isinstance(data, dict):
            return {key: "" if key == "site" else cleared(value) for key, value in data.items()}
        return [cleared(value) for value in data] if isinstance(data, list) else data

    data = document.as_data()
    return kind.of_data(data | {"issue": cleared(data["issue"])})
