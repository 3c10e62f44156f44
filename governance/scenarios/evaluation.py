"""The result of a scenario, computed once and kept until an entry of the audit trail bears on it."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import msgspec
from django.db.models import Q

from governance.scenarios.effects.evaluate import evaluate
from governance.scenarios.effects.types import Evaluation
from governance.scenarios.models import Scenario, ScenarioStep
from governance.scenarios.operations.applying import rehearsed
from governance.scenarios.queries.facts import FactsReader, blackout_periods
from releases.models.scope import ScopeItem
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.record import digest_of
from secrel.core.changes.result_cache import cached_results
from secrel.core.people.queries import working_days

WITHOUT_EFFECT = ("users", "registrations", "subscriptions", "files", "pdfs", "flags", "tasks", "scenarios")
"""Kinds of entries that bear on no result. All others do: a result shows what stands beside a release too."""


def evaluated(scenario: Scenario, steps: Sequence[ScenarioStep], on: date) -> Evaluation:
    """What the steps would bring if they were made on a day. Raises RuleBroken while somebody else saves.

    It is kept under the digest of the steps and the day, and is true until a fact changes.
    """
    key = f"scenario/{scenario.key}"
    found = cached_results({key: ~Q(kind__in=WITHOUT_EFFECT)})
    digest = digest_of(
        [on.isoformat(), *([step.position, step.kind, step.arguments, step.body_id] for step in steps)]
    )
    stored = found.data.get(key)
    if stored and stored["digest"] == digest:
        return msgspec.convert(stored["result"], Evaluation, strict=False)
    result = compute(scenario, steps, on)
    found.store({key: {"digest": digest, "result": as_data(result)}})
    return result


def as_data(result: Evaluation) -> dict[str, Any]:
    """As JSON, whose names are texts."""
    data: dict[str, Any] = msgspec.to_builtins(result, str_keys=True)
    return data


def compute(scenario: Scenario, steps: Sequence[ScenarioStep], on: date) -> Evaluation:
    """The result, from a rehearsal of the operation that applies the scenario."""
    reader, slugs = FactsReader(on), _touched(steps)
    after, refused = rehearsed(scenario, lambda: reader.as_they_would_be(slugs), on=on)
    if after is None:
        raise RuleBroken("The scenario could not be tried. Reload the page.")
    before = reader.as_they_are(slugs)
    return evaluate(before, after, working_days(), blackout_periods(), refused)


def _touched(steps: Sequence[ScenarioStep]) -> set[str]:
    """The releases that the steps name, and those with a modification that they split."""
    changes = [step.change for step in steps]
    found = {slug for one in changes for slug in (one.release, one.to_release) if slug}
    split = [one.ref for one in changes if one.do == "split"]
    if split:
        rows = ScopeItem.objects.filter(part__modification__reference__in=split)
        found |= set(rows.values_list("release__slug", flat=True))
    return found
