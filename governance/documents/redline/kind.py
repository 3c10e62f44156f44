"""The redline of each kind of document as a kind of its own, so that it is printed and written as all others are."""

from collections.abc import Iterator
from typing import Any

from governance.documents.engine.blocks import Block, Chapter, Table, TableCell, TableRow, paragraph
from governance.documents.engine.kind import DocumentKind, WordForm
from governance.documents.engine.redline.chapters import redline
from governance.documents.redline.types import ComparedDocument, Redline

NOTE = "A comparison of two versions, made by secrel. It is neither of the two documents."
MARKS = "What was inserted is underlined. What was deleted is struck out."
COVER, FRONT, BEFORE = "cover", "about", "before"
"""Keys of the chapters made from what stands before the first one."""


def chapters_of(form: WordForm) -> list[Chapter]:
    """Everything that a document says, as chapters: also what stands on its cover and before its first chapter."""
    found = [Chapter(COVER, "", "Cover", tuple(_cover(form)))]
    if form.front:
        found.append(Chapter(FRONT, "", form.about, tuple(form.front)))
    if form.before:
        found.append(Chapter(BEFORE, "", "Annexes", tuple(form.before)))
    return [*found, *form.chapters]


def _cover(form: WordForm) -> Iterator[Block]:
    facts = [("Title", form.title), ("Document", form.name), ("Main fact", form.lead), *form.facts]
    if form.status not in [text for _, text in facts]:
        facts.append(("Status", form.status))
    facts += [("Class", form.classification), ("Marks", ", ".join(form.marks))]
    rows = tuple(TableRow((TableCell(label), TableCell(text)), label) for label, text in facts if text)
    yield Table("What the cover says", ("Fact", "As printed"), rows, shape="summary")


def redline_chapters(kind: DocumentKind, old: Any, new: Any) -> tuple[Chapter, ...]:
    """The chapters of the redline of two documents of a kind."""
    return redline(*(chapters_of(kind.word(document)) for document in (old, new)))


def redline_of(kind: DocumentKind) -> DocumentKind:
    """The kind of the redlines of documents of a kind."""

    def documents(made: Redline) -> tuple[Any, Any]:
        return kind.type.of_data(made.content.old.document), kind.type.of_data(made.content.new.document)

    def form(made: Redline) -> WordForm:
        old, new = documents(made)
        forms = kind.word(old), kind.word(new)
        name = name_of(made)
        return WordForm(
            title=forms[1].title,
            name=name,
            running_name=name,
            note=NOTE,
            classification=" ".join(dict.fromkeys(filter(None, (one.classification for one in forms)))),
            marks=made.issue.marks or forms[1].marks,
            facts=tuple(_facts(made)),
            status=name,
            chapters=redline(*map(chapters_of, forms)),
            new_pages={COVER},
        )

    def context(made: Redline) -> dict[str, Any]:
        shown = form(made)
        return {
            "release": {"name": shown.title},
            "document": {"version": made.content.new.name, "status": NOTE},
            "classification": shown.classification,
            "marks": shown.marks,
            "document_name": shown.name,
            "facts": shown.facts,
            "note": NOTE,
            "running": "Comparison",
            "created": created(made),
            "front": [paragraph(NOTE), paragraph(MARKS)],
            "sections": shown.chapters,
            "appendices": [],
        }

    def created(made: Redline) -> str:
        return kind.created(documents(made)[1])

    return DocumentKind(
        key=f"redline-{kind.key}",
        type=Redline,
        schema_id=f"secrel:redline-{kind.key}/1",
        schema_name=f"redline-{kind.key}-1",
        attached="redline.json",
        template="documents/redline.html",
        twin="documents/twin.html",
        context=context,
        word=form,
        tables=lambda made: {},
        created=created,
        name=name_of,
    )


def name_of(made: Redline) -> str:
    return f"Comparison of {made.content.new.name} with {made.content.old.name}"


def _facts(made: Redline) -> Iterator[tuple[str, str]]:
    yield "Older", _named(made.content.old)
    yield "Newer", _named(made.content.new)
    yield "Marks", MARKS


def _named(one: ComparedDocument) -> str:
    return ", ".join(filter(None, (one.name, one.of)))
