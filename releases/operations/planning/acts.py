"""Changes of a plan as data, each made by its own operation. This is the only such table.

A paper holds the changes that a body is asked to agree; a what-if scenario holds those that somebody thinks of.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from modifications.models.modifications import Modification, Part
from modifications.operations.parts import PartFacts, set_parts
from releases.models.releases import Release, UnsettledTarget
from releases.models.scope import Ground, ScopeItem
from releases.models.timeline import Programme, TimelineRow
from releases.operations.releases import change_release, set_unsettled_target
from releases.operations.scope import add_to_scope, change_scope_item, move_between, move_in_scope
from releases.operations.timeline import change_timeline_row, set_programme
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.people import Body

EXCEPTIONS = (Ground.NECESSARY, Ground.MORE_EFFICIENT)
APPROVED = ("implementation", "implemented")
"""The stages of a modification that is approved."""


@dataclass(frozen=True)
class PlanChange:
    """A change with its arguments; `do` is its kind, a key of `DOING`. Releases and programmes by their slugs.

    `names`: of the parts into which a modification is split. `row`: the key of a row of a timetable. Dates are
    canonical text: `on` of a go-live or a row, and of the go-live of a programme, which tests `begins` to `ends`.
    """

    do: str
    ref: str = ""
    release: str = ""
    part: str = ""
    to_release: str = ""
    ground: str = ""
    reason: str = ""
    description: str = ""
    considered: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    row: str = ""
    programme: str = ""
    on: str = ""
    begins: str = ""
    ends: str = ""


def make_change(change: PlanChange, *, by: Actor, body: Body | None, reason: str, on: date) -> None:
    """Make a change by its operation. `body`: which agreed it. Raises RuleBroken where it cannot be made."""
    DOING[change.do](change, {"by": by, "body": body, "on": on, "reason": change.reason or reason})


def _target(change: PlanChange, common: dict[str, Any]) -> None:
    """Target a part in a release; of an approved modification, mark it as approved. Nothing if that is so already."""
    item = _item(change)
    if item.status in ("targeted", "approved"):
        return
    is_approved = item.modification.stage in APPROVED
    if item.status == "out" and is_approved:
        _change(item, "target", change, common)
        item = _item(change)
    _change(item, "approve" if is_approved else "target", change, common)


def _change(item: ScopeItem, move: str, change: PlanChange, common: dict[str, Any]) -> None:
    change_scope_item(
        item=item,
        token=AS_STORED,
        description=item.description,
        cut_off_on=item.cut_off_on,
        move=move,
        ground=_exception(change),
        **common,
    )


def _exception(change: PlanChange) -> str:
    return change.ground if change.ground in EXCEPTIONS else ""


def _take_out(change: PlanChange, common: dict[str, Any]) -> None:
    item = _item(change)
    if item.status != "out":
        move_in_scope(item=item, move="take_out", ground=change.ground, **common)


def _move(change: PlanChange, common: dict[str, Any]) -> None:
    to_release = _release(change.to_release)
    move_between(
        item=_item(change), to_release=to_release, token=AS_STORED, exception=_exception(change), **common
    )


def _defer(change: PlanChange, common: dict[str, Any]) -> None:
    """Take a modification out of its release, and record which releases are considered instead."""
    _take_out(change, common)
    considered = Release.objects.filter(slug__in=change.considered)
    _set_target(change, common, considered=considered)


def _add(change: PlanChange, common: dict[str, Any]) -> None:
    """Bring a modification into a release, and remove its unsettled target if it has one."""
    part = _part(change)
    if ScopeItem.objects.filter(part=part, release__slug=change.release).exists():
        _target(change, common)
    else:
        add_to_scope(
            release=_release(change.release),
            part=part,
            status="approved" if part.modification.stage in APPROVED else "targeted",
            description=change.description,
            ground=_exception(change),
            **common,
        )
    if UnsettledTarget.objects.filter(modification=part.modification).exists():
        _set_target(change, common)


def _set_target(change: PlanChange, common: dict[str, Any], **target: Any) -> None:
    modification = _part(change).modification
    set_unsettled_target(
        by=common["by"], modification=modification, token=AS_STORED, on=common["on"], **target
    )


def _split(change: PlanChange, common: dict[str, Any]) -> None:
    """Divide a whole modification: what is in scope becomes the first part. One in parts gets further parts."""
    modification = Modification.objects.get(reference=change.ref)
    parts = list(modification.parts.order_by("pk"))
    names = list(change.names)
    rows = [PartFacts(part, part.name or names.pop(0)) for part in parts]
    rows += [PartFacts(None, name) for name in names]
    set_parts(
        by=common["by"],
        modification=modification,
        parts=rows,
        token=AS_STORED,
        reason=common["reason"],
        on=common["on"],
    )


def _set_go_live(change: PlanChange, common: dict[str, Any]) -> None:
    del common["body"]
    fields = {"go_live_on": date.fromisoformat(change.on)}
    change_release(release=_release(change.release), fields=fields, token=AS_STORED, **common)


def _set_date(change: PlanChange, common: dict[str, Any]) -> None:
    del common["body"]
    row = TimelineRow.objects.filter(release__slug=change.release, key=change.row).select_related("release")
    if not (found := row.first()):
        raise RuleBroken("This row is no longer in the timetable of the release.")
    change_timeline_row(row=found, token=AS_STORED, planned=PartialDate.parse(change.on), **common)


def _set_programme(change: PlanChange, common: dict[str, Any]) -> None:
    del common["body"]
    programme = Programme.objects.filter(slug=change.programme).first()
    if programme is None:
        raise RuleBroken("This programme is no longer in the list of related programmes.")
    set_programme(
        slug=programme.slug,
        name=programme.name,
        owner=programme.owner,
        tests_from=change.begins,
        tests_until=change.ends,
        go_live=change.on,
        **common,
    )


def _release(slug: str) -> Release:
    release = Release.objects.filter(slug=slug).first()
    if release is None:
        raise RuleBroken(f"There is no release at the address {slug} any more.")
    return release


def _part(change: PlanChange) -> Part:
    rows = Part.objects.select_related("modification")
    found = rows.filter(modification__reference=change.ref, name=change.part).first()
    if found is None:
        name = f"{change.ref} part {change.part}" if change.part else f"{change.ref} as a whole"
        raise RuleBroken(f"There is no {name} any more. It may have been divided into other parts.")
    return found


def _item(change: PlanChange) -> ScopeItem:
    rows = ScopeItem.objects.select_related("release", "part__modification")
    found = rows.filter(
        part__modification__reference=change.ref, part__name=change.part, release__slug=change.release
    )
    if item := found.first():
        return item
    raise RuleBroken(f"{change.ref} is no longer in the scope of the release.")


DOING: dict[str, Callable[[PlanChange, dict[str, Any]], None]] = {
    "target": _target,
    "take_out": _take_out,
    "move": _move,
    "settle": _add,
    "defer": _defer,
    "add": _add,
    "split": _split,
    "go_live": _set_go_live,
    "date": _set_date,
    "programme": _set_programme,
}
"""How each change is made. A paper uses the first five."""
