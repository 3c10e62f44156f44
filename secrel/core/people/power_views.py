"""Powers and voting rules to confirm: the list, and the views that confirm or refuse one."""

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
from secrel.core.models.powers import PowerHeld, VotingRule
from secrel.core.people.powers import Rule, confirm_rule, refuse_rule
from secrel.core.people.second_factor import lacks_second_factor
from secrel.core.web.http import SeeOther, found_or_404, needs

KINDS = {"power": PowerHeld, "voting-rule": VotingRule}
Failed = tuple[Rule, Any, SaveOutcome]


@require_safe
@needs(Permission.MANAGE_ACCOUNTS)
def powers_to_confirm(request: HttpRequest) -> HttpResponse:
    return _show(request)


def _show(request: HttpRequest, failed: Failed | None = None) -> HttpResponse:
    lines = [
        {
            "kind": kind,
            "row": row,
            "form": failed[1] if failed and failed[0] == row else _form(kind, row),
            "in_force": in_force,
            "is_own": row.granted_by_id == request.user.pk,
        }
        for kind, model in KINDS.items()
        for row, in_force in model.objects.waiting()
    ]
    context = {
        "lines": lines,
        "failed": failed[1] if failed else None,
        "outcome": failed[2] if failed else SaveOutcome(),
        "lacks_second_factor": lacks_second_factor(request.user),
    }
    status = failed[2].status if failed else 200
    return render(request, "people/powers_to_confirm.html", context, status=status)


def _form(kind: str, row: Rule, posted: Any = None) -> ReasonOnlyForm:
    return ReasonOnlyForm(posted, prefix=f"{kind}{row.pk}")


@require_POST
@needs(Permission.MANAGE_ACCOUNTS)
def confirm(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    row = _found(kind, number)
    confirm_rule(by=request.user, rule=row, on=today())
    messages.success(request, f"Confirmed: {row.title}. It has effect now.")
    return SeeOther(reverse("powers-to-confirm"))


@require_POST
@needs(Permission.MANAGE_ACCOUNTS)
def refuse(request: HttpRequest, kind: str, number: int) -> HttpResponse:
    row = _found(kind, number)
    form = _form(kind, row, request.POST)
    outcome = save(form, lambda reason: refuse_rule(by=request.user, rule=row, on=today(), reason=reason))
    if not outcome.saved:
        return _show(request, (row, form, outcome))
    messages.success(request, f"{row.title}: not confirmed, so it has been removed.")
    return SeeOther(reverse("powers-to-confirm"))


def _found(kind: str, number: int) -> Rule:
    rows = KINDS[kind].objects.to_confirm().select_related("body")
    return found_or_404(rows.filter(pk=number), "power or voting rule to confirm")
