"""The summary of an agenda item on a recommendation of a paper: each change as it stands now and if it is agreed."""

from collections.abc import Iterator

from governance.acceptance.queries.summaries import conditions_point
from governance.documents.pack.summary import ItemSummary, SummaryPoint, SummaryRow
from governance.documents.paper.types import Act, Recommendation
from governance.meetings.models import Item
from governance.meetings.queries.positions import objections_point
from governance.papers.queries import acts_in_words, findings_of
from governance.versions.queries.deciding.points import LONGEST, MINUTED, MOST_LINES, release_points
from releases.models.releases import Release
from releases.models.scope import Ground, ScopeItem
from secrel.core.values.texts import one_line


def paper_summary(item: Item, asked: Recommendation, releases: list[Release]) -> ItemSummary:
    """`releases`: those that the recommendation changes."""
    version = item.paper_item.version
    words = acts_in_words(asked.acts)
    now = _standing({act.ref for act, _ in words})
    rows = [
        SummaryRow(
            label=_name(act), cells=(now.get(_name(act)) or now.get(act.ref) or "In no release", sentence)
        )
        for act, sentence in words
    ]
    if not rows:
        rows = [SummaryRow(label="Recommendation", cells=("Not decided", MINUTED))]
    paper = findings_of(version.snapshot.document)
    problems = [f"{row.severity.capitalize()}: {one_line(row.message)[:LONGEST]}" for row in paper]
    points = [
        SummaryPoint(label="Grounds", lines=tuple(_grounds(asked)), none="The paper states none"),
        objections_point(item),
        *(point for release in releases for point in _of(release, named=len(releases) > 1)),
        SummaryPoint(
            label="Checks of the paper",
            lines=tuple(problems[:MOST_LINES]),
            none=f"No problems found in paper {version.reference}",
        ),
    ]
    return ItemSummary(columns=("Now", "If agreed"), rows=tuple(rows), points=tuple(points))


def _of(release: Release, *, named: bool) -> Iterator[SummaryPoint]:
    """Conditions, comments and findings of a release; with its name where there are several."""
    for point in (conditions_point(release), *release_points(release)):
        label = f"{point.label}, {release.short_name}" if named else point.label
        yield SummaryPoint(label=label, lines=point.lines, none=point.none)


def _grounds(asked: Recommendation) -> Iterator[str]:
    for act in asked.acts:
        ground = Ground(act.ground).label if act.ground in Ground.values else act.ground
        if text := ". ".join(filter(None, [ground, one_line(act.reason)])):
            yield f"{_name(act)}: {text}"


def _name(act: Act) -> str:
    return f"{act.ref} part {act.part}" if act.part else act.ref


def _standing(references: set[str]) -> dict[str, str]:
    """Where modifications and their parts are, by name: “Targeted for June 2021; candidate for November 2021”."""
    rows = ScopeItem.objects.filter(part__modification__reference__in=references).exclude(status="out")
    rows = rows.select_related("release", "part__modification").order_by("release__go_live_on", "pk")
    found: dict[str, list[str]] = {}
    for row in rows:
        found.setdefault(str(row.part), []).append(f"{row.state.label} for {row.release.short_name}")
    return {name: "; ".join(places) for name, places in found.items()}
