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
from governance.documents.rid.types.rid import Issue, Rid, RidContent
from secrel.core.web.csv_text import Rows


def _context(rid: Rid) -> dict[str, Any]:
    content, issue = rid.content, rid.issue
    document = issue.document
    return {
        "release": content.release,
        "go_live": long_date(content.release.go_live) if content.release.go_live else "",
        "window": window.value.text if (window := content.release.go_live_window) else "",
        "document": document,
        "marks": document.marks or wording.MARKS,
        "dated": long_date(document.date) if document.date else "",
        "created": created(rid),
        "classification": wording.CLASSIFICATION.get(document.classification or "", ""),
        "document_name": wording.DOCUMENT_NAME,
        "front": front(content),
        "annexes": annexes(content),
        "sections": sections(content, Links(document.site)),
        "appendices": appendices(content, issue),
    }


def _word(rid: Rid) -> WordForm:
    content, issue = rid.content, rid.issue
    return WordForm(
        title=content.release.name,
        name=f"{wording.DOCUMENT_NAME}, version {issue.document.version}",
        running_name=f"{wording.DOCUMENT_NAME} {issue.document.version}",
        note=wording.NOT_AUTHORITATIVE,
        cover=tuple(_cover(content, issue)),
        front=front(content),
        before=annexes(content),
        chapters=(*sections(content, Links(issue.document.site)), *appendices(content, issue)),
    )


def _cover(content: RidContent, issue: Issue) -> Iterator[str]:
    """The lines of the cover."""
    head, go_live = issue.document, content.release.go_live
    if classification := wording.CLASSIFICATION.get(head.classification or ""):
        yield classification
    yield f"Go-live: {long_date(go_live) if go_live else 'to be set'}"
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
