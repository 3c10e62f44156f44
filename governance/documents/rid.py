"""A RID as sections of blocks, built from its content and issue alone. Order and states as in DOMAIN 5."""

from collections.abc import Iterator
from typing import Any

from governance.documents import wording
from governance.documents.blocks import Block, Cell, Item, Listing, Row, Run, Section, Table, say, texts
from governance.documents.issue import glossary_of
from governance.documents.links import Links
from governance.documents.sections.acceptance import acceptance
from governance.documents.sections.costs import costs
from governance.documents.sections.impacts import impacts
from governance.documents.sections.scope import scope
from governance.documents.sections.timeline import testing, timeline
from governance.documents.text import long_date


def front(content: dict[str, Any]) -> tuple[Block, ...]:
    """What the document is."""
    return tuple(say(text) for text in wording.ABOUT)


def annexes(content: dict[str, Any]) -> tuple[Block, ...]:
    """The note on annexes; nothing where there are none."""
    rows = content.get("annexes", ())
    if not rows:
        return ()
    items = tuple(Item((Run(f"{row['label']}: {row['title']}"),)) for row in rows)
    return (say(wording.ANNEXES[wording.count_key(rows)]), Listing(items))


def sections(content: dict[str, Any], links: Links) -> list[Section]:
    """Sections 1 to 6."""
    return [
        Section("scope", "1.", "Scope", tuple(scope(content, links))),
        Section("impacts", "2.", "Impacts", tuple(impacts(content, links))),
        Section("timeline", "3.", "Implementation timeline", tuple(timeline(content))),
        Section("testing", "4.", "Test strategy", tuple(testing(content))),
        Section("costs", "5.", "Costs", tuple(costs(content, links))),
        Section("acceptance", "6.", "Acceptance criteria", tuple(acceptance(content))),
    ]


def appendices(content: dict[str, Any], issue: dict[str, Any]) -> list[Section]:
    """Version control from the issue, the glossary from the content."""
    glossary = Table(
        "Glossary",
        ("Acronym", "Full term"),
        tuple(
            Row((Cell(acronym), Cell(term))) for acronym, term in sorted(glossary_of(content, issue).items())
        ),
        shape="glossary",
    )
    return [
        Section("history", "Appendix 1:", "Version control", (*_history(issue), *_decision(issue))),
        Section(
            "glossary", "Appendix 2:", "Glossary", (say(wording.GLOSSARY), glossary) if glossary.rows else ()
        ),
    ]


def _history(issue: dict[str, Any]) -> Iterator[Block]:
    rows = tuple(
        Row((Cell(row["version"]), Cell(long_date(row["date"])), Cell(row["changes"])), row["version"])
        for row in issue["history"]
    )
    if rows:
        yield Table("Document history", ("Version", "Date", "Changes"), rows, shape="history")


def _decision(issue: dict[str, Any]) -> Iterator[Block]:
    """What was decided, and on exactly which content."""
    if decision := issue["decision"]:
        yield say(
            wording.DECISION.format(
                status=issue["document"]["status"],
                version=issue["document"]["version"],
                digest=decision["content_digest"],
            )
        )


def printed_texts(content: dict[str, Any]) -> Iterator[str]:
    """Every text that the document prints of its content; addresses are no text."""
    yield content["release"]["name"]
    yield from texts(front(content))
    yield from texts(annexes(content))
    for section in sections(content, Links()):
        yield section.title
        yield from texts(section.blocks)
