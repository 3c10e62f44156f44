"""The phases of a release in their order: chains of testing that join at go/no-go, and the TAD."""

from collections.abc import Iterator
from itertools import pairwise

from governance.documents.checks.document import Document, TimetableRow
from governance.documents.checks.findings import Against, Certainty, Problem, rule
from governance.documents.checks.reading.events import Event, Moment, Stage

SHORTEST, LONGEST = 4, 400
"""Days of a stage of testing; a shorter or longer one has a wrong date."""


def _chain(stage: Stage) -> list[Event]:
    moments = (Moment.BEGINS, Moment.ENDS, Moment.SUBMITTED, Moment.REVIEWED, Moment.APPROVED)
    return [Event(stage, moment) for moment in moments]


_GO = [Event(Stage.GO_NO_GO, Moment.THERE), Event(Stage.GO_LIVE, Moment.THERE)]
CHAINS = (
    [*_chain(Stage.PIT), *_GO],
    [*_chain(Stage.SIT), *_GO],
    [*_chain(Stage.UIT), *_GO],
    [Event(stage, Moment.BEGINS) for stage in (Stage.PIT, Stage.SIT, Stage.UIT)],
    [
        Event(Stage.TAD, Moment.SUBMITTED, is_draft=True),
        Event(Stage.TAD, Moment.REVIEWED, is_draft=True),
        Event(Stage.TAD, Moment.SUBMITTED),
        Event(Stage.TAD, Moment.REVIEWED),
        Event(Stage.TAD, Moment.APPROVED),
    ],
)
"""Events that follow one another. A report may be approved while the next stage is prepared or under way."""


@rule(
    "phases-out-of-order", Against.ITSELF, "timeline", together="{} steps of testing come in the wrong order"
)
def phases_are_in_order(document: Document) -> Iterator[Problem]:
    """Each stage of testing begins, ends and is reported, and its report is reviewed and approved, in this order and
    before go/no-go and go-live; PIT begins before SIT, and SIT before UIT."""
    rows = _first_rows(document)
    seen: set[tuple[int, int]] = set()
    for chain in CHAINS:
        for earlier, later in pairwise([rows[event] for event in chain if event in rows]):
            places = (earlier.place, later.place)
            if places in seen or earlier.when.interval()[0] <= later.when.interval()[1]:
                continue
            seen.add(places)
            yield Problem(
                earlier.path,
                f"“{earlier.event}” on {earlier.when.label} comes after “{later.event}” on {later.when.label}, which "
                "follows it.",
                "Correct one of the dates, or the words of the events.",
                about=f"“{earlier.event}”",
            )


@rule(
    "phase-length",
    Against.POLICY,
    "timeline",
    Certainty.LIKELY,
    together="{} stages of testing are unusually short or long",
)
def phases_have_a_possible_length(document: Document) -> Iterator[Problem]:
    """A stage of testing takes at least 4 and at most 400 days, up to its end or else up to its report."""
    rows = _first_rows(document)
    for stage in (Stage.PIT, Stage.SIT, Stage.UIT):
        begins = rows.get(Event(stage, Moment.BEGINS))
        ends = next((rows[event] for event in _chain(stage)[1:] if event in rows), None)
        if begins and ends and begins.day and ends.day:
            days = (ends.day - begins.day).days
            if 0 <= days < SHORTEST or days > LONGEST:  # in the wrong order, another rule speaks
                takes = (
                    f"takes {days} day{'' if days == 1 else 's'}"
                    if days
                    else "ends on the day on which it begins"
                )
                yield Problem(
                    ends.path,
                    f"{stage.upper()} {takes}: “{begins.event}” on {begins.when.label}, “{ends.event}” on "
                    f"{ends.when.label}.",
                    "Correct one of the dates.",
                    about=stage.upper(),
                )


def _first_rows(document: Document) -> dict[Event, TimetableRow]:
    """The dated row of each event; the first if several rows mean the same event."""
    return {event: rows[0] for event, rows in document.rows_by_event.items()}
