"""The RID as a kind of document."""

from collections.abc import Iterator
from typing import Any

from governance.documents.engine.kind import DocumentKind, WordForm
from governance.documents.engine.links import Links
from governance.documents.engine.text import long_date
from governance.documents.rid import wording
from governance.documents.rid.diff import diff
from governance.documents.rid.document import SECTIONS, annexes, appendices, front, sections
from governance.documents.rid.issue import created
from governance.documents.rid.sentences.editions import wording_of
from governance.documents.rid.types.rid import Issue, Rid, RidContent
from governance.documents.rid.types.states import statement_of
from secrel.core.web.csv_text import Rows


def _context(rid: Rid) -> dict[str, Any]:
    content, issue = rid.content, rid.issue
    document, words = issue.document, wording_of(issue)
    return {
        "release": content.release,
        "go_live": _go_live(content, issue),
        "window": window.value.text if (window := content.release.go_live_window) else "",
        "document": document,
        "marks": document.marks or wording.MARKS,
        "dated": long_date(document.date) if document.date else "",
        "created": created(rid),
        "classification": words.CLASSIFICATION.get(document.classification or "", ""),
        "document_name": words.DOCUMENT_NAME,
        "front": front(content, issue),
        "annexes": annexes(content, issue),
        "sections": sections(content, Links(document.site), issue),
        "appendices": appendices(content, issue),
    }


def _go_live(content: RidContent, issue: Issue) -> str | None:
    """The go-live as printed: empty if it is to be set, None if nothing is said of it."""
    if content.release.go_live:
        return long_date(content.release.go_live)
    is_to_come = statement_of(content, "go_live").state == "unknown"
    return "" if is_to_come or wording_of(issue).number == 1 else None


def _word(rid: Rid) -> WordForm:
    content, issue, words = rid.content, rid.issue, wording_of(rid.issue)
    return WordForm(
        title=content.release.name,
        name=f"{words.DOCUMENT_NAME}, version {issue.document.version}",
        running_name=f"{words.DOCUMENT_NAME} {issue.document.version}",
        note=words.NOT_AUTHORITATIVE,
        cover=tuple(_cover(content, issue)),
        front=front(content, issue),
        before=annexes(content, issue),
        chapters=(*sections(content, Links(issue.document.site), issue), *appendices(content, issue)),
    )


def _cover(content: RidContent, issue: Issue) -> Iterator[str]:
    """The lines of the cover."""
    head, go_live = issue.document, _go_live(content, issue)
    if classification := wording_of(issue).CLASSIFICATION.get(head.classification or ""):
        yield classification
    if go_live is not None:
        yield f"Go-live: {go_live or 'to be set'}"
    if window := content.release.go_live_window:
        yield f"Permitted window: {window.value.text}"
    for label, text in (
        ("Version date", head.date and long_date(head.date)),
        ("Status", head.status),
        ("Paper reference", head.reference),
    ):
        if text:
            yield f"{label}: {text}"


def _tables(rid: Rid) -> dict[str, Rows]:
    """The tables of all sections."""
    found: dict[str, Rows] = {}
    for section in SECTIONS:
        found |= section.tables(rid.content, rid.issue)
    return found


RID_KIND = DocumentKind(
    key="rid",
    type=Rid,
    schema_id="secrel:rid-snapshot/1",
    schema_name="rid-snapshot-1",
    attached="rid-snapshot.json",
    template="documents/rid.html",
    twin="documents/twin.html",
    context=_context,
    word=_word,
    tables=_tables,
    created=created,
    name=lambda rid: f"version {rid.issue.document.version}",
    compare=diff,
)
