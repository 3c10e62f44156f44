"""The list of scenarios, the page of one, starting, copying and sharing."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from governance.scenarios.forms import CopyForm, ShareForm, StartForm
from governance.scenarios.lists import ScenarioFilter
from governance.scenarios.models import Scenario, StepKind
from governance.scenarios.operations.scenarios import copy_scenario, share_scenario, start_scenario
from governance.scenarios.pages import permitted, scenario_at, shown
from governance.scenarios.queries.readers import scenarios_listed, scenarios_read_by
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.web.http import SeeOther, needs, paginate, searched

FILTERS = (("", "All"), ("mine", "Mine"), ("shared", "Shared by colleagues"))
COMPARED = 20
"""Scenarios that are offered to compare with."""


@require_safe
@needs(Permission.READ_DRAFTS)
def scenarios(request: HttpRequest) -> HttpResponse:
    """Own scenarios, and those that colleagues share."""
    of = ScenarioFilter(request.GET.dict()).chosen().get("of", "")
    context = {
        "page": paginate(scenarios_listed(request.user, of), request.GET),
        "of": of,
        "filters": FILTERS,
        "query": urlencode({"of": of}) if of else "",
    }
    return render(request, "scenarios/list.html", context)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def start(request: HttpRequest) -> HttpResponse:
    """Start a scenario; from a page of a release its steps are offered for that release first."""
    release = searched(request, "release")
    return form_page(
        request,
        StartForm,
        lambda **entered: start_scenario(by=request.user, on=today(), **entered),
        lambda made: ("The scenario is open. Add its first step.", _address(made, release)),
        "scenarios/start.html",
        release=release,
    )


def _address(scenario: Scenario, release: str) -> str:
    query = f"?{urlencode({'release': release})}" if release else ""
    return f"{scenario.get_absolute_url()}{query}"


@require_safe
@needs(Permission.READ_DRAFTS)
def scenario(request: HttpRequest, key: str) -> HttpResponse:
    """The steps of a scenario, and what they would bring."""
    row = scenario_at(request, key)
    others = scenarios_read_by(request.user).filter(state="open").exclude(pk=row.pk)
    context = {
        "scenario": row,
        "shown": shown(row, today()),
        "kinds": StepKind.choices,
        "release": searched(request, "release"),
        "others": others[:COMPARED],
        "copying": CopyForm(initial={"name": f"{row.name} (copy)"[:120]}, auto_id="copy-%s"),
    }
    return render(request, "scenarios/scenario.html", context | permitted(request, row))


@require_POST
@needs(Permission.EDIT_RELEASES)
def copy(request: HttpRequest, key: str) -> HttpResponse:
    """A scenario of one's own with the same steps."""
    row, form = scenario_at(request, key), CopyForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Give the copy a name of at most 120 characters.")
        return SeeOther(row.get_absolute_url())
    made = copy_scenario(by=request.user, scenario=row, on=today(), **form.cleaned_data)
    messages.success(request, "This is your copy. Its steps rest on the facts as they are now.")
    return SeeOther(made.get_absolute_url())


@require_POST
@needs(Permission.EDIT_RELEASES)
def share(request: HttpRequest, key: str) -> HttpResponse:
    """Share it with everybody who may read drafts, or with nobody again."""
    row, form = scenario_at(request, key), ShareForm(request.POST)
    form.is_valid()
    try:
        changed = share_scenario(by=request.user, scenario=row, on=today(), **form.cleaned_data)
    except RuleBroken as refused:
        if refused.status == 403:
            raise
        messages.error(request, refused.sentence)
        return SeeOther(row.get_absolute_url())
    said = (
        "Everybody who may read drafts can now read it." if changed.is_shared else "Only you can read it now."
    )
    messages.success(request, said)
    return SeeOther(row.get_absolute_url())
