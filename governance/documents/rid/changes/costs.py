"""The sentences about the costs of a RID."""

from governance.documents.engine.diff.amounts import cost_sentence
from governance.documents.engine.diff.comparison import Comparison, Sentence
from governance.documents.engine.diff.found import Found
from governance.documents.engine.diff.phrases import (
    entry_phrase,
    quoted,
    shortened,
)
from governance.documents.engine.diff.sentences import names_sentence
from governance.documents.rid.changes.phrases import above


def _cost_line(found: Found, comparison: Comparison) -> str:
    name = entry_phrase(found.last)
    if found.kind == "added":
        return f"costs of {name} are added{f': {shortened(found.after)}' if found.after else ''}"
    return f"the costs of {name} are no longer stated{f'; before: {shortened(found.before)}' if found.before else ''}"


def _combined(found: Found, comparison: Comparison) -> str:
    if found.kind == "added":
        return (
            f"a combined assessment of costs is added{f': {shortened(found.after)}' if found.after else ''}"
        )
    return "the combined assessment of costs is removed"


def _yearly(found: Found, comparison: Comparison) -> str:
    if found.kind == "added":
        return f"an operational cost is added: {quoted(found.after)}"
    return f"an operational cost is removed: {quoted(found.before)}"


def _stages(found: Found, comparison: Comparison) -> str:
    if not found.after:
        return "the cost table has the standard stages again"
    return f"the stages of the cost table are now {found.after}"


def _shared(found: Found, comparison: Comparison) -> str:
    return names_sentence(found, comparison, "what the combined assessment is shared with")


def _yearly_cost(found: Found, comparison: Comparison) -> str:
    return cost_sentence(found, above(found))


SENTENCES: dict[tuple[str, str], Sentence] = {
    ("CostLine", ""): _cost_line,
    ("ChangeRequestLine", ""): _cost_line,
    ("YearlyCost", ""): _yearly,
    ("Costs", "combined"): _combined,
    ("Costs", "stages"): _stages,
    ("Combined", "shared_with"): _shared,
    ("YearlyCost", "cost"): _yearly_cost,
}
