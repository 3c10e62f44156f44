"""The sections of a RID in the order of the document, printed from content and issue alone."""

from collections.abc import Iterator

from governance.documents.engine.blocks import Block, Chapter, texts
from governance.documents.engine.links import Links
from governance.documents.rid.section import EditPage, Printed, Section
from governance.documents.rid.sections.acceptance import ACCEPTANCE
from governance.documents.rid.sections.appendices import GLOSSARY, HISTORY
from governance.documents.rid.sections.costs import COSTS
from governance.documents.rid.sections.front import ANNEXES, RELEASE
from governance.documents.rid.sections.impacts import IMPACTS
from governance.documents.rid.sections.scope import SCOPE
from governance.documents.rid.sections.testing import TESTING
from governance.documents.rid.sections.timeline import TIMELINE
from governance.documents.rid.sentences.editions import LATEST
from governance.documents.rid.types.rid import Head, Issue, RidContent

SECTIONS: tuple[Section, ...] = (
    RELEASE,
    ANNEXES,
    SCOPE,
    IMPACTS,
    TIMELINE,
    TESTING,
    COSTS,
    ACCEPTANCE,
    HISTORY,
    GLOSSARY,
)
"""All sections. How to add one: docs/contributing.md."""
BY_KEY = {section.key: section for section in SECTIONS}
CONTENTS = {key: section for section in SECTIONS for key in section.contents}
"""The section of each key of the content."""
PAGES: tuple[EditPage, ...] = tuple(page for section in SECTIONS for page in section.pages)
NO_ISSUE = Issue(
    wording=LATEST,
    document=Head(version="0.0", date=None, classification=None, reference=None, site=""),
    history=(),
    decision=None,
    record_head=None,
)
"""An empty issue, for printing a content that is not frozen, in the latest wording."""
CHAPTERS = tuple(section.key for section in SECTIONS if section.printed is not Printed.FRONT)
"""Keys of the sections with a heading of their own, in order."""


def front(content: RidContent, issue: Issue = NO_ISSUE) -> tuple[Block, ...]:
    """The section “About this document”."""
    return tuple(RELEASE.blocks(content, issue, Links()))


def annexes(content: RidContent, issue: Issue = NO_ISSUE) -> tuple[Block, ...]:
    return tuple(ANNEXES.blocks(content, issue, Links()))


def sections(content: RidContent, links: Links, issue: Issue = NO_ISSUE) -> list[Chapter]:
    """The numbered sections. Of the issue, they read only its edition of the wording."""
    return _chapters(Printed.NUMBERED, "{}.", content, issue, links)


def appendices(content: RidContent, issue: Issue) -> list[Chapter]:
    return _chapters(Printed.APPENDIX, "Appendix {}:", content, issue, Links())


def _chapters(
    printed: Printed, number: str, content: RidContent, issue: Issue, links: Links
) -> list[Chapter]:
    rows = (section for section in SECTIONS if section.printed is printed and section.is_stated(content))
    return [row.chapter(number.format(n), content, issue, links) for n, row in enumerate(rows, start=1)]


def printed_texts(content: RidContent, issue: Issue = NO_ISSUE) -> Iterator[str]:
    """Every text that the document prints from its content, without link addresses."""
    yield content.release.name
    yield from texts(front(content, issue))
    yield from texts(annexes(content, issue))
    for section in sections(content, Links(), issue):
        yield section.title
        yield from texts(section.blocks)
