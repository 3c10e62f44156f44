"""The parts of the page that edits a paper: what the draft prints, with the fields of what SECAS writes beside it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.forms import BoundField

from governance.documents.engine.blocks import Block
from governance.documents.paper.sections import asks, chapters, name_of
from governance.documents.paper.types import Paper as PaperDocument
from governance.documents.paper.types import PaperContent
from governance.papers.compose.paper import UNSETTLED
from governance.papers.forms.editing import EditForm
from governance.papers.models import Paper

OF_PAPER = ("classification", "author", "author_role", "months", "since")
OF_DOCUMENT = ("purpose", "attachments", "annex")


@dataclass(frozen=True, slots=True)
class Row:
    """What is drafted, and the fields to add to it or change it. `has_own`: whether SECAS wrote something."""

    name: str
    drafted: str
    fields: tuple[BoundField, ...]
    has_own: bool = False


@dataclass(frozen=True, slots=True)
class EditPart:
    """A panel of the page. `short`: fields that stand side by side. `printed`: the chapter as the draft prints it."""

    key: str
    title: str
    hint: str = ""
    short: tuple[BoundField, ...] = ()
    rows: tuple[Row, ...] = ()
    asked: tuple[Row, ...] = ()
    sections: tuple[Row, ...] = ()
    fields: tuple[BoundField, ...] = ()
    printed: tuple[Block, ...] = ()


class LaidOutForm(EditForm):
    """The form with the draft that its page prints beside it."""

    def __init__(
        self, data: Any = None, *, paper: Paper, document: PaperDocument, drafted: PaperContent
    ) -> None:
        super().__init__(data, paper=paper, content=document.content, drafted=drafted)
        self.document = document

    def parts(self) -> list[EditPart]:
        return parts_of(self, self.document)


def parts_of(form: EditForm, document: PaperDocument) -> list[EditPart]:
    printed = {chapter.key: chapter.blocks for chapter in chapters(document)}
    return [
        EditPart("paper", "Paper and purpose", short=_of(form, *OF_PAPER), fields=_of(form, *OF_DOCUMENT)),
        *_releases(form, printed),
        EditPart(
            UNSETTLED,
            "Unsettled releases",
            ""
            if form.content.unsettled
            else "Every modification has a release, so this text is not printed.",
            fields=_of(form, "notes_unsettled"),
            printed=printed.get(UNSETTLED, ()),
        ),
        EditPart(
            "sections",
            "Sections of your own",
            "Each has a title and a text. Empty both to remove a section.",
            sections=tuple(_sections(form)),
        ),
        EditPart(
            "recommendations",
            "Recommendations",
            "A wording of yours replaces the drafted text after AGREE, BASELINE or NOTE.",
            asked=tuple(_asked(form)),
            fields=_of(form, "own"),
        ),
    ]


def _of(form: EditForm, *names: str) -> tuple[BoundField, ...]:
    return tuple(form[name] for name in names)


def _releases(form: EditForm, printed: dict[str, tuple[Block, ...]]) -> Iterator[EditPart]:
    for release in form.content.releases:
        rows = tuple(
            Row(
                name_of(row.ref, row.title, row.part),
                row.status,
                (form[form.name_of(release.slug, row)],),
            )
            for row in release.rows
        )
        yield EditPart(
            release.slug,
            release.name,
            rows=rows,
            fields=_of(form, f"notes_{release.slug}"),
            printed=printed[release.slug],
        )


def _sections(form: EditForm) -> Iterator[Row]:
    held = len(form.paper.entries.sections)
    for place in range(held + 1):
        fields = _of(form, f"title_{place}", f"after_{place}", f"text_{place}")
        used = place < held or any(field.errors for field in fields) or bool(form[f"text_{place}"].value())
        yield Row(f"Section {place + 1}" if place < held else "Add a section", "", fields, has_own=used)


def _asked(form: EditForm) -> Iterator[Row]:
    drafted = {row.key: row for row in form.drafted.recommendations}
    for key in form.keys:
        text = asks(drafted[key]) if key in drafted else "Not drafted at present"
        yield Row(key, text, _of(form, f"text_of_{key}", f"drop_{key}"))
