"""How a paper prints a consultation on a release: what was asked, the answers by category, and the words of those that
may be shown."""

from collections.abc import Iterator

from governance.documents.engine.blocks import (
    Block,
    Listing,
    Table,
    TableCell,
    TableRow,
    bullet,
    heading,
    paragraph,
)
from governance.documents.paper import wording
from governance.documents.paper.consulted import ConsultationCount, ConsultationText, PaperConsultation

COLUMNS = ("Category", "Answers", "Affected", "Not affected", "Not stated", "Confidential", "Late")
NUMBERS = ("answers", "affected", "not_affected", "not_stated", "confidential", "late")


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
        whole = total(row)
        yield paragraph(f"{asked} {counted(whole)}")
        foot = _row(whole) if len(row.counts) > 1 else None
        rows = tuple(map(_row, row.counts))
        yield Table(wording.ANSWERS.format(title=row.title), COLUMNS, rows, foot=foot)
    if row.texts:
        yield paragraph(wording.ANSWERED)
        yield Listing(tuple(bullet(answer(text)) for text in row.texts))
    yield from map(paragraph, (*row.summary, *row.decided))


def total(row: PaperConsultation) -> ConsultationCount:
    """The answers of all categories."""
    sums = {name: sum(getattr(one, name) for one in row.counts) for name in NUMBERS}
    return ConsultationCount(category="All answers", **sums)


def counted(whole: ConsultationCount) -> str:
    """How many answers there are, as sentences: 'There are 3 answers: 1 affected, …'."""
    answers = "There is 1 answer" if whole.answers == 1 else f"There are {whole.answers} answers"
    said = f"{whole.affected} affected, {whole.not_affected} not affected, {whole.not_stated} not stated"
    sentences = [f"{answers}: {said}."]
    if whole.confidential:
        few = wording.CONFIDENTIAL_ONE if whole.confidential == 1 else wording.CONFIDENTIAL_MANY
        sentences.append(few.format(count=whole.confidential))
    if whole.late:
        few = wording.LATE_ONE if whole.late == 1 else wording.LATE_MANY
        sentences.append(few.format(count=whole.late))
    return " ".join(sentences)


def answer(text: ConsultationText) -> str:
    """'Alpha Energy (Suppliers), not affected: A comment. (Late)'."""
    words = " ".join(_sentence(part) for part in (text.how, text.comment) if part.strip())
    who = f"{text.organisation} ({text.category}), {text.affected.lower()}"
    late = " (Late)" if text.late else ""
    return f"{who}: {words}{late}" if words else f"{who}.{late}"


def _sentence(text: str) -> str:
    plain = " ".join(text.split())
    return plain if plain.endswith((".", "!", "?")) else f"{plain}."


def _row(row: ConsultationCount) -> TableRow:
    numbers = (TableCell(str(getattr(row, name)), numeric=True) for name in NUMBERS)
    return TableRow((TableCell(row.category), *numbers), key=row.category)
