"""Adding, removing and moving steps."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST

from governance.scenarios.forms import STEP_FORMS, PlaceForm, StepForm
from governance.scenarios.models import Scenario, StepKind
from governance.scenarios.operations.scenarios import (
    add_scenario_step,
    drop_scenario_step,
    shift_scenario_step,
)
from governance.scenarios.pages import scenario_at
from modifications.models.modifications import Part
from modifications.workflow import ENDED
from releases.models.releases import Release
from releases.workflow import COMING
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.web.http import SeeOther, needs, searched


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def add_step(request: HttpRequest, key: str, kind: str) -> HttpResponse:
    """The form of one kind of step; for a date of a timetable its release is chosen first."""
    if kind not in STEP_FORMS:
        raise Http404("There is no such kind of step.")
    row = scenario_at(request, key)
    slug = searched(request, "release")
    release = Release.objects.filter(slug=slug).first() if slug else None
    context: dict[str, Any] = {
        "scenario": row,
        "kind": kind,
        "label": StepKind(kind).label,
        "release": release,
    }
    if kind == StepKind.DATE and release is None:
        coming = Release.objects.filter(life__in=(*COMING, "postponed")).order_by("go_live_on", "slug")
        return render(request, "scenarios/choose_release.html", context | {"releases": coming})
    data = request.POST if request.method == "POST" else draft_for(request)
    form, outcome = _form(kind, data, row, release), SaveOutcome()
    if request.method == "POST":
        outcome = save(form, lambda **entered: _added(request, row, form, entered))
        if outcome.saved:
            messages.success(request, "The step is added.")
            return SeeOther(row.get_absolute_url())
    context |= {"form": form, "outcome": outcome}
    if "part" in form.fields:
        form.fields["part"].widget.attrs |= {"list": "modifications", "autocomplete": "off"}
        context["suggested"] = _suggested()
    return render(request, "scenarios/step.html", context, status=outcome.status)


def _form(kind: str, data: Any, row: Scenario, release: Release | None) -> StepForm:
    initial = {"token": row.token, "release": release.slug if release else None}
    more = {"release": release} if kind == StepKind.DATE else {}
    return STEP_FORMS[kind](data, initial=initial, earlier=list(row.steps.all()), **more)


def _added(request: HttpRequest, row: Scenario, form: StepForm, entered: dict[str, Any]) -> Any:
    return add_scenario_step(
        by=request.user,
        scenario=row,
        change=form.change,
        body=entered.get("body"),
        token=entered["token"],
        on=today(),
    )


def _suggested() -> list[str]:
    """References with titles, suggested while typing."""
    rows = Part.objects.exclude(modification__stage__in=ENDED).select_related("modification")
    rows = rows.order_by("modification__number", "pk")
    return [f"{part} – {part.modification.title}" for part in rows]


@require_POST
@needs(Permission.EDIT_RELEASES)
def drop_step(request: HttpRequest, key: str) -> HttpResponse:
    return _change(request, key, drop_scenario_step, "The step is removed.", "position")


@require_POST
@needs(Permission.EDIT_RELEASES)
def shift_step(request: HttpRequest, key: str) -> HttpResponse:
    return _change(request, key, shift_scenario_step, "The order of the steps is changed.", "position", "up")


def _change(
    request: HttpRequest, key: str, operation: Callable[..., Any], done: str, *names: str
) -> HttpResponse:
    """Run an operation on a step; what refuses it is a message on the page."""
    row, form = scenario_at(request, key), PlaceForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Choose a step of this scenario.")
        return SeeOther(row.get_absolute_url())
    entered = {name: form.cleaned_data[name] for name in (*names, "token")}
    try:
        operation(by=request.user, scenario=row, on=today(), **entered)
    except RuleBroken as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.sentence)
    else:
        messages.success(request, done)
    return SeeOther(row.get_absolute_url())
