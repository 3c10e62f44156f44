"""The releases of a paper: tables of scope, changes since the last paper, baselines, programmes."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from msgspec import UNSET
from msgspec.structs import replace

from governance.documents.paper.sections import either
from governance.documents.paper.status import draft_status
from governance.documents.paper.types import (
    Act,
    PaperBaseline,
    PaperDependency,
    PaperProgramme,
    PaperRelease,
    PaperRow,
    ScopeChange,
)
from governance.papers.compose.consultations import consultations_on
from governance.papers.compose.facts import ModificationFacts, when_of
from governance.versions.models import RidVersion, VersionKind
from modifications.models.modifications import Part
from releases.cut_offs import CutOffs
from releases.models.releases import Release
from releases.models.scope import Ground, ScopeEvent, ScopeItem
from releases.queries import scope_of
from releases.steps import FULL, SYSTEM, baselines_of
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.people import Body

IN_SCOPE = ("targeted", "approved")
ADDING = ("enter", "target", "approve")
LEAVING = ("take_out", "move", "defer")
APPROVED_STAGES = ("implementation", "implemented")


@dataclass(frozen=True)
class ReleaseContext:
    """What all releases of a paper share."""

    since: date | None
    """The day of the body's last paper, if there is one."""
    on: date
    met: frozenset[date]
    """The days since then on which the body met."""
    acts: tuple[Act, ...]
    parts: Mapping[tuple[str, str], Part]
    """The parts that acts are about, by reference and name."""
    names: Mapping[str, str]
    """Names of releases by slug."""
    cut_offs: CutOffs
    rows: Mapping[str, str]
    notes: Mapping[str, tuple[str, ...]]
    bodies: Mapping[str, Body]
    classification: str
    """Of the paper, and its body: only what all its readers may read is in it."""
    body: Body


def compose_release(release: Release, context: ReleaseContext) -> PaperRelease:
    items = [item for item in scope_of(release) if item.status != "out"]
    leaving = {
        (act.ref, act.part) for act in context.acts if act.release == release.slug and act.do in LEAVING
    }
    shown = [item for item in items if (item.modification.reference, item.part.name) not in leaving]
    coming = _coming(release, context, {item.part_id for item in shown})
    parts = [*(item.part for item in shown), *coming]
    facts = ModificationFacts(part.modification for part in parts)
    cut_offs = {item.part_id: _cut_off(item, release, context) for item in shown}
    proposed = {(act.ref, act.part) for act in context.acts if _enters(act, release)}
    rows = [
        _row(item.part, _standing(item, proposed), cut_offs[item.part_id], facts, release, context)
        for item in shown
    ]
    rows += [_row(part, "proposed", UNSET, facts, release, context) for part in coming]
    return PaperRelease(
        slug=release.slug,
        name=release.name,
        go_live=release.go_live_on.isoformat() if release.go_live_on else None,
        rows=tuple(sorted(rows, key=_by_number)),
        changes=tuple(_changes(release, context)),
        is_new=_is_new(release, context.since),
        baselines=tuple(_baselines(release, context)),
        dependencies=tuple(_dependencies(parts, facts)),
        programmes=tuple(_programmes(release)),
        additions=tuple(release.additions),
        go_live_to_come=UNSET
        if release.go_live_on or release.list_states.get("go_live") == "unknown"
        else False,
        notes=context.notes.get(release.slug, ()),
        consultations=tuple(
            consultations_on(
                release,
                since=context.since,
                on=context.on,
                classification=context.classification,
                body=context.body,
            )
        ),
    )


def _enters(act: Act, release: Release) -> bool:
    if act.do == "move":
        return act.to_release == release.slug
    return act.do in ("target", "settle") and act.release == release.slug


def _coming(release: Release, context: ReleaseContext, present: set[int]) -> list[Part]:
    """Parts that a proposal brings into the scope and that are not in it in any way."""
    parts = [context.parts[act.ref, act.part] for act in context.acts if _enters(act, release)]
    return [part for part in parts if part.pk not in present]


def _standing(item: ScopeItem, proposed: set[tuple[str, str]]) -> str:
    """Its place on the axis of approval: a modification that was approved is, whatever its status in the scope."""
    if item.status == "candidate":
        is_proposed = (item.modification.reference, item.part.name) in proposed
        return "proposed" if is_proposed else "candidate"
    return (
        "approved" if item.status == "approved" or item.modification.stage in APPROVED_STAGES else "targeted"
    )


def _cut_off(item: ScopeItem, release: Release, context: ReleaseContext) -> str:
    item.release = release
    found = context.cut_offs.of(item)
    return found.on.isoformat() if found else UNSET


def _row(
    part: Part,
    standing: str,
    cut_off: str,
    facts: ModificationFacts,
    release: Release,
    context: ReleaseContext,
) -> PaperRow:
    modification = part.modification
    impact = modification.impacts_dcc_systems
    row = PaperRow(
        ref=modification.reference,
        title=modification.title,
        standing=standing,
        status="",
        part=part.name or UNSET,
        path=modification.path or UNSET,
        impacts_dcc_systems=UNSET if impact is None else impact,
        steps=() if standing == "approved" else facts.steps_of(modification),
        assessments=() if standing == "approved" else facts.assessments_of(part),
        cut_off=UNSET if standing in ("approved", "candidate") else cut_off,
        note=context.rows.get(f"{release.slug}/{part.address}") or UNSET,
        **(facts.approval_of(modification) if standing == "approved" else {}),
    )
    return replace(row, status=draft_status(row))


def _by_number(row: PaperRow) -> tuple[int, str, str]:
    digits = "".join(sign for sign in row.ref if sign.isdigit())
    return int(digits), row.ref, row.part or ""


def _is_new(release: Release, since: date | None) -> bool:
    if since is None:
        return False
    first = (
        ScopeEvent.objects.filter(item__release=release).order_by("on").values_list("on", flat=True).first()
    )
    return first is not None and first > since


def _changes(release: Release, context: ReleaseContext) -> Iterator[ScopeChange]:
    """What the ledger says since the last paper, then what is proposed."""
    yield from _entered(release, context) if context.since else ()
    for act in context.acts:
        if act.release == release.slug or act.to_release == release.slug:
            yield _proposal(act, release, context)


def _entered(release: Release, context: ReleaseContext) -> Iterator[ScopeChange]:
    """What the ledger says since the last paper. What SECAS added and no body has agreed is asked for in this paper."""
    events = ScopeEvent.objects.filter(item__release=release, on__gt=context.since, on__lte=context.on)
    events = events.select_related("item__part__modification", "body", "other_release").order_by("on", "pk")
    is_new, last = _is_new(release, context.since), dict[int, ScopeEvent]()
    for event in events:
        is_out, adds = event.item.status == "out", event.move in ADDING
        if (is_out and event.move == "take_out") or (not is_out and adds and event.item.status in IN_SCOPE):
            last.setdefault(event.item_id, event) if adds else last.update({event.item_id: event})
    for event in last.values():
        removed = event.move == "take_out"
        if removed or (not is_new and (event.move != "approve" or event.item.status == "candidate")):
            yield _change(event, is_asked=event.body is None and event.on not in context.met)


def _change(event: ScopeEvent, *, is_asked: bool) -> ScopeChange:
    part, change = event.item.part, "removed" if event.move == "take_out" else "add" if is_asked else "added"
    return ScopeChange(
        ref=part.modification.reference,
        title=part.modification.title,
        change=change,
        part=part.name or UNSET,
        on=UNSET if change == "add" else event.on.isoformat(),
        body=event.body.short_name if event.body else UNSET,
        ground=event.ground or UNSET,
        reason=event.reason or UNSET,
        other_release=event.other_release.name if event.other_release else UNSET,
        exception=event.ground in (Ground.NECESSARY, Ground.MORE_EFFICIENT),
    )


def _proposal(act: Act, release: Release, context: ReleaseContext) -> ScopeChange:
    adds = _enters(act, release)
    other = (act.release if adds else act.to_release) if act.do == "move" else ""
    names = [context.names.get(slug, slug) for slug in act.considered or ()]
    to = f"{either(names)} SEC Release" if names else context.names.get(other, other)
    return ScopeChange(
        ref=act.ref,
        title=context.parts[act.ref, act.part].modification.title,
        change="add" if adds else "remove",
        part=act.part or UNSET,
        ground=act.ground or UNSET,
        reason=act.reason or UNSET,
        other_release=to or UNSET,
        exception=adds and act.ground in (Ground.NECESSARY, Ground.MORE_EFFICIENT),
    )


def _baselines(release: Release, context: ReleaseContext) -> Iterator[PaperBaseline]:
    """The baselines that were held, from their meetings, and those of the timetable that are due."""
    timetable = list(release.timeline.all())
    expected = baselines_of(release.profile == Release.Profile.SYSTEM, [row.steps for row in timetable])
    versions = RidVersion.objects.filter(release=release, kind=VersionKind.BASELINE, meeting__isnull=False)
    held = {row.major: row.meeting for row in versions.select_related("meeting__body").order_by("-major")}
    for place, scope in enumerate((scope for scope in (SYSTEM, FULL) if scope in expected), 1):
        if meeting := held.get(place):
            day = when_of(PartialDate.of(meeting.on))
            yield PaperBaseline(scope=scope, held=True, when=day, body=meeting.body.short_name)
            continue
        due = next((row for row in timetable if expected[scope][1].intersection(row.steps)), None)
        if due and due.date and not due.actual and due.date.interval()[1] >= context.on:
            body = context.bodies.get(due.body)
            yield PaperBaseline(
                scope=scope, held=False, when=when_of(due.date), body=body.short_name if body else UNSET
            )


def _dependencies(parts: Iterable[Part], facts: ModificationFacts) -> Iterator[PaperDependency]:
    for modification in {part.modification.pk: part.modification for part in parts}.values():
        yield from facts.dependencies_of(modification)


def _programmes(release: Release) -> Iterator[PaperProgramme]:
    for row in release.neighbours.select_related("programme"):
        yield PaperProgramme(
            name=f"{row.programme.name} programme",
            relation=row.kind,
            go_live=when_of(row.programme.go_live) if row.programme.go_live else UNSET,
            note=row.note or UNSET,
        )
