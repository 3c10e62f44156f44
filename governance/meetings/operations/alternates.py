"""Alternates, who attend and vote in place of a member at one meeting."""

from governance.meetings.models import Meeting
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, operation
from secrel.core.changes.permissions import Permission, Role
from secrel.core.models.people import Membership, User
from secrel.core.people.role_grants import record_role, refuse_wrong_term, tell_of_role


@operation("governance.name_alternate", Permission.RECORD_MEETINGS)
def name_alternate(*, by: Actor, meeting: Meeting, seat: Membership, user: User) -> Membership:
    """Name the alternate of a member at one meeting. The secretary needs nobody to confirm it.

    Refused once the meeting is cancelled or an outcome is recorded, because the outcome relies on the attendance.
    """
    meeting = Meeting.objects.select_for_update(of=("self",), no_key=True).get(pk=meeting.pk)
    on = meeting.on
    if meeting.state == "cancelled":
        raise RuleBroken(f"The {meeting} is cancelled, so you cannot name an alternate.")
    if meeting.items.filter(outcomes__isnull=False).exists():
        raise RuleBroken(
            "An outcome of this meeting has been recorded, so you can no longer name an alternate."
        )
    if user.pk in (by.pk, seat.user_id):
        raise RuleBroken("Choose somebody other than yourself and the member.", field="email")
    if user.memberships_on(on).filter(body__key="secas").exists():
        raise RuleBroken("SECAS staff cannot be alternates. Choose somebody else.", field="email")
    seats = Membership.objects.in_force(on).filter(body=meeting.body_id, stands_in_for__isnull=True)
    if not seats.filter(pk=seat.pk).exists():
        raise RuleBroken("That member has no seat on the day of the meeting. Choose another.", field="seat")
    if user.memberships_on(on).filter(body=seat.body).exists():
        raise RuleBroken(
            f"{user} is already on the {seat.body} that day. Choose somebody else.", field="email"
        )
    refuse_wrong_term(user, seat.body, Role.MEMBER, on, on, seat)
    named = Membership.objects.create(
        user=user,
        body=seat.body,
        role=Role.MEMBER,
        from_on=on,
        until_on=on,
        stands_in_for=seat,
        represents=seat.represents,
        granted_by_id=by.pk,
        confirmed_on=on,
    )
    record_role(named, on=on)
    tell_of_role(named, "You are an alternate at a meeting", who=f"{by.name} entered it.")
    return named
