"""How a paper prints a consultation on a release: what was asked, the answers by category, and the words of those that
may be shown."""

from collections.abc import Iterator

from governance.documents.engine.blocks import (
    Block,
    Listing,
    bullet,
    heading,
    paragraph,
)
from governance.documents.paper import wording
from governance.documents.paper.consulted import PaperConsultation
from governance.documents.result.answers import ConsultationText
from governance.documents.result.counts import counted, counts_table, total, words_of


def blocks_of(row: PaperConsultation, on: str) -> Iterator[Block]:
    """`on`: the day of the paper. Answers can still come until the day of the deadline."""
    yield heading(wording.CONSULTATION.format(title=row.title))
    is_open = on <= row.closes
    asked = (wording.CONSULTED_OPEN if is_open else wording.CONSULTED).format(
        owner=row.owner, deadline=row.deadline
    )
    if not row.counts:
        none = wording.NO_ANSWER_YET if is_open else wording.NO_ANSWER
        yield paragraph(f"{asked} {wording.RESULT_TO_COME if row.to_come else none}")
    else:
        yield paragraph(f"{asked} {counted(total(row.counts))}")
        yield counts_table(wording.ANSWERS.format(title=row.title), row.counts)
    if row.texts:
        yield paragraph(wording.ANSWERED)
        yield Listing(tuple(bullet(answer(text)) for text in row.texts))
    yield from map(paragraph, (*row.summary, *row.decided))


def answer(text: ConsultationText) -> str:
    """'Alpha Energy (Suppliers), not affected: A comment. (Late)'."""
    words = words_of(text)
    who = f"{text.organisation} ({text.category}), {text.affected.lower()}"
    late = " (Late)" if text.late else ""
    return f"{who}: {words}{late}" if words else f"{who}.{late}"
