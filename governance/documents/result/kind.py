"""The result of a consultation as a kind of document."""

from typing import Any

from governance.documents.engine.kind import DocumentKind, WordForm
from governance.documents.engine.text import long_date
from governance.documents.result import wording
from governance.documents.result.comparison import COMPARISON
from governance.documents.result.counts import NUMBERS, words_of
from governance.documents.result.sections import chapters, front
from governance.documents.result.types import ConsultationResult
from secrel.core.web.csv_text import Rows


def _facts(result: ConsultationResult) -> tuple[tuple[str, str], ...]:
    content, issue = result.content, result.issue
    return (
        *((("Release", content.release.name),) if content.release else ()),
        ("Deadline", wording.begun(content.deadline)),
        ("Issued", long_date(issue.issued_on)),
        *((("Version", str(issue.version)),) if issue.version > 1 else ()),
    )


def _context(result: ConsultationResult) -> dict[str, Any]:
    content, issue = result.content, result.issue
    return {
        "release": {"name": content.title},
        "go_live": None,
        "document": {
            "version": str(issue.version),
            "status": wording.issued(issue),
            "classification": issue.classification,
        },
        "facts": _facts(result),
        "marks": issue.marks,
        "dated": long_date(issue.issued_on),
        "created": issue.issued_on,
        "classification": wording.CLASSIFICATION[issue.classification],
        "document_name": wording.DOCUMENT_NAME,
        "about": "In short",
        "front": front(content, issue),
        "annexes": (),
        "sections": chapters(content),
        "appendices": [],
    }


def _word(result: ConsultationResult) -> WordForm:
    content, issue = result.content, result.issue
    return WordForm(
        title=content.title,
        name=wording.DOCUMENT_NAME,
        running_name=wording.DOCUMENT_NAME,
        note=wording.NOT_AUTHORITATIVE,
        classification=wording.CLASSIFICATION[issue.classification],
        marks=issue.marks,
        facts=_facts(result),
        status=wording.issued(issue),
        about="In short",
        front=front(content, issue),
        chapters=chapters(content),
    )


def _tables(result: ConsultationResult) -> dict[str, Rows]:
    content = result.content
    return {
        "counts": [
            ["category", *NUMBERS],
            *([row.category, *(str(getattr(row, name)) for name in NUMBERS)] for row in content.counts),
        ],
        "answers": [
            ["organisation", "category", "affected", "answer", "source", "late", "dealt_with"],
            *(
                [
                    *(row.organisation, row.category, row.affected, words_of(row), row.source),
                    *("yes" if row.late else "no", row.dealt_with),
                ]
                for row in content.answers
            ),
        ],
        "effects": [
            ["decided_on", "event", "before", "after", "after_go_live"],
            *(
                [decision.decided_on, row.event, row.before, row.after, "yes" if row.breaks else "no"]
                for decision in content.decisions
                for row in decision.effects
            ),
        ],
    }


RESULT_KIND = DocumentKind(
    key="result",
    type=ConsultationResult,
    schema_id="secrel:consultation-result-snapshot/1",
    schema_name="consultation-result-snapshot-1",
    attached="consultation-result-snapshot.json",
    template="documents/short.html",
    twin="documents/twin.html",
    context=_context,
    word=_word,
    tables=_tables,
    created=lambda result: result.issue.issued_on,
    name=lambda result: f"the result “{result.content.title}”, version {result.issue.version}",
    comparison=COMPARISON,
)
