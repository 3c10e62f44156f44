"""Applying and discarding a scenario, and taking the facts as they are now."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_http_methods, require_POST

from governance.scenarios.forms import ApplyForm, DiscardForm
from governance.scenarios.models import Scenario
from governance.scenarios.operations.applying import apply_scenario
from governance.scenarios.operations.scenarios import discard_scenario, rebase_scenario
from governance.scenarios.pages import permitted, scenario_at, shown
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.drafts.drafts import draft_for
from secrel.core.editing.forms import TokenForm
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.web.http import SeeOther, needs


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def apply(request: HttpRequest, key: str) -> HttpResponse:
    """Make the changes real, in the drafts: one reason, all or nothing."""
    row = scenario_at(request, key)
    done = "The changes are made. They are in the drafts of the releases."
    beside = {"shown": SimpleLazyObject(lambda: shown(row, today()))}
    return _closed(request, row, ApplyForm, apply_scenario, done, "scenarios/apply.html", beside)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def discard(request: HttpRequest, key: str) -> HttpResponse:
    """Close it without any change."""
    row = scenario_at(request, key)
    done = "The scenario is discarded. Nothing has changed."
    return _closed(request, row, DiscardForm, discard_scenario, done, "scenarios/discard.html", {})


@require_POST
@needs(Permission.EDIT_RELEASES)
def rebase(request: HttpRequest, key: str) -> HttpResponse:
    """The steps rest on the facts of now."""
    row, form = scenario_at(request, key), TokenForm(request.POST)
    form.is_valid()
    try:
        rebase_scenario(by=request.user, scenario=row, on=today(), **form.cleaned_data)
    except RuleBroken as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.sentence)
    else:
        messages.success(request, "The steps rest on the facts as they are now.")
    return SeeOther(row.get_absolute_url())


def _closed(
    request: HttpRequest,
    row: Scenario,
    form_class: type[Form],
    operation: Callable[..., Scenario],
    message: str,
    template: str,
    beside: dict[str, Any],
) -> HttpResponse:
    """The page that asks before a scenario is closed, and the answer to its form."""
    is_sent = request.method == "POST"
    form = form_class(request.POST if is_sent else draft_for(request), initial={"token": row.token})
    outcome = SaveOutcome()
    if is_sent:
        outcome = save(
            form, lambda **entered: operation(by=request.user, scenario=row, on=today(), **entered)
        )
    if outcome.saved:
        messages.success(request, message)
        return SeeOther(row.get_absolute_url())
    context = {"scenario": row, "form": form, "outcome": outcome} | permitted(request, row) | beside
    return render(request, template, context, status=outcome.status)
