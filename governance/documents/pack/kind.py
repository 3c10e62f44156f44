"""The meeting pack as a kind of document. Its PDF is the front, behind which the documents themselves are joined."""

from dataclasses import replace
from typing import Any

from governance.documents.engine.blocks import Chapter
from governance.documents.engine.kind import DocumentKind, WordForm
from governance.documents.engine.text import long_date
from governance.documents.pack.comparison import COMPARISON
from governance.documents.pack.sections import (
    IN_ONE_LOOK,
    Pages,
    chapters,
    item_heading,
    starts,
    summary_key,
)
from governance.documents.pack.summary import summary_blocks
from governance.documents.pack.types import Pack, PackItem
from secrel.core.web.csv_text import Rows

TITLE = "Meeting pack"
SUMMARY_FILE = "in-one-look.pdf"


def name_of(pack: Pack) -> str:
    meeting = pack.content.meeting
    return f"{TITLE} of the {meeting.name} of {long_date(meeting.day)}"


def front_of(pages: Pages) -> DocumentKind:
    """The kind with a front whose table of documents counts so many pages."""
    return replace(PACK_KIND, context=lambda pack: _context(pack, chapters(pack, pages, summaries=False)))


def summary_of(item: PackItem) -> DocumentKind:
    """The kind with the summary of an item alone: the first page of its part in the joined PDF."""

    def context(pack: Pack) -> dict[str, Any]:
        blocks = tuple(summary_blocks(item.asked, item.summary)) if item.summary else ()
        made = _context(pack, [Chapter("summary", "", IN_ONE_LOOK, blocks)])
        return made | {"release": {"name": item_heading(item)}}

    return replace(PACK_KIND, context=context)


def _context(pack: Pack, sections: list[Chapter] | None = None) -> dict[str, Any]:
    content, issue = pack.content, pack.issue
    meeting = content.meeting
    number = f", meeting {meeting.number}" if meeting.number else ""
    return {
        "release": {"name": TITLE},
        "document": {
            "reference": f"{meeting.name} {meeting.number}".strip(),
            "classification": f"pack version {issue.version}",
            "status": f"Made on {long_date(issue.date)}",
        },
        "meeting": meeting,
        "meeting_day": long_date(meeting.day),
        "marks": issue.marks,
        "dated": long_date(issue.date),
        "created": issue.date,
        "classification": f"For the {meeting.name} and for those who may read all of its documents.",
        "document_name": name_of(pack),
        "facts": [
            ("Meeting", f"{meeting.full_name}, {long_date(meeting.day)}{number}"),
            ("Pack", f"version {issue.version} of {long_date(issue.date)}"),
        ],
        "front": (),
        "annexes": (),
        "sections": chapters(pack) if sections is None else sections,
        "appendices": [],
        "stamped": True,
    }


def _word(pack: Pack) -> WordForm:
    return WordForm(
        title=TITLE,
        name=name_of(pack),
        running_name=name_of(pack),
        note="The agenda alone. The documents are in the pack itself.",
        marks=pack.issue.marks,
        facts=(("Version", f"{pack.issue.version} of {long_date(pack.issue.date)}"),),
        chapters=chapters(pack),
    )


def contents_list(pack: Pack, pages: Pages) -> Rows:
    """The contents of the pack, one row for each document of each item; `page`: in the joined PDF."""
    rows = [["item", "title", "reference", "document", "version", "class", "file", "page", "pages", "sha256"]]
    named, begin = {row.key: row for row in pack.content.documents}, starts(pack.content, pages)
    for item in pack.content.items:
        if item.summary:
            where = [str(begin[summary_key(item)]), str(pages.of_summary(item))]
            rows.append([item.number, item.title, "", IN_ONE_LOOK, "", "", SUMMARY_FILE, *where, ""])
        elif not item.documents:
            rows.append([item.number, item.title, *("",) * 8])
        for row in [named[key] for key in item.documents]:
            facts = [row.reference, row.title, row.version, row.classification, row.name]
            rows.append([item.number, item.title, *facts, str(begin[row.key]), str(row.pages), row.pdf])
    return rows


PACK_KIND = DocumentKind(
    key="pack",
    type=Pack,
    schema_id="secrel:meeting-pack/1",
    schema_name="meeting-pack-1",
    attached="meeting-pack.json",
    template="documents/paper.html",
    twin="documents/twin.html",
    context=_context,
    word=_word,
    tables=lambda pack: {"contents": contents_list(pack, Pages())},
    created=lambda pack: pack.issue.date,
    name=lambda pack: f"{name_of(pack)}, version {pack.issue.version}",
    comparison=COMPARISON,
)
