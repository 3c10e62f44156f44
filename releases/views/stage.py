"""The stage of a modification and its decisions; in this app because withdrawing one checks its releases."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from modifications.forms.facts import DecisionForm, StageForm
from modifications.models.modifications import Modification
from modifications.operations.register import move_stage, record_decision, record_recommendation
from modifications.pages import modification_at, reason_for
from releases.models.scope import ScopeItem
from releases.operations.decisions import take_decision_back
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.web.http import SeeOther, found_or_404, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_stage(request: HttpRequest, reference: str) -> HttpResponse:
    """Stage and decisions: two forms, saved separately."""
    modification = modification_at(reference)
    entered = request.POST if request.method == "POST" else draft_for(request)
    decides = bool(entered and "outcome" in entered)
    stage = StageForm(
        None if decides else entered, modification=modification, permissions=request.user.permissions()
    )
    decision = DecisionForm(entered if decides else None, modification=modification, auto_id="decision_%s")
    outcome = SaveOutcome()
    if request.method == "POST":
        act = _decided if decides else _moved
        outcome = save(decision if decides else stage, lambda **facts: act(request, modification, **facts))
        if outcome.saved:
            messages.success(request, f"Recorded for {modification.reference}: {outcome.saved}.")
            return SeeOther(request.path)
    context = {"modification": modification, "tab": "stage", "subject": "Stage and decisions"}
    context |= {"stage_form": stage, "decision_form": decision, "decides": decides, "outcome": outcome}
    context["decisions"] = modification.decisions.select_related("body")
    context["reason"] = reason_for(request, modification)
    context["awaits"] = _awaits_approval(modification)
    return render(request, "modifications/edit_stage.html", context, status=outcome.status)


def _awaits_approval(modification: Modification) -> list[tuple[str, Any]]:
    """URL and release of each scope item still targeted although the modification is approved."""
    if modification.stage != "implementation":
        return []
    items = ScopeItem.objects.filter(part__modification=modification, status="targeted")
    return [
        (reverse("edit-scope-item", args=[item.release.slug, item.part.address]), item.release)
        for item in items.select_related("release", "part__modification")
    ]


@require_POST
@needs(Permission.EDIT_RELEASES)
def withdraw_decision(request: HttpRequest, reference: str) -> HttpResponse:
    modification = modification_at(reference)
    number = request.POST.get("decision", "")
    rows = modification.decisions.filter(pk=int(number) if number.isdecimal() and len(number) < 10 else 0)
    take_decision_back(
        by=request.user,
        modification=modification,
        decision=found_or_404(rows.select_related("body"), "decision"),
        reason=" ".join(request.POST.get("reason", "").split())[:300],
        on=today(),
    )
    messages.success(request, f"The decision on {modification.reference} has been withdrawn.")
    return SeeOther(reverse("edit-stage", args=[modification.reference]))


def _moved(
    request: HttpRequest, modification: Modification, *, move: str, happened_on: Any, reason: str
) -> str:
    moved = move_stage(
        by=request.user, modification=modification, move=move, reason=reason, on=happened_on or today()
    )
    return moved.get_stage_display()


def _decided(
    request: HttpRequest, modification: Modification, *, kind: str, solution: Any, **facts: Any
) -> Any:
    if kind == "recommends":
        return record_recommendation(by=request.user, modification=modification, solution=solution, **facts)
    return record_decision(by=request.user, modification=modification, on=today(), **facts)
