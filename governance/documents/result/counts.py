"""The answers to a consultation as documents print them: a table by category, and how many there are in sentences."""

from collections.abc import Iterable

from governance.documents.engine.blocks import Table, TableCell, TableRow
from governance.documents.result.answers import ConsultationCount, ConsultationText

COLUMNS = ("Category", "Answers", "Affected", "Not affected", "Not stated", "Confidential", "Late")
NUMBERS = ("answers", "affected", "not_affected", "not_stated", "confidential", "late")
CONFIDENTIAL_ONE = "1 of them is confidential: it is counted and not shown."
CONFIDENTIAL_MANY = "{count} of them are confidential: they are counted and not shown."
LATE_ONE = "1 of them came after the deadline and is marked as late."
LATE_MANY = "{count} of them came after the deadline and are marked as late."


def counts_table(caption: str, counts: tuple[ConsultationCount, ...], shape: str = "plain") -> Table:
    """The answers by category, with a sum below if there are several. `shape`: of the table, as in its template."""
    foot = _row(total(counts)) if len(counts) > 1 else None
    return Table(caption, COLUMNS, tuple(map(_row, counts)), shape, foot=foot)


def total(counts: Iterable[ConsultationCount]) -> ConsultationCount:
    """The answers of all categories."""
    rows = list(counts)
    sums = {name: sum(getattr(one, name) for one in rows) for name in NUMBERS}
    return ConsultationCount(category="All answers", **sums)


def counted(whole: ConsultationCount) -> str:
    """How many answers there are, as sentences: 'There are 3 answers: 1 affected, …'."""
    answers = "There is 1 answer" if whole.answers == 1 else f"There are {whole.answers} answers"
    said = f"{whole.affected} affected, {whole.not_affected} not affected, {whole.not_stated} not stated"
    sentences = [f"{answers}: {said}."]
    if whole.confidential:
        few = CONFIDENTIAL_ONE if whole.confidential == 1 else CONFIDENTIAL_MANY
        sentences.append(few.format(count=whole.confidential))
    if whole.late:
        few = LATE_ONE if whole.late == 1 else LATE_MANY
        sentences.append(few.format(count=whole.late))
    return " ".join(sentences)


def words_of(text: ConsultationText) -> str:
    """How it is affected and the comment, each as a sentence."""
    return " ".join(_sentence(part) for part in (text.how, text.comment) if part.strip())


def _sentence(text: str) -> str:
    plain = " ".join(text.split())
    return plain if plain.endswith((".", "!", "?")) else f"{plain}."


def _row(row: ConsultationCount) -> TableRow:
    numbers = (TableCell(str(getattr(row, name)), numeric=True) for name in NUMBERS)
    return TableRow((TableCell(row.category), *numbers), key=row.category)
