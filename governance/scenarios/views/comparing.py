"""Two scenarios side by side."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.scenarios.effects.comparison import compared
from governance.scenarios.pages import ShownScenario, scenario_at, shown
from governance.scenarios.queries.readers import scenarios_read_by
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.web.http import needs, searched

CHOICES = 50


@require_safe
@needs(Permission.READ_DRAFTS)
def compare(request: HttpRequest) -> HttpResponse:
    """Two open scenarios by release and subject; without them, a form to choose them."""
    a, b = (searched(request, name) for name in ("a", "b"))
    sides: list[ShownScenario] = []
    sentence = ""
    if a and a == b:
        sentence = "These are the same scenario. Choose two different ones."
    elif a and b:
        sides = [shown(scenario_at(request, key), today()) for key in (a, b)]
    closed = [side.scenario for side in sides if not side.scenario.is_open]
    if closed:
        state = closed[0].workflow_state.label.lower()
        sentence = f"“{closed[0]}” is {state}, so it has no result any more. Choose open ones."
    results = [side.result for side in sides if side.result]
    context = {
        "a": a,
        "b": b,
        "sides": [] if closed else sides,
        "sentence": sentence,
        "rows": compared(*results) if len(results) == 2 else [],
        "choices": scenarios_read_by(request.user).filter(state="open")[:CHOICES],
    }
    return render(request, "scenarios/compare.html", context, status=422 if sentence else 200)
