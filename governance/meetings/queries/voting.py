"""Voting seats of a body on a day, quorum, and the tally of votes. Source: the field's rule."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from governance.meetings.models import Interest, Item, Meeting, Position, Presence, Stance
from governance.meetings.queries.concerned import seats_of_owners
from secrel.core.changes.permissions import Role
from secrel.core.changes.read_once import read_once
from secrel.core.models.people import Body, Membership, User
from secrel.core.models.powers import VotingRule


@read_once
def rule_of(body: Body, on: date) -> VotingRule:
    """The voting rule in force on a day; the default where none is set."""
    rows = VotingRule.objects.confirmed().filter(body=body, from_on__lte=on)
    return rows.order_by("-from_on").first() or VotingRule(body=body, from_on=on)


@read_once
def seats_of(body: Body, on: date) -> list[Membership]:
    """The voting seats of a body on a day, as memberships. Alternates hold no seat of their own."""
    roles = [Role.MEMBER, Role.CHAIR] if rule_of(body, on).chair_votes else [Role.MEMBER]
    rows = Membership.objects.in_force(on).filter(body=body, role__in=roles, stands_in_for__isnull=True)
    return list(rows.select_related("user", "represents").order_by("user__name", "pk"))


def seat_of(user: User, body: Body, on: date) -> Membership | None:
    """The seat that a user votes for: their own, or the one they are the alternate of. None: no vote."""
    seats = {seat.pk: seat for seat in seats_of(body, on)}
    own = next((seat for seat in seats.values() if seat.user_id == user.pk), None)
    if own:
        return own
    alternates = Membership.objects.in_force(on).filter(user=user, body=body, stands_in_for__in=seats)
    return next((seats[row.stands_in_for_id] for row in alternates), None)


def present_at(meeting: Meeting, without: Collection[int] = ()) -> list[Membership]:
    """The voting seats present at a meeting, by holder or alternate; `without` the users with these keys."""
    there = {
        member.stands_in_for_id or member.pk
        for member in _attending(meeting)
        if member.user_id not in without
    }
    return [seat for seat in seats_of(meeting.body, meeting.on) if seat.pk in there]


@read_once
def _attending(meeting: Meeting) -> list[Membership]:
    rows = meeting.attendance.filter(presence=Presence.PRESENT).select_related("membership")
    return [row.membership for row in rows]


@read_once
def current_positions(item: Item) -> list[Position]:
    """Positions that count: the last of each seat, unless it has fallen."""
    rows = positions_of(item)
    replaced = {row.replaces_id for row in rows}
    return [row for row in rows if row.pk not in replaced and not hasattr(row, "fallen")]


@read_once
def positions_of(item: Item) -> list[Position]:
    """All positions on an item, also those that no longer count."""
    return list(item.positions.select_related("membership__user", "taken_by", "fallen"))


@read_once
def interests_in(item: Item) -> list[Interest]:
    """The interests that members declared in an item."""
    return list(item.interests.select_related("membership__user").order_by("pk"))


@dataclass(frozen=True)
class Tally:
    """All seats of the body, the seats present, those of them that may vote (`voices`), and the votes.

    `silent`: there was no vote. `casting`: the Chair's casting vote, used where votes are equal.
    """

    seats: int
    present: int
    voices: int
    quorum_percent: int
    agree: int = 0
    object: int = 0
    abstain: int = 0
    silent: bool = False
    casting: str = ""

    @property
    def needed(self) -> int:
        """The fewest seats that make a quorum."""
        return -(-self.seats * self.quorum_percent // 100)

    @property
    def is_quorate(self) -> bool:
        return self.seats > 0 and self.present >= self.needed

    @property
    def is_carried(self) -> bool:
        """True where more agree than object, or the Chair's casting vote agrees on equal votes; also without a vote."""
        if self.silent:
            return True
        return self.agree > self.object or (self.agree == self.object and self.casting == Stance.AGREE)


def tally_of(item: Item, votes: tuple[int, int, int] | None = None, casting: str = "") -> Tally:
    """The tally of `votes` (agree, object, abstain; None: no vote), or of the positions taken by correspondence."""
    meeting = item.meeting
    percent = rule_of(meeting.body, meeting.on).quorum_percent
    seats = {seat.pk for seat in seats_of(meeting.body, meeting.on)}
    if meeting.is_correspondence:
        positions = [row for row in current_positions(item) if row.membership_id in seats]
        counted = [sum(row.stance == stance for row in positions) for stance in Stance.values]
        return Tally(len(seats), len(positions), len(positions), percent, *counted, casting=casting)
    present, voices = len(present_at(meeting)), len(present_at(meeting, without=stepped_back(item)))
    return Tally(len(seats), present, voices, percent, *(votes or ()), silent=votes is None, casting=casting)


def unanswered(item: Item) -> int:
    """Number of seats that have not taken a position by correspondence yet."""
    answered = {row.membership_id for row in current_positions(item)}
    gone = stepped_back(item)
    seats = seats_of(item.meeting.body, item.meeting.on)
    return sum(seat.pk not in answered and seat.user_id not in gone for seat in seats)


@read_once
def stepped_back(item: Item) -> set[int]:
    """Users who cannot vote on an item: they stepped back, or it is about the work of the body they represent."""
    latest = {row.membership.user_id: row.steps_back for row in interests_in(item)}
    return {user for user, steps_back in latest.items() if steps_back} | seats_of_owners(item)
