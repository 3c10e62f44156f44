"""Rules for the costs of a RID that a schema cannot express: ranges, qualifiers, stages and yearly costs."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from costs.figures import MOST_YEARS, Figure, contradiction, in_order
from costs.stages import STANDARD, wrong_stages
from secrel.core.dates.partial_date_text import partial_date

LONGEST_TEXT = 300


def cost_rules(costs: dict[str, Any]) -> Iterator[str]:
    """A sentence for each broken rule. `costs`: valid by the schema."""
    yield from _figures(costs, "costs")
    yield from _stages(costs)
    for number, row in enumerate(costs.get("yearly", ())):
        yield from (f"costs/yearly/{number}: {sentence}" for sentence in _yearly(row))


def _figures(value: Any, path: str) -> Iterator[str]:
    """Amounts that contradict themselves, in each cost."""
    if isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _figures(inner, f"{path}/{number}")
    elif isinstance(value, dict) and "amount" in value:
        amount, amount_to = (
            Decimal(text) if text else None for text in (value["amount"], value.get("amount_to"))
        )
        given = tuple(value.get("qualifiers", ()))
        if wrong := contradiction(Figure(value.get("status", ""), amount, amount_to, given)):
            yield f"{path}: {wrong}"
        elif given != in_order(given):
            yield f"{path}/qualifiers: write them in this order: {', '.join(in_order(given))}."
    elif isinstance(value, dict):
        for name, inner in value.items():
            yield from _figures(inner, f"{path}/{name}")


def _stages(costs: dict[str, Any]) -> Iterator[str]:
    stated = [(stage["key"], stage["name"]) for stage in costs.get("stages", ())]
    if wrong := wrong_stages(stated):
        yield f"costs/stages: {wrong}"
    for key, name in stated:
        if key in STANDARD and name != STANDARD[key]:
            yield f"costs/stages: the stage {key} is called “{STANDARD[key]}”, not “{name[:60]}”."
    lines = [(f"costs/dcc_lines/{n}", line) for n, line in enumerate(costs["dcc_lines"])]
    lines += [
        (f"costs/change_request_lines/{n}", line)
        for n, line in enumerate(costs.get("change_request_lines", ()))
    ]
    for place, line in [*lines, ("costs/combined", costs.get("combined") or {})]:
        for key in line.get("further", ()):
            if key in STANDARD:
                yield f"{place}/further: {key} is a standard stage. Give its cost beside “further”."
            elif key not in dict(stated):
                yield f"{place}/further: “{key}” is not a stage of this document. Add it to costs/stages with its name."


def _yearly(row: dict[str, Any]) -> Iterator[str]:
    if len(row["text"]) > LONGEST_TEXT:
        yield f"the text has {len(row['text']):,} characters; at most {LONGEST_TEXT} are allowed."
    if not 1 <= row.get("years", 1) <= MOST_YEARS:
        yield f"{row['years']} is not a number of years from 1 to {MOST_YEARS}."
    if "years" in row and row.get("ends", {}).get("date"):
        yield "it has both an end and a number of years. Leave one of them out."
    try:
        starts, ends = (
            partial_date(row[name]["date"], row[name]["precision"]) for name in ("starts", "ends")
        )
    except (KeyError, ValueError):
        return
    if starts and ends and ends.interval()[1] < starts.interval()[0]:
        yield "the period ends before it starts. Correct one of its dates."
