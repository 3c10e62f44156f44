"""The chapters of the result of a consultation as it is printed."""

from collections.abc import Iterator

from governance.documents.engine.blocks import (
    Block,
    Chapter,
    Listing,
    Table,
    TableCell,
    TableRow,
    bullet,
    heading,
    paragraph,
)
from governance.documents.engine.text import long_date
from governance.documents.result import wording
from governance.documents.result.counts import counts_table, words_of
from governance.documents.result.types import ResultAnswer, ResultContent, ResultDecision, ResultIssue

ANSWERS = ("Organisation", "Answer", "How it was dealt with")
EFFECTS = ("Event", "Date before", "Date after", "Effect")


def front(content: ResultContent, issue: ResultIssue | None) -> tuple[Block, ...]:
    """What stands before the chapters: the result in short, and what is new in it. `issue` None: a draft."""
    blocks: list[Block] = list(map(paragraph, wording.opening(content, issue)))
    if issue and issue.changed:
        blocks.append(paragraph(f"This is version {issue.version} of the result. New in it:"))
        blocks.append(Listing(tuple(map(bullet, issue.changed))))
    return tuple(blocks)


def chapters(content: ResultContent) -> list[Chapter]:
    """The chapters that have something to say, numbered."""
    made = [
        ("question", "Question", tuple(_question(content))),
        ("reasons", "Reasons", tuple(map(paragraph, content.reasons))),
        ("counts", "Answers by category", tuple(_counts(content))),
        ("answers", "Answers, and how each was dealt with", tuple(_answers(content))),
        ("summary", "Summary", tuple(map(paragraph, content.summary))),
        ("decision", "Decision", tuple(_decisions(content))),
    ]
    kept = [row for row in made if row[2]]
    return [Chapter(key, f"{n}.", title, blocks) for n, (key, title, blocks) in enumerate(kept, start=1)]


def _question(content: ResultContent) -> Iterator[Block]:
    yield from map(paragraph, content.question)
    days = [
        f"Go-live when it was opened: {long_date(content.current)}" if content.current else "",
        f"Proposed go-live: {long_date(content.proposed)}" if content.proposed else "",
        *(f"The deadline changed. {text}" for text in content.deadlines_before),
    ]
    if any(days):
        yield Listing(tuple(bullet(text) for text in days if text))


def _counts(content: ResultContent) -> Iterator[Block]:
    if content.counts:
        yield counts_table("Answers by category", content.counts, "costs")
    else:
        yield paragraph(wording.NO_ANSWER)


def _answers(content: ResultContent) -> Iterator[Block]:
    if content.answers:
        rows = tuple(map(_answer, content.answers))
        yield Table("Answers that may be published", ANSWERS, rows, "answers")
    elif content.counts:
        yield paragraph(wording.NONE_SHOWN)
    quiet = wording.dealt_with_quietly(content)
    if quiet and content.confidential_dealt_with:
        yield paragraph(quiet)


def _answer(row: ResultAnswer) -> TableRow:
    """Who answered (from which category, late or not), what, and how it was dealt with."""
    late = ", late" if row.late else ""
    said = " ".join(filter(None, (f"{row.affected}.", words_of(row))))
    cells = (f"{row.organisation} ({row.category}{late})", said, row.dealt_with)
    return TableRow(tuple(map(TableCell, cells)), row.organisation)


def _decisions(content: ResultContent) -> Iterator[Block]:
    if not content.decisions:
        yield paragraph(wording.NO_DECISION)
    for number, decision in enumerate(content.decisions):
        if number:
            yield heading("Later decision")
        yield paragraph(wording.outcome(decision))
        yield from map(paragraph, decision.words)
        if decision.effects:
            yield _effects(decision)


def _effects(decision: ResultDecision) -> Table:
    rows = tuple(
        TableRow(
            (
                TableCell(row.event),
                TableCell(row.before or "To be set"),
                TableCell(row.after or "To be set"),
                TableCell("Needs a new date" if row.breaks else "Moved with it"),
            ),
            row.event,
        )
        for row in decision.effects
    )
    return Table(wording.EFFECTS, EFFECTS, rows, "effects")
