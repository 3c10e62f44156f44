"""Who has a voice in a body on a day, whether enough were there, what the votes come to. Source: DOMAIN 2."""

from dataclasses import dataclass
from datetime import date

from governance.models import Interest, Item, Meeting, Position, Presence, Stance
from secrel.core.models import Body, Membership, User, VotingRule
from secrel.core.permissions import Role


def rule_of(body: Body, on: date) -> VotingRule:
    """The rule in force on a day; the usual one where none was set."""
    rows = VotingRule.objects.filter(body=body, from_on__lte=on)
    return rows.order_by("-from_on").first() or VotingRule(body=body, from_on=on)


def seats_of(body: Body, on: date) -> list[Membership]:
    """The voting seats of a body on a day, each by the membership of who holds it; alternates hold none."""
    roles = [Role.MEMBER, Role.CHAIR] if rule_of(body, on).chair_votes else [Role.MEMBER]
    rows = Membership.objects.in_force(on).filter(body=body, role__in=roles, stands_in_for__isnull=True)
    return list(rows.select_related("user", "represents").order_by("user__name", "pk"))


def seat_of(user: User, body: Body, on: date) -> Membership | None:
    """The voting seat for which a person speaks: their own, or the one for which they stand in; None: no voice."""
    seats = {seat.pk: seat for seat in seats_of(body, on)}
    own = next((seat for seat in seats.values() if seat.user_id == user.pk), None)
    if own:
        return own
    stands = Membership.objects.in_force(on).filter(user=user, body=body, stands_in_for__in=seats)
    return next((seats[row.stands_in_for_id] for row in stands), None)


def present_at(meeting: Meeting) -> list[Membership]:
    """The voting seats that were filled at a meeting, by their holders or by an alternate."""
    there = {
        row.membership.stands_in_for_id or row.membership_id
        for row in meeting.attendance.filter(presence=Presence.PRESENT).select_related("membership")
    }
    return [seat for seat in seats_of(meeting.body, meeting.on) if seat.pk in there]


def standing_positions(item: Item) -> list[Position]:
    """Positions that count: the last of each seat, on the content that is asked."""
    rows = item.positions.filter(replaced_by__isnull=True, fallen__isnull=True)
    return list(rows.select_related("membership__user", "taken_by"))


@dataclass(frozen=True)
class Tally:
    """Seats of the body, those that were there, and the votes; `silent` where nobody asked for a vote."""

    seats: int
    present: int
    quorum_percent: int
    agree: int
    object: int
    abstain: int
    silent: bool = False
    chair_agrees: bool | None = None

    @property
    def needed(self) -> int:
        """The fewest seats that make a quorum."""
        return -(-self.seats * self.quorum_percent // 100)

    @property
    def is_quorate(self) -> bool:
        return self.seats > 0 and self.present >= self.needed

    @property
    def is_carried(self) -> bool:
        """More agree than object; equal votes go by the Chair where the rule gives a casting vote."""
        if self.silent:
            return True
        return self.agree > self.object or (self.agree == self.object and self.chair_agrees is True)


def tally_of(item: Item, votes: tuple[int, int, int] | None = None) -> Tally:
    """Of a meeting: `votes` as the secretary counted them, or None. Of a correspondence: the positions that stand."""
    meeting = item.meeting
    rule, seats = rule_of(meeting.body, meeting.on), seats_of(meeting.body, meeting.on)
    if not meeting.is_correspondence:
        agree, against, abstain = votes or (0, 0, 0)
        present = len(present_at(meeting))
        return Tally(len(seats), present, rule.quorum_percent, agree, against, abstain, silent=votes is None)
    positions = [row for row in standing_positions(item) if row.membership_id in {seat.pk for seat in seats}]
    counted = [sum(row.stance == stance for row in positions) for stance in Stance.values]
    return Tally(len(seats), len(positions), rule.quorum_percent, *counted)


def stepped_back(item: Item) -> set[int]:
    """Seats without a voice in an item: an interest was declared."""
    latest = {row.membership_id: row.steps_back for row in Interest.objects.filter(item=item).order_by("pk")}
    return {seat for seat, steps_back in latest.items() if steps_back}
