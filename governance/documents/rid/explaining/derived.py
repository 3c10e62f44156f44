"""Values that are computed from others: by which rule, and from which paths."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from governance.documents.rid import wording
from governance.documents.rid.explaining.leaves import Leaf, Path

TOTAL = "total"
"""The last key of a sum that the document prints and the content does not have."""
LINES = ("dcc_lines", "change_request_lines")
GO_LIVE = "release-go-live"


@dataclass(frozen=True)
class Derivation:
    """`rule`: a sentence; `inputs`: the paths of what it is computed from."""

    rule: str
    inputs: tuple[Path, ...] = ()


def derivation_of(path: Path, found: Mapping[Path, Leaf]) -> Derivation | None:
    """How the value at a path is computed; None for one that was entered. `found`: the values of the whole content."""
    match path:
        case ("costs", "dcc_total"):
            cells = _cells(found)
            return Derivation(
                "The sum of the cells of the cost table. Cells that a combined assessment replaces are not counted. "
                "Where a cell is unknown, the total is not yet determined; where one is an estimate, so is the total.",
                tuple(cells),
            )
        case ("costs", lines, line, "total") if lines in LINES:
            return _sum("line", (cell for cell in _cells(found) if cell[1:3] == (lines, line)))
        case ("costs", "total", stage):
            return _sum("column", (cell for cell in _cells(found) if cell[-1] == stage))
        case ("costs", "secas_implementation" | "secas_project_management"):
            return Derivation("The amount is the number of days, as entered, at the day rate of SECAS.")
        case ("timeline", key, "when") if ("timeline", key, "rule") in found:
            rule = found[*path[:2], "rule"].value
            steps = [
                (*leaf.path[:2], "when")
                for leaf in found.values()
                if leaf.path[0] == "timeline" and leaf.path[-1] == "event" and leaf.value == rule["of"]
            ]
            text = wording.rule(rule["working_days"], rule["of"])
            return Derivation(
                f"{text[0].upper()}{text[1:]}, unless it was set by hand.", ((*path[:2], "rule"), *steps)
            )
        case ("timeline", "release-go-live", "when"):
            return Derivation("The go-live of the release.", (("release", "go_live"),))
        case ("testing", "system_testing"):
            return Derivation("It follows from the kind of the release.", (("release", "profile"),))
        case ("glossary", _):
            return Derivation(
                "It is listed because the document uses it, or because the glossary was edited by hand; its full term "
                "comes from the list of acronyms."
            )
    return None


def _sum(what: str, cells: Iterable[Path]) -> Derivation | None:
    inputs = tuple(cells)
    return Derivation(f"The sum of the cells of this {what} that count.", inputs) if inputs else None


def _cells(found: Mapping[Path, Leaf]) -> list[Path]:
    return [
        path
        for path, leaf in found.items()
        if path[0] == "costs"
        and path[1] in (*LINES, "combined")
        and isinstance(leaf.value, dict)
        and "status" in leaf.value
    ]
