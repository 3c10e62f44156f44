"""The publication notice as a kind of document."""

from typing import Any

from governance.documents.engine.kind import DocumentKind, WordForm
from governance.documents.engine.links import Links
from governance.documents.engine.text import long_date
from governance.documents.notice import wording
from governance.documents.notice.comparison import COMPARISON
from governance.documents.notice.sections import chapters, front
from governance.documents.notice.types import Notice
from secrel.core.web.csv_text import Rows


def _facts(notice: Notice) -> tuple[tuple[str, str], ...]:
    issue = notice.issue
    return (
        ("Takes effect", long_date(notice.content.effective_on)),
        ("Published", long_date(issue.published_on)),
        *((("Version", str(issue.version)),) if issue.version > 1 else ()),
    )


def _context(notice: Notice) -> dict[str, Any]:
    content, issue = notice.content, notice.issue
    return {
        "release": {"name": content.title},
        "go_live": None,
        "document": {
            "version": str(issue.version),
            "status": wording.status(issue),
            "classification": issue.classification,
        },
        "facts": _facts(notice),
        "marks": issue.marks,
        "dated": long_date(issue.published_on),
        "created": issue.published_on,
        "classification": wording.CLASSIFICATION[issue.classification],
        "document_name": wording.DOCUMENT_NAME,
        "about": "About this notice",
        "front": front(content, issue),
        "annexes": (),
        "sections": chapters(content, Links(issue.site)),
        "appendices": [],
    }


def _word(notice: Notice) -> WordForm:
    content, issue = notice.content, notice.issue
    return WordForm(
        title=content.title,
        name=wording.DOCUMENT_NAME,
        running_name=wording.DOCUMENT_NAME,
        note=wording.NOT_AUTHORITATIVE,
        classification=wording.CLASSIFICATION[issue.classification],
        marks=issue.marks,
        facts=_facts(notice),
        status=wording.status(issue),
        about="About this notice",
        front=front(content, issue),
        chapters=chapters(content, Links(issue.site)),
    )


def _tables(notice: Notice) -> dict[str, Rows]:
    content = notice.content
    return {
        "modifications": [
            ["modification", "part", "title", "status"],
            *([row.ref, row.part or "", row.title, row.status] for row in content.modifications),
        ],
        "documents": [
            [
                "document",
                "title",
                "version",
                "on_codeworks",
                "by_modification",
                "by_designation",
                "by_notification",
            ],
            *(
                [
                    *(row.document, row.title, row.version or "", wording.CODEWORKS[row.codeworks]),
                    wording.by_modification(row),
                    "Yes" if row.by_designation else "No",
                    f"Yes{wording.under(row)}" if row.notification else "No",
                ]
                for row in content.documents
            ),
        ],
        "specifications": [
            ["specification", "version", "change"],
            *([row.specification, row.version, wording.specification(row)] for row in content.specifications),
        ],
    }


NOTICE_KIND = DocumentKind(
    key="notice",
    type=Notice,
    schema_id="secrel:notice-snapshot/1",
    schema_name="notice-snapshot-1",
    attached="notice-snapshot.json",
    template="documents/short.html",
    twin="documents/twin.html",
    context=_context,
    word=_word,
    tables=_tables,
    created=lambda notice: notice.issue.published_on,
    name=lambda notice: f"the notice “{notice.content.title}”, version {notice.issue.version}",
    comparison=COMPARISON,
)
