"""One change for several modifications (analyst, target, next step), the paper round, and scopes from documents."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from modifications.models.modifications import Modification, Part
from modifications.operations.many import lock_modifications
from modifications.operations.progress import confirm_steps, set_next_steps
from modifications.operations.register import (
    change_modification,
    lock_modification,
    register_modification,
)
from releases.models.releases import Release, Section
from releases.models.scope import ScopeEvent, ScopeItem
from releases.operations.scope import (
    add_to_scope,
    enter,
    move_between,
    move_in_scope,
    record_entry,
    refuse_in_scope,
)
from releases.operations.sections import lock_section
from releases.queries import in_scope_by_modification
from releases.scope_places import ListedItem
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, many, operation, record, take_token, touch
from secrel.core.changes.permissions import Permission
from secrel.core.changes.reasons import requires_reason
from secrel.core.changes.targets import Target
from secrel.core.dates.partial_dates import TO_BE_SET, PartialDate
from secrel.core.models.people import Body, User


@dataclass(frozen=True)
class BulkChange:
    """The change for each modification; None and empty values change nothing."""

    lead_analyst: User | None = None
    to_release: Release | None = None
    agreed_by: Body | None = None
    step: str = ""
    body: Body | None = None
    expected: PartialDate = TO_BE_SET


@operation("releases.change_many", Permission.EDIT_RELEASES)
def change_many(
    *, by: Actor, modifications: Iterable[Modification], change: BulkChange, reason: str = "", on: date
) -> list[Modification]:
    """Change all of the modifications, or none. Raises RuleBroken that names the first one it is not possible for."""
    rows = sorted(modifications, key=lambda row: row.pk)
    common = {"by": by, "reason": reason, "on": on}
    changed: set[int] = set()
    for act in (
        _target,
        _lead,
        _add_step,
    ):  # scopes first, because sections are locked before modifications
        for modification in rows:
            try:
                if act(modification, change, common):
                    changed.add(modification.pk)
            except RuleBroken as broken:
                raise RuleBroken(f"{modification.reference}: {broken.sentence}") from broken
    done = [row for row in rows if row.pk in changed]
    if not done:
        raise RuleBroken("Nothing would change: these values are already saved, or you have not chosen any.")
    record(
        target=Target.SEVERAL_MODIFICATIONS(),
        label=f"{len(done)} modifications together",
        changes={"modifications": [None, [row.reference for row in done]]},
        reason=reason,
        on=on,
    )
    return done


def _lead(modification: Modification, change: BulkChange, common: dict[str, Any]) -> bool:
    if change.lead_analyst is None or modification.lead_analyst == change.lead_analyst:
        return False
    change_modification(
        modification=modification, fields={"lead_analyst": change.lead_analyst}, token=AS_STORED, **common
    )
    return True


def _add_step(modification: Modification, change: BulkChange, common: dict[str, Any]) -> bool:
    if not change.step:
        return False
    modification = lock_modification(modification, AS_STORED)
    steps: list[tuple[Any, ...]] = [
        (row.step, row.body, str(row.expected), row.by_then, row.outcome, row.decides)
        for row in modification.next_steps.select_related("body")
    ]
    steps.append((change.step, change.body, str(change.expected), False, ""))
    set_next_steps(modification=modification, steps=steps, token=AS_STORED, **common)
    return True


def _target(modification: Modification, change: BulkChange, common: dict[str, Any]) -> bool:
    """Target the whole modification for the release: move it from another one, or add it without a description."""
    if change.to_release is None:
        return False
    parts = list(modification.parts.all())
    if len(parts) > 1:
        raise RuleBroken("It is delivered in parts. Set the release of each part on its own page.")
    items = ScopeItem.objects.filter(part=parts[0]).select_related("release", "part__modification")
    current = items.filter(status__in=("targeted", "approved")).first()
    there = items.filter(release=change.to_release).first()
    if current and current.release == change.to_release:
        return False
    common = common | {"body": change.agreed_by}
    if current and current.release.is_baselined and change.agreed_by is None:
        raise RuleBroken(
            f"The scope of the {current.release} is baselined. Choose the body that agreed to take it out."
        )
    if current:
        move_between(item=current, to_release=change.to_release, token=AS_STORED, **common)
    elif there:
        move_in_scope(item=there, move="target", **common)
    else:
        add_to_scope(release=change.to_release, part=parts[0], status="targeted", description="", **common)
    return True


@dataclass(frozen=True)
class ModificationRound:
    """The changes to one modification: its steps (None: unchanged), and the positions of those confirmed."""

    modification: Modification
    steps: list[tuple[Any, ...]] | None
    confirmed: tuple[int, ...]
    token: int


@operation("releases.paper_round", Permission.EDIT_RELEASES)
def save_round(*, by: Actor, rounds: Iterable[ModificationRound], reason: str = "", on: date) -> None:
    """Confirm and change the next steps of several modifications; raises Stale if one was changed meanwhile."""
    rounds = sorted(rounds, key=lambda row: row.modification.pk)
    for row in rounds:
        token = row.token
        if row.steps is not None:
            set_next_steps(by=by, modification=row.modification, steps=row.steps, token=token, on=on)
            token += 1
        if row.confirmed:
            confirm_steps(by=by, modification=row.modification, positions=row.confirmed, token=token, on=on)
    record(
        target=Target.PAPER_ROUND(),
        label="Paper round",
        changes={"modifications": [None, [row.modification.reference for row in rounds]]},
        reason=reason,
        on=on,
    )


OF_ALL_LINES = ("reason", "ground", "body")
"""Fields that a page has once for all lines."""


@operation("releases.add_list_to_scope", Permission.EDIT_RELEASES)
def add_list_to_scope(
    *,
    by: Actor,
    release: Release,
    lines: Sequence[ListedItem],
    body: Body | None = None,
    ground: str = "",
    reason: str = "",
    on: date,
) -> list[ScopeItem]:
    """Add the lines of a list to a scope, all or none; modifications that are not in the register are created first.

    `reason`: of each line that moves and has none of its own, and of all where the scope was baselined.

    Raises RuleBroken with the field "0-title": the number of the line, and its field.
    """
    if not lines:
        raise RuleBroken("Nothing would be added. Choose what to do with at least one of the modifications.")
    for_all = requires_reason(release)
    moving = {line.moves_from.release for line in lines if line.moves_from}
    for place in sorted({release, *moving}, key=lambda row: row.slug):  # in the order of `move_between`
        lock_section(place, Section.Key.SCOPE)
    common: dict[str, Any] = {"by": by, "body": body, "reason": reason, "on": on}
    created: dict[str, Modification] = {}
    added = []
    for number, line in enumerate(lines):
        try:
            _refuse_twice(line, lines[:number])
            if line.part is None and line.reference not in created:
                created[line.reference] = _created(line, lines, common)
            why = line.reason or (reason if line.moves_from or for_all else "")
            added.append(_add_line(release, line, ground, created, common | {"reason": why}))
        except RuleBroken as broken:
            if broken.field in OF_ALL_LINES:
                raise
            field = f"{number}-{broken.field or 'reference'}"
            raise RuleBroken(broken.sentence, field=field, link=broken.link) from broken
    record(
        target=Target.SECTION(release.slug, Section.Key.SCOPE),
        label=f"Scope of the {release}",
        changes={
            "added": [None, [str(item.part) for item in added]],
            "created": [None, list(created)],
        },
        reason=reason,
        on=on,
    )
    return added


def _refuse_twice(line: ListedItem, above: Sequence[ListedItem]) -> None:
    new = (line.reference, line.part_name)
    if line.part is None and any(row.part is None and (row.reference, row.part_name) == new for row in above):
        part = f" part {line.part_name}" if line.part_name else ""
        raise RuleBroken(f"{line.reference}{part} is in the list twice. Leave one of them out.")


def _created(line: ListedItem, lines: Sequence[ListedItem], common: dict[str, Any]) -> Modification:
    """The modification of a line, created with all the parts that the list names."""
    same = [row.part_name for row in lines if row.part is None and row.reference == line.reference]
    return register_modification(
        by=common["by"],
        reference=line.reference,
        title=line.title,
        stage=line.stage,
        parts=list(dict.fromkeys(same)),
        on=common["on"],
    )


def _add_line(
    release: Release, line: ListedItem, ground: str, created: dict[str, Modification], common: dict[str, Any]
) -> ScopeItem:
    if line.moves_from:
        exception = ground if release.is_baselined else ""
        return move_between(
            item=line.moves_from, to_release=release, exception=exception, token=AS_STORED, **common
        )
    part = line.part or created[line.reference].parts.get(name=line.part_name)
    return add_to_scope(
        release=release,
        part=part,
        status=line.status,
        description=line.description,
        cut_off_on=line.cut_off_on,
        ground=ground,
        **common,
    )


@dataclass(frozen=True)
class PublishedItem:
    """A part that a published document has in the scope, as it describes it. The status may also be candidate."""

    part: Part
    status: str
    description: str
    has_own_verb: bool
    position: int
    cut_off_on: date | None


@many(add_to_scope)
def add_published_to_scope(
    *, by: Actor, release: Release, rows: Sequence[PublishedItem], reason: str = "", on: date
) -> None:
    """Add the parts of a document to a scope, each of another modification."""
    section = lock_section(release, Section.Key.SCOPE)
    parts = [row.part for row in rows]
    if there := ScopeItem.objects.filter(release=release, part__in=parts).select_related("part").first():
        refuse_in_scope(release, there.part)
    lock_modifications((part.modification for part in parts), takes_tokens=False)
    elsewhere = in_scope_by_modification(part.modification_id for part in parts)
    items = []
    for row in rows:
        item = ScopeItem(
            release=release,
            part=row.part,
            status="candidate",
            description=row.description,
            has_own_verb=row.has_own_verb,
            position=row.position,
            cut_off_on=row.cut_off_on,
        )
        item.others = elsewhere.get(row.part.modification_id, [])
        enter(item, row.status, by)
        items.append(item)
    take_token(section, AS_STORED, dict, "The scope")
    made = ScopeItem.objects.bulk_create(items)
    ScopeEvent.objects.bulk_create(ScopeEvent(item=item, move="enter", on=on, reason=reason) for item in made)
    touch(release)
    for item in made:
        record_entry(item, reason, on)
