"""The API of scenarios and blackout periods."""

from typing import Any

import msgspec
from rest_framework import serializers
from rest_framework.request import Request

from governance.scenarios.effects.comparison import compared
from governance.scenarios.evaluation import as_data
from governance.scenarios.lists import ComparedFilter, ScenarioFilter
from governance.scenarios.models import Blackout, Scenario, StepKind
from governance.scenarios.operations.applying import apply_scenario
from governance.scenarios.operations.blackouts import add_blackout, drop_blackout
from governance.scenarios.operations.scenarios import (
    add_scenario_step,
    copy_scenario,
    discard_scenario,
    drop_scenario_step,
    rebase_scenario,
    share_scenario,
    shift_scenario_step,
    start_scenario,
)
from governance.scenarios.pages import scenario_at, shown
from governance.scenarios.queries.readers import scenarios_listed
from releases.models.scope import Ground
from releases.operations.planning.acts import PlanChange
from secrel.core.api.fields import TYPED, plain
from secrel.core.api.lists.filters import WrongFilter
from secrel.core.api.places import Found, place
from secrel.core.api.requests import let_in
from secrel.core.api.twins import Listing, Resource, Twin
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.models.people import User
from secrel.core.web.http import found_or_404

READS = (Permission.READ_DRAFTS,)


def _scenario(request: Request, text: str, found: Found) -> Scenario:
    let_in(request, *READS)
    return scenario_at(request, text)


def _blackout(request: Request, text: str, found: Found) -> Blackout:
    let_in(request, Permission.READ_DRAFTS, Permission.KEEP_BLACKOUTS)
    first, _, last = text.partition("--")
    rows = [row for row in Blackout.objects.all() if (str(row.first_on), str(row.last_on)) == (first, last)]
    return found_or_404(rows, "blackout period")


place("scenario", "[0-9a-f]{16}", _scenario, "The key of the scenario.", "0123456789abcdef")
DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"
place("blackout", f"{DAY}--{DAY}", _blackout, "Its first and its last day.", "2021-12-20--2022-01-03")
HEAD = {"key": str, "name": str, "why": str, "state": str, "is_shared": bool, "made_by": User}
SCENARIOS = Listing(
    "scenarios/",
    HEAD,
    rows=lambda request, found, of="": scenarios_listed(request.user, of).order_by("-pk"),
    filters=ScenarioFilter,
    needs=READS,
    about="The scenarios that you may read: your own, and those that colleagues share.",
)


def _facts(request: Request, found: Found) -> dict[str, Any]:
    row = Scenario.objects.select_related("made_by").get(pk=found["scenario"].pk)
    steps = [
        {"position": step.position, "body": step.body, **{k: plain(v) for k, v in vars(step.change).items()}}
        for step in row.steps.select_related("body")
    ]
    return {name: getattr(row, name) for name in HEAD} | {"steps": steps}


SCENARIO = Resource(
    "scenarios/{scenario}/",
    HEAD | {"steps": list[dict]},
    read=_facts,
    version=lambda found: Scenario.objects.values_list("token", flat=True).get(pk=found["scenario"].pk),
    needs=READS,
    about="A scenario with its steps. It changes no fact until it is applied.",
)


def _effects(request: Request, found: Found) -> dict[str, Any]:
    row = shown(found["scenario"], today())
    return {
        "state": row.scenario.state,
        "busy": row.busy,
        "steps": [
            {
                "position": step.step.position,
                "words": step.words,
                "refused": step.refused,
                "moved": [{"name": fact.name, "then": fact.then, "now": fact.now} for fact in step.moved],
            }
            for step in row.steps
        ],
        "result": as_data(row.result) if row.result else None,
    }


EFFECTS = Resource(
    f"{SCENARIO.address}effects/",
    {"state": str, "busy": str, "steps": list[dict], "result": dict},
    read=_effects,
    version=lambda found: None,
    needs=READS,
    about="What the steps of an open scenario would bring, by release and subject; why a step cannot be made, and the "
    "facts that have moved since. Nothing is saved.",
)


def _compared(request: Request, found: Found, a: str, b: str) -> dict[str, Any]:
    if a == b:
        raise WrongFilter({"b": "These are the same scenario. Choose two different ones."})
    sides = [shown(scenario_at(request, key), today()) for key in (a, b)]
    for name, side in zip("ab", sides, strict=True):
        if not side.scenario.is_open:
            state = side.scenario.workflow_state.label.lower()
            raise WrongFilter({name: f"“{side.scenario}” is {state}, so it has no result any more."})
    results = [side.result for side in sides if side.result]
    return {
        "a": sides[0].scenario.name,
        "b": sides[1].scenario.name,
        "busy": next((side.busy for side in sides if side.busy), ""),
        "releases": msgspec.to_builtins(compared(*results)) if len(results) == 2 else [],
    }


COMPARED = Resource(
    "scenarios/compare/",
    {"a": str, "b": str, "busy": str, "releases": list[dict]},
    read=_compared,
    version=lambda found: None,
    filters=ComparedFilter,
    needs=READS,
    about="Two open scenarios side by side: their effects by release and subject, and which of them both have.",
)
PERIOD = {"name": str, "first_on": serializers.DateField(), "last_on": serializers.DateField(), "reason": str}
KEEPS = (Permission.READ_DRAFTS, Permission.KEEP_BLACKOUTS)
BLACKOUTS = Listing(
    "blackouts/",
    PERIOD,
    rows=lambda request, found: Blackout.objects.order_by("first_on", "pk"),
    needs=KEEPS,
    about="Periods in which nothing goes live or is tested.",
)
BLACKOUT = Resource(
    "blackouts/{blackout}/", PERIOD, version=lambda found: None, needs=KEEPS, about="A blackout period."
)
WORD = serializers.CharField(max_length=60, allow_blank=True, default="")
WHEN = serializers.RegexField("^([0-9]{4}.{0,8})?$", max_length=12, allow_blank=True, default="")
SOME = serializers.ListField(child=serializers.CharField(max_length=60), max_length=20, default=())
TYPED |= {
    (PlanChange, "do"): StepKind,
    (PlanChange, "ground"): serializers.ChoiceField(choices=["", *Ground.values], default=""),
    **{(PlanChange, name): WORD for name in ("ref", "release", "part", "to_release", "programme")},
    (PlanChange, "row"): serializers.CharField(max_length=120, allow_blank=True, default=""),
    **{(PlanChange, name): WHEN for name in ("on", "begins", "ends")},
    **{(PlanChange, name): SOME for name in ("considered", "names")},
    **{
        (PlanChange, name): serializers.CharField(max_length=2_000, allow_blank=True, default="")
        for name in ("reason", "description")
    },
}
NAME = serializers.CharField(max_length=80)
PLACE = serializers.IntegerField(min_value=1, max_value=999)
S = SCENARIO.address


def _made(row: Scenario) -> dict[str, str]:
    return {"scenario": row.key}


RESOURCES: list[Resource] = [SCENARIOS, SCENARIO, EFFECTS, COMPARED, BLACKOUTS, BLACKOUT]
TWINS = [
    Twin(
        start_scenario,
        "POST",
        SCENARIOS.address,
        SCENARIO,
        new=_made,
        fields={"name": NAME, "why": serializers.CharField(max_length=2_000, allow_blank=True)},
    ),
    Twin(copy_scenario, "POST", f"{S}copy/", SCENARIO, new=_made, fields={"name": NAME}),
    Twin(add_scenario_step, "POST", f"{S}steps/", SCENARIO),
    Twin(drop_scenario_step, "POST", f"{S}steps/drop/", SCENARIO, fields={"position": PLACE}),
    Twin(shift_scenario_step, "POST", f"{S}steps/shift/", SCENARIO, fields={"position": PLACE}),
    Twin(rebase_scenario, "POST", f"{S}rebase/", SCENARIO),
    Twin(share_scenario, "PATCH", S, SCENARIO),
    Twin(apply_scenario, "POST", f"{S}apply/", SCENARIO, fixed={"refused": None}),
    Twin(discard_scenario, "DELETE", S),
    Twin(
        add_blackout,
        "POST",
        BLACKOUTS.address,
        BLACKOUT,
        new=lambda row: {"blackout": f"{row.first_on}--{row.last_on}"},
        fields={"name": NAME},
    ),
    Twin(drop_blackout, "DELETE", BLACKOUT.address),
]
