"""Roles to confirm: the list, and the views that confirm or refuse one."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.forms import ReasonOnlyForm
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.models.people import Membership
from secrel.core.people.role_grants import confirm_role, refuse_role
from secrel.core.people.second_factor import lacks_second_factor
from secrel.core.web.http import SeeOther, found_or_404, needs, paginate


@require_safe
@needs(Permission.MANAGE_ACCOUNTS)
def roles_to_confirm(request: HttpRequest) -> HttpResponse:
    return _show(request)


def _show(request: HttpRequest, failed: tuple[int, Any, SaveOutcome] | None = None) -> HttpResponse:
    rows = Membership.objects.to_confirm().select_related("user", "body", "granted_by", "represents")
    page = paginate(rows.order_by("pk"), request.GET)
    lines = [(row, _form(row, failed), request.user.pk in (row.user_id, row.granted_by_id)) for row in page]
    context = {
        "page": page,
        "lines": lines,
        "failed": failed[1] if failed else None,
        "outcome": failed[2] if failed else SaveOutcome(),
        "lacks_second_factor": lacks_second_factor(request.user),
    }
    return render(
        request, "people/roles_to_confirm.html", context, status=failed[2].status if failed else 200
    )


def _form(row: Membership, failed: tuple[int, Any, SaveOutcome] | None) -> Any:
    return failed[1] if failed and failed[0] == row.pk else ReasonOnlyForm(prefix=f"r{row.pk}")


@require_POST
@needs(Permission.MANAGE_ACCOUNTS)
def confirm(request: HttpRequest, number: int) -> HttpResponse:
    row = _found(number)
    confirm_role(by=request.user, membership=row, on=today())
    messages.success(request, f"Confirmed: {row}. {row.user} has been told.")
    return SeeOther(reverse("roles"))


@require_POST
@needs(Permission.MANAGE_ACCOUNTS)
def refuse(request: HttpRequest, number: int) -> HttpResponse:
    row = _found(number)
    form = ReasonOnlyForm(request.POST, prefix=f"r{row.pk}")
    outcome = save(
        form, lambda reason: refuse_role(by=request.user, membership=row, on=today(), reason=reason)
    )
    if not outcome.saved:
        return _show(request, (row.pk, form, outcome))
    messages.success(request, f"{row} was not confirmed, so the role has been removed.")
    return SeeOther(reverse("roles"))


def _found(number: int) -> Membership:
    rows = Membership.objects.to_confirm().select_related("user", "body")
    return found_or_404(rows.filter(pk=number), "role to confirm")
