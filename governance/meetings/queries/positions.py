"""What the positions on an item say for its outcome: the votes of the members who are there, and the objections."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, QuerySet

from governance.documents.pack.summary import SummaryPoint
from governance.meetings.models import Item, Objection, ObjectionStep, Position, Stance
from governance.meetings.queries.voting import current_positions, present_at, stepped_back
from secrel.core.values.texts import one_line

DISSENT = 2000
"""The longest text of an outcome's dissent, in characters."""


@dataclass(frozen=True)
class Counted:
    """The positions of the seats that are present and may vote: agree, object, abstain, and who has taken none."""

    votes: tuple[int, int, int]
    without: tuple[str, ...]


def objections_to(item: Item) -> QuerySet[Objection]:
    """The objections to an item with their steps, in the order of numbers."""
    steps = ObjectionStep.objects.select_related("by")
    rows = item.objections.select_related("position__membership__user", "position__taken_by", "outcome")
    return rows.prefetch_related(Prefetch("steps", steps)).order_by("number")


def objections_point(item: Item) -> SummaryPoint:
    """The open objections to an item, for its summary."""
    rows = [row for row in objections_to(item) if row.is_live]
    lines = (f"{row.raiser}, {row.get_state_display().lower()}: {one_line(row.text)}" for row in rows)
    return SummaryPoint(label="Objections", lines=tuple(lines), none="No open objections")


def counted_positions(item: Item) -> Counted | None:
    """The votes at a meeting, as far as members took positions; None where none of those present did.

    None too for a decision by correspondence, whose votes are the positions themselves.
    """
    if item.meeting.is_correspondence:
        return None
    taken = {row.membership_id: row.stance for row in current_positions(item)}
    seats = present_at(item.meeting, without=stepped_back(item)) if taken else []
    stances = [taken[seat.pk] for seat in seats if seat.pk in taken]
    if not stances:
        return None
    agree, against, abstain = (stances.count(stance) for stance in Stance.values)
    return Counted((agree, against, abstain), tuple(seat.user.name for seat in seats if seat.pk not in taken))


def objections_in(positions: Iterable[Position], longest: int = DISSENT) -> str:
    """The objections with their reasons, a line each. Reasons are cut where all of them would be too long."""
    rows = [(row.member, " ".join(row.text.split())) for row in positions if row.stance == Stance.OBJECT]
    lines = [f"{member} objects: {text}" for member, text in rows]
    if len("\n".join(lines)) <= longest or not lines:
        return "\n".join(lines)
    share = max(longest // len(lines) - 1, 40)
    return "\n".join(line if len(line) <= share else f"{line[: share - 1]}…" for line in lines)[:longest]
