"""The releases update paper as a kind of document."""

from collections.abc import Iterable, Iterator
from typing import Any

from governance.documents.engine.blocks import Block, paragraph
from governance.documents.engine.kind import DocumentKind, WordForm
from governance.documents.engine.text import long_date
from governance.documents.paper import wording
from governance.documents.paper.appendices import appendix_chapters, appendix_keys, printed_appendices
from governance.documents.paper.comparison import COMPARISON
from governance.documents.paper.sections import annexes, chapters
from governance.documents.paper.types import Paper, PaperRelease
from governance.documents.result.counts import NUMBERS
from secrel.core.web.csv_text import Rows


def _context(paper: Paper) -> dict[str, Any]:
    content, document = paper.content, paper.issue.document
    return {
        "release": {"name": wording.TITLE},
        "document": document,
        "meeting": content.meeting,
        "meeting_day": long_date(content.meeting.day),
        "action": content.action,
        "marks": document.marks,
        "dated": long_date(document.date),
        "created": document.date,
        "classification": wording.CLASSIFICATION.get(document.classification, ""),
        "document_name": _name(paper),
        "facts": list(_facts(paper)),
        "front": _front(paper),
        "sections": chapters(paper),
        "own_annexes": annexes(content),
        "rids": printed_appendices(paper),
        "appendices": [*annexes(content), *appendix_chapters(paper)],
    }


def _facts(paper: Paper) -> Iterator[tuple[str, str]]:
    """The facts at the head of the paper."""
    content, document = paper.content, paper.issue.document
    number = f", meeting {content.meeting.number}" if content.meeting.number else ""
    yield "Paper reference", document.reference
    yield "Meeting", f"{content.meeting.full_name}, {long_date(content.meeting.day)}{number}"
    yield "Action", content.action
    if document.version > 1:
        yield "Version", f"{document.version} of {long_date(document.date)}"
    yield "Status", document.status


def _front(paper: Paper) -> list[Block]:
    return [paragraph(f"{label}: {text}") for label, text in _facts(paper)]


def _name(paper: Paper) -> str:
    return f"Paper {paper.issue.document.reference}"


def _word(paper: Paper) -> WordForm:
    content, document = paper.content, paper.issue.document
    attached = appendix_chapters(paper)
    return WordForm(
        title=wording.TITLE,
        name=_name(paper),
        running_name=document.reference,
        note=wording.NOT_AUTHORITATIVE[paper.issue.wording or 1],
        classification=wording.CLASSIFICATION.get(document.classification, ""),
        marks=document.marks,
        facts=tuple(_facts(paper)),
        status=document.status,
        has_contents=bool(attached),
        new_pages={row.key for row in annexes(content)} | appendix_keys(paper),
        chapters=(*chapters(paper), *annexes(content), *attached),
    )


def _consultations(releases: Iterable[PaperRelease]) -> list[list[str]]:
    """The answers to consultations by category."""
    rows = [
        [release.name, row.title, count.category, *(str(getattr(count, name)) for name in NUMBERS)]
        for release in releases
        for row in release.consultations
        for count in row.counts
    ]
    return [["release", "consultation", "category", *NUMBERS], *rows]


def _tables(paper: Paper) -> dict[str, Rows]:
    scope: list[list[str]] = [
        ["release", "go_live", "modification", "title", "part", "status", "note", "impacts_dcc_systems"]
    ]
    changes: list[list[str]] = [
        ["release", "modification", "title", "change", "on", "agreed_by", "ground", "reason"]
    ]
    for release in paper.content.releases:
        for row in release.rows:
            impacts = row.impacts_dcc_systems
            impact = ("yes" if impacts else "no") if isinstance(impacts, bool) else ""
            facts = [row.ref, row.title, row.part or "", row.status, row.note or "", impact]
            scope.append([release.name, release.go_live or "", *facts])
        changes += [
            [
                release.name,
                row.ref,
                row.title,
                row.change,
                row.on or "",
                row.body or "",
                row.ground or "",
                row.reason or "",
            ]
            for row in release.changes
        ]
    asked = [[row.key, row.verb, row.text] for row in paper.content.recommendations]
    unsettled = [
        [row.ref, row.title, "; ".join(row.considered), str(row.year or ""), row.settled_by or ""]
        for row in paper.content.unsettled
    ]
    return {
        "scope": scope,
        "changes": changes,
        "consultations": _consultations(paper.content.releases),
        "unsettled": [["modification", "title", "considered", "year", "settled_by"], *unsettled],
        "recommendations": [["key", "verb", "text"], *asked],
    }


PAPER_KIND = DocumentKind(
    key="paper",
    type=Paper,
    schema_id="secrel:paper/1",
    schema_name="paper-1",
    attached="paper.json",
    template="documents/paper.html",
    twin="documents/twin.html",
    context=_context,
    word=_word,
    tables=_tables,
    created=lambda paper: paper.issue.document.date,
    name=lambda paper: f"paper {paper.issue.document.reference}, version {paper.issue.document.version}",
    comparison=COMPARISON,
)
