"""The page “Who may do what”: roles from the permissions table, powers and voting rules with their dates."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.meetings.queries.voting import rule_of, seats_of
from governance.meetings.views.meetings import READS
from secrel.core.changes.permissions import ROLES, Permission, Role
from secrel.core.dates.clock import today
from secrel.core.models.people import Body, Membership
from secrel.core.models.powers import PowerHeld
from secrel.core.web.http import needs
from secrel.core.web.page_cache import kept_parts


@require_safe
@needs(*READS, Permission.MANAGE_ACCOUNTS)
def powers(request: HttpRequest) -> HttpResponse:
    """Each body with its roles, present members and voting rule; each power with its body and start date."""
    on = today()
    parts = kept_parts(request, "powers", "meetings/powers.html", ("held",), lambda: _held(on))
    return render(request, "meetings/powers.html", {"on": on, **parts})


def _held(on: date) -> dict[str, Any]:
    """The powers, and each body with its roles, members and rule."""
    members: dict[str, list[Membership]] = {}
    in_force = Membership.objects.in_force(on).select_related(
        "user", "body", "stands_in_for__user", "represents"
    )
    for row in in_force.order_by("user__name"):
        members.setdefault(row.body.key, []).append(row)
    bodies = [_body(body, members.get(body.key, []), on) for body in Body.objects.all()]
    return {
        "powers": PowerHeld.objects.confirmed().select_related("body").order_by("power", "-from_on"),
        "bodies": [body for body in bodies if body["roles"]],
    }


def _body(body: Body, members: list[Membership], on: object) -> dict[str, object]:
    roles = [(Role(row.role).label, row.sentence) for row in ROLES if row.body == body.key]
    votes = any(row.body == body.key and Permission.TAKE_POSITIONS in row.permissions for row in ROLES)
    return {
        "body": body,
        "roles": roles,
        "members": members,
        "rule": rule_of(body, on) if votes else None,
        "seats": len(seats_of(body, on)) if votes else 0,
    }
