"""The stages of costs: the standard list for sheet, document, comparison, checks and import, and a release's own."""

import re
from collections.abc import Iterable

from django.db.models import TextChoices


class Stage(TextChoices):
    """The columns of the DCC cost table in order, and operational costs."""

    DESIGN_BUILD_PIT = "design_build_pit", "Design, Build & PIT"
    SIT = "sit", "SIT"
    UIT = "uit", "UIT"
    IMPLEMENT_TO_LIVE = "implement_to_live", "Implement to live"
    OPERATIONAL = "operational", "Operational costs"


TABLE_STAGES = tuple(stage for stage in Stage if stage != Stage.OPERATIONAL)
"""The stages with a column."""
EXPECTED_STAGES = (Stage.DESIGN_BUILD_PIT, Stage.SIT, Stage.UIT, Stage.IMPLEMENT_TO_LIVE)
"""The stages of secrel.rid/1: to be confirmed until entered. Later stages appear only once entered."""
COMBINED_STAGES = tuple(stage for stage in TABLE_STAGES if stage != Stage.DESIGN_BUILD_PIT)
"""The stages that a combined assessment may cost for several modifications."""

STANDARD = {stage.value: str(stage.label) for stage in TABLE_STAGES}
"""The names of the standard stages by key, in order."""
MOST_STAGES = 12
"""The most stages of a release beyond the standard ones."""
LONGEST_NAME = 60
STAGE_KEY = r"^[a-z][a-z0-9_]{0,39}$"
RESERVED = {
    *Stage.values,
    *("line", "source", "stated_on", "place", "remove", "ref", "shared_with", "further", "total", "combined"),
}
"""Keys that mean something else in a table, a document or a sheet."""
_TAKEN = {
    "total",
    "line",
    "modification",
    "source",
    "stated on",
    "of",
    *(name.casefold() for name in Stage.labels),
}
"""Names of other columns."""


def ordered_stages(stated: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Names of stages by key, in the order stated. Standard ones that are not stated come first, in their order."""
    given = dict(stated)
    return {key: name for key, name in STANDARD.items() if key not in given} | given


def key_of(name: str, taken: Iterable[str] = ()) -> str:
    """A free key for a further stage: programme_management for “Programme management”."""
    words = "_".join(re.findall(r"[a-z0-9]+", name.casefold()))[:36].strip("_")
    key = words if words[:1].isalpha() else f"stage_{words}".strip("_")
    free, number, taken = key, 2, {*taken, *RESERVED}
    while free in taken:
        free, number = f"{key}_{number}", number + 1
    return free


def wrong_stages(stages: Iterable[tuple[str, str]]) -> str:
    """A sentence about what is wrong with the stages of a release, or ""."""
    rows = list(stages)
    seen: set[str] = set()
    for key, name in rows:
        if key not in STANDARD and (key in RESERVED or not re.fullmatch(STAGE_KEY, key)):
            return (
                f"“{key[:60]}” cannot be the key of a stage. Use small letters, digits and underscores, like "
                "early_life_support."
            )
        if not name.strip() or len(name) > LONGEST_NAME:
            return f"“{name[:60]}” cannot be the name of a stage. Enter 1 to {LONGEST_NAME} characters."
        if key not in STANDARD and name.casefold() in _TAKEN:
            return f"“{name}” is the name of another column of the cost table. Enter another name."
        if key in seen or name.casefold() in seen:
            return f"The stage “{name}” is listed twice. Remove one of the two."
        seen |= {key, name.casefold()}
    if len(rows) > MOST_STAGES + len(STANDARD):
        return f"A release can have at most {MOST_STAGES} stages beyond the standard ones. Remove some."
    return ""
