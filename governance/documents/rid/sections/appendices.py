"""The appendices: version control from the issue, the glossary from the content."""

from collections.abc import Iterator

from governance.documents.engine.blocks import Block, Table, TableCell, TableRow, paragraph
from governance.documents.engine.links import Links
from governance.documents.engine.text import long_date
from governance.documents.rid.issue import glossary_of
from governance.documents.rid.section import EditPage, Printed, Section
from governance.documents.rid.sentences.editions import wording_of
from governance.documents.rid.types.rid import Issue, RidContent
from secrel.core.web.csv_text import Rows


def history(content: RidContent, issue: Issue, links: Links) -> Iterator[Block]:
    rows = tuple(
        TableRow(
            (TableCell(row.version), TableCell(long_date(row.date)), TableCell(row.changes)), row.version
        )
        for row in issue.history
    )
    if rows:
        yield Table("Document history", ("Version", "Date", "Changes"), rows, shape="history")
    yield from _decision(issue)


def _decision(issue: Issue) -> Iterator[Block]:
    """The decision and the digest of the content it applies to."""
    if decision := issue.decision:
        text = wording_of(issue).DECISION
        if not issue.document.status:
            text = text.removeprefix("{status}. ")
        status, version = issue.document.status, issue.document.version
        yield paragraph(text.format(status=status, version=version, digest=decision.content_digest))


def _history_table(content: RidContent, issue: Issue) -> dict[str, Rows]:
    rows = ((row.version, row.date, row.changes) for row in issue.history)
    return {"history": [("version", "date", "changes"), *rows]}


def glossary(content: RidContent, issue: Issue, links: Links) -> tuple[Block, ...]:
    terms = sorted(glossary_of(content, issue).items())
    if not terms:
        return ()
    rows = tuple(TableRow((TableCell(acronym), TableCell(term))) for acronym, term in terms)
    return paragraph(wording_of(issue).GLOSSARY), Table(
        "Glossary", ("Acronym", "Full term"), rows, shape="glossary"
    )


def _glossary_table(content: RidContent, issue: Issue) -> dict[str, Rows]:
    return {"glossary": [("acronym", "term"), *sorted(content.glossary.items())]}


HISTORY = Section(
    "history",
    "Version control",
    Printed.APPENDIX,
    blocks=history,
    tables=_history_table,
    pages=(EditPage("history", "History", "Earlier versions", holds=("/issue/history",)),),
)
GLOSSARY = Section(
    "glossary",
    "Glossary",
    Printed.APPENDIX,
    blocks=glossary,
    contents={"glossary": "Glossary"},
    tables=_glossary_table,
    pages=(EditPage("glossary", "Glossary", "Glossary", holds=("/content/glossary", "/issue/glossary")),),
)
"""The glossary follows the text, so drafted history rows never mention it."""
