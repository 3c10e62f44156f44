"""The RID as a kind of document."""

from collections.abc import Iterator
from typing import Any

from governance.documents.engine.kind import DocumentKind, WordForm
from governance.documents.engine.links import Links
from governance.documents.engine.text import long_date
from governance.documents.rid import wording
from governance.documents.rid.changes.comparison import COMPARISON
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
    go_live = _go_live(content, issue)
    chapters = (*sections(content, Links(issue.document.site), issue), *appendices(content, issue))
    return WordForm(
        title=content.release.name,
        name=words.DOCUMENT_NAME,
        running_name=f"{words.DOCUMENT_NAME} {issue.document.version}",
        note=words.NOT_AUTHORITATIVE,
        classification=_classification(issue),
        marks=issue.document.marks or wording.MARKS,
        lead="" if go_live is None else f"Go-live {go_live or 'date to be set'}",
        facts=tuple(_facts(content, issue)),
        status=issue.document.status or "",
        about="About this document",
        has_cover=True,
        has_contents=True,
        new_pages={chapter.key for chapter in chapters[:1]},
        front=front(content, issue),
        before=annexes(content, issue),
        chapters=chapters,
    )


def _classification(issue: Issue) -> str:
    """The sentence at the head of the cover."""
    head = issue.document
    sentence = wording_of(issue).CLASSIFICATION.get(head.classification or "", "")
    return " ".join(filter(None, (sentence, head.reference and f"Paper reference: {head.reference}.")))


def _facts(content: RidContent, issue: Issue) -> Iterator[tuple[str, str]]:
    """The facts on the cover."""
    head, window = issue.document, content.release.go_live_window
    yield "Version", head.version
    if head.date:
        yield "Date", long_date(head.date)
    if window:
        yield "Window", window.value.text
    if head.status:
        yield "Status", head.status


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
    comparison=COMPARISON,
)
