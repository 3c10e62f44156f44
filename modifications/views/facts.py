"""A modification raised, changed, moved through its stages, decided."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from modifications.forms.facts import DecisionForm, ModificationForm, RaiseForm, StageForm, systems_said
from modifications.models import Modification
from modifications.operations.register import (
    change_modification,
    convert_modification,
    move_stage,
    record_decision,
    record_recommendation,
    register_modification,
)
from modifications.pages import modification_at, reason_for
from secrel.core.clock import today
from secrel.core.facts import FactsForm
from secrel.core.facts_pages import facts_page
from secrel.core.form_pages import form_page
from secrel.core.http import SeeOther, needs, searched
from secrel.core.kept import kept_for
from secrel.core.models import User
from secrel.core.permissions import Permission
from secrel.core.queries import holders_of
from secrel.core.saving import Outcome, save

FACTS = ("title", "path", "is_urgent", "proposer", "raised_on", "lead_analyst", "web_address", "issue")


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def raise_modification(request: HttpRequest) -> HttpResponse:
    initial = {"reference": searched(request, "reference"), "stage": "development"}
    return form_page(
        request,
        lambda data: RaiseForm(data, initial=initial),
        lambda **facts: register_modification(by=request.user, on=today(), **facts),
        lambda raised: (f"{raised.reference} is in the register.", raised.get_absolute_url()),
        "modifications/raise.html",
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_modification(request: HttpRequest, reference: str) -> HttpResponse:
    modification = modification_at(reference)
    initial = {name: getattr(modification, name) for name in FACTS}
    initial["lead_analyst"] = modification.lead_analyst_id
    initial["impacts_dcc_systems"] = systems_said(modification.impacts_dcc_systems)

    def build(data: QueryDict | None) -> ModificationForm:
        form = ModificationForm(data, initial=initial, token=modification.token)
        analysts = {user.pk for user in holders_of(Permission.EDIT_RELEASES, on=today())}
        people = form.fields["lead_analyst"]
        people.queryset = User.objects.filter(pk__in={*analysts, modification.lead_analyst_id} - {None})
        return form

    def change(form: FactsForm, reason: str) -> Modification:
        return change_modification(
            by=request.user,
            modification=modification,
            fields=form.changed,
            token=form.token,
            reason=reason,
            on=today(),
        )

    return facts_page(
        request,
        build,
        change,
        "modifications/edit_facts.html",
        reason=reason_for(request, modification),
        said=f"{modification.reference} saved.",
        modification=modification,
        tab="facts",
        subject="Facts",
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_stage(request: HttpRequest, reference: str) -> HttpResponse:
    """Stage and decisions: two forms, each saved by itself."""
    modification = modification_at(reference)
    typed = request.POST if request.method == "POST" else kept_for(request)
    decides = bool(typed and "outcome" in typed)
    stage = StageForm(
        None if decides else typed, modification=modification, permissions=request.user.permissions()
    )
    decision = DecisionForm(typed if decides else None, modification=modification, auto_id="decision_%s")
    outcome = Outcome()
    if request.method == "POST":
        act = _decided if decides else _moved
        outcome = save(decision if decides else stage, lambda **facts: act(request, modification, **facts))
        if outcome.saved:
            messages.success(request, f"{modification.reference}: {str(outcome.saved).lower()} recorded.")
            return SeeOther(request.path)
    context = {"modification": modification, "tab": "stage", "subject": "Stage and decisions"}
    context |= {"stage_form": stage, "decision_form": decision, "decides": decides, "outcome": outcome}
    context["decisions"] = modification.decisions.select_related("body")
    return render(request, "modifications/edit_stage.html", context, status=outcome.status)


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
    return record_decision(by=request.user, modification=modification, **facts)


@require_POST
@needs(Permission.EDIT_RELEASES)
def convert(request: HttpRequest, reference: str) -> HttpResponse:
    """A Draft Proposal becomes a Modification Proposal of the same number."""
    converted = convert_modification(by=request.user, modification=modification_at(reference), on=today())
    messages.success(request, f"{reference} is {converted.reference} now; its former name still finds it.")
    return SeeOther(converted.get_absolute_url())
