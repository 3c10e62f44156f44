"""The brief as a kind of document, so that it is printed as all others are. It is never frozen."""

from typing import Any

from governance.documents.brief.sections import chapters, opening
from governance.documents.brief.types import Brief, BriefModification
from governance.documents.engine.kind import DocumentKind, WordForm
from governance.documents.engine.text import long_date
from secrel.core.web.csv_text import Rows

NAME = "For my organisation"
COLUMNS = (
    *("release", "go_live", "modification", "part", "title", "status", "cut_off"),
    *("affects", "documents", "dcc_cost_not_your_share"),
)


def _context(brief: Brief) -> dict[str, Any]:
    return {
        "title": brief.content.title,
        "dated": long_date(brief.issue.dated),
        "created": brief.issue.dated,
        "document_name": NAME,
        "front": opening(brief),
        "sections": chapters(brief),
        "appendices": [],
    }


def _word(brief: Brief) -> WordForm:
    return WordForm(
        title=brief.content.title,
        name=NAME,
        running_name=NAME,
        note="For information.",
        facts=(("As published on", long_date(brief.issue.dated)),),
        front=opening(brief),
        chapters=chapters(brief),
    )


def rows_of(brief: Brief) -> Rows:
    """A row for each modification that affects these Parties or may; one for a release that states nothing yet."""
    rows: list[list[str]] = [list(COLUMNS)]
    for release in brief.content.releases:
        if not release.is_published:
            rows.append([release.name, release.go_live, *[""] * 5, "Not yet stated", "", ""])
        for row in (*release.affecting, *release.unstated):
            documents = [one.document for one in release.documents if row.ref in one.modifications]
            rows.append([release.name, release.go_live, *_cells(row), "; ".join(documents), row.cost])
    return rows


def _cells(row: BriefModification) -> list[str]:
    categories = "; ".join(row.categories) or "Not yet stated"
    return [row.ref, row.part, row.title, row.status, row.cut_off, categories]


BRIEF_KIND = DocumentKind(
    key="brief",
    type=Brief,
    schema_id="secrel:brief/1",
    schema_name="brief-1",
    attached="brief.json",
    template="documents/brief.html",
    twin="documents/twin.html",
    context=_context,
    word=_word,
    tables=lambda brief: {"modifications": rows_of(brief)},
    created=lambda brief: brief.issue.dated,
    name=lambda brief: f"the brief for {brief.content.title}",
)
