"""The summary of an agenda item as facts that all its readers may read: then and now, and points to weigh."""

from collections.abc import Iterable
from typing import Any

from django.utils.text import capfirst

from governance.documents.engine.text import long_date
from governance.documents.pack.summary import ItemSummary, SummaryPoint, SummaryRow
from governance.meetings.models import Outcome
from governance.versions.models import Comment, RidVersion
from governance.versions.queries.checking import check_version, counted
from governance.versions.queries.comments import comments_before
from governance.versions.queries.versions import visible_versions
from releases.models.releases import Release
from releases.models.scope import ScopeEvent
from secrel.core.changes.permissions import Permission
from secrel.core.values.texts import one_line

MINUTED = "Agreed and minuted with its votes. No fact of a release changes with it."
MOST_LINES = 5
LONGEST = 240
BODIES = frozenset({Permission.READ_PRESENTED})
"""What all readers of an agenda may read."""


def glance_summary(glance: dict[str, Any], points: Iterable[SummaryPoint]) -> ItemSummary:
    """What `at_a_glance` found, with further points."""
    since = glance["since"]
    columns = (since.words, glance["now_words"]) if since else (glance["now_words"],)
    rows = tuple(
        SummaryRow(
            label=row.label, cells=(row.then or "–", row.now) if since else (row.now,), details=row.details
        )
        for row in glance["facts"]
    )
    exceptions = SummaryPoint(
        label="Exceptions since then" if since else "Exceptions",
        lines=tuple(map(_exception, glance["exceptions"])),
    )
    none = "No other body has recommended on this release"
    advice = SummaryPoint(label="Recommendations", lines=tuple(map(_advice, glance["advice"])), none=none)
    return ItemSummary(columns=columns, rows=rows, points=(exceptions, advice, *points))


def comments_point(comments: Iterable[Comment]) -> SummaryPoint:
    rows = [row for row in comments if not row.is_resolved]
    lines = [f"{row.section_title}, {row.body}: {_cut(row.text)}" for row in rows]
    return SummaryPoint(label="Open comments", lines=_first(lines, "open comment"), none="No open comments")


def checks_point(version: RidVersion) -> SummaryPoint:
    """The findings in a version that nobody has waived: their number, then errors and warnings."""
    found = [row.finding for row in check_version(version, with_drafts=False) if not row.waiver]
    counts = [f"{count} {word}{'' if count == 1 else 's'}" for word, count in counted(found) if count]
    serious = sorted(
        (row for row in found if row.severity != "note"), key=lambda row: row.severity != "error"
    )
    lines = [f"{capfirst(row.severity)}: {_cut(row.message)}" for row in serious]
    head = [f"{', '.join(counts)} in RID {version.number}"] if counts else []
    return SummaryPoint(
        label="Checks",
        lines=(*head, *_first(lines, "finding")),
        none=f"No problems found in RID {version.number}",
    )


def presented_version(release: Release) -> RidVersion | None:
    """The newest version of a release that all bodies may read."""
    return visible_versions(release, BODIES).select_related("snapshot__content").first()


def release_points(release: Release | None) -> list[SummaryPoint]:
    """The open comments on the newest version of a release that was presented, and the findings in it."""
    version = presented_version(release) if release else None
    return [comments_point(comments_before(version)), checks_point(version)] if version else []


def release_rows(release: Release | None) -> list[SummaryRow]:
    """How a release stands, which the decision does not change."""
    if release is None:
        return []
    version = presented_version(release)
    day = long_date(release.go_live_on.isoformat()) if release.go_live_on else "To be set"
    facts = {
        "Release": f"{release}: {release.get_life_display().lower()}",
        "Go-live": day,
        "RID": f"{version.number}, {version.workflow_state.label.lower()}" if version else "None presented",
    }
    return [SummaryRow(label=label, cells=(text, "Unchanged")) for label, text in facts.items()]


def _exception(row: ScopeEvent) -> str:
    name, day = row.item.modification.reference, long_date(row.on.isoformat())
    agreed = f"Agreed by {row.body.the}." if row.body else ""
    return " ".join(
        filter(None, [f"{name}, {day}: {row.get_ground_display()}.", one_line(row.reason), agreed])
    )


def _advice(row: Outcome) -> str:
    conditions = (
        f"{one_line(condition['text'])} ({condition['owner'].upper()}, by {long_date(condition['due'])})"
        for condition in row.conditions
    )
    result = f"{row.item.meeting}: {row.get_result_display().lower()}"
    return "; condition: ".join([result, *conditions])


def _cut(text: str) -> str:
    text = one_line(text)
    return text if len(text) <= LONGEST else f"{text[: LONGEST - 1]}…"


def _first(lines: list[str], what: str) -> tuple[str, ...]:
    """The first lines, and how many more there are."""
    if len(lines) <= MOST_LINES:
        return tuple(lines)
    more = len(lines) - MOST_LINES + 1
    return (*lines[: MOST_LINES - 1], f"{more} more {what}s")
