"""Operations on the scope of a release: adding, changing, moving and removing parts of modifications."""

from datetime import date
from typing import Any

from modifications.models.modifications import Modification, Part
from releases.models.releases import Release, Section
from releases.models.scope import Ground, ScopeEvent, ScopeItem
from releases.operations.sections import lock_section
from releases.workflow import SCOPE, cut_off_after_go_live
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import (
    AS_STORED,
    Actor,
    Token,
    operation,
    record,
    require_reason,
    take_token,
    touch,
)
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body
from secrel.core.models.powers import Power
from secrel.core.people.queries import holder_of

EXCEPTIONS = (Ground.NECESSARY, Ground.MORE_EFFICIENT)


@operation("releases.add_to_scope", Permission.EDIT_RELEASES)
def add_to_scope(
    *,
    by: Actor,
    release: Release,
    part: Part,
    status: str,
    description: str,
    has_own_verb: bool = False,
    position: int = 0,
    cut_off_on: date | None = None,
    body: Body | None = None,
    from_release: Release | None = None,
    ground: str = "",
    reason: str = "",
    as_published: bool = False,
    on: date,
) -> ScopeItem:
    """Add a part to a scope as a candidate, targeted or approved.

    After the baseline, `ground` and `body` are required: it is an exception. A cut-off must be before the go-live.
    Neither rule applies to an item taken from a document (`as_published`).
    """
    section = lock_section(release, Section.Key.SCOPE)
    if not as_published:
        _refuse_ended(part)
        _refuse_late_cut_off(cut_off_on, release)
        _refuse_no_exception(Release.objects.get(pk=release.pk), part, status, ground, body, on)
    if ScopeItem.objects.filter(release=release, part=part).exists():
        refuse_in_scope(release, part)
    item = ScopeItem(
        release=release,
        part=part,
        status="candidate",
        description=description,
        has_own_verb=has_own_verb,
        position=position,
        cut_off_on=cut_off_on,
    )
    item.save()
    if status != "candidate":
        _lock_part(part)
        enter(item, status, by)
        item.save(update_fields=["status"])
    take_token(section, AS_STORED, dict, "The scope")
    ScopeEvent.objects.create(
        item=item, move="enter", on=on, body=body, ground=ground, reason=reason, other_release=from_release
    )
    touch(release)
    record_entry(item, reason, on)
    return item


def refuse_in_scope(release: Release, part: Part) -> None:
    raise RuleBroken(
        f"{part} is or was in the scope of the {release}. Change its status there:",
        field="reference",
        link=(f"/releases/{release.slug}/scope/{part.address}/", str(part)),
    )


def enter(item: ScopeItem, status: str, by: Actor) -> None:
    """Move a new item from candidate to the status with which it enters; its modification is locked."""
    if status != "candidate":
        SCOPE.apply(item, {"targeted": "target", "approved": "approve"}[status], by)


def record_entry(item: ScopeItem, reason: str, on: date) -> None:
    record(
        target=Target.SCOPE_ITEM(item.release.slug, item.modification.reference),
        label=str(item),
        changes={"status": [None, item.status], "cut_off_on": [None, item.cut_off_on]},
        reason=reason,
        on=on,
    )


@operation("releases.change_scope_item", Permission.EDIT_RELEASES)
def change_scope_item(
    *,
    by: Actor,
    item: ScopeItem,
    token: Token,
    description: str,
    has_own_verb: bool | None = None,
    position: int | None = None,
    move: str = "",
    cut_off_on: date | None,
    body: Body | None = None,
    ground: str = "",
    to_release: Release | None = None,
    reason: str = "",
    on: date,
) -> ScopeItem:
    """Change an item's description, position and cut-off date, and its status if there is a `move`.

    The ledger records the body that agreed the move, its ground, and where the item goes. Raises Stale if the section
    was changed since, and RuleBroken if a rule refuses.
    """
    section = lock_section(item.release, Section.Key.SCOPE)
    item = _locked(item)
    fields: dict[str, Any] = {"description": description, "cut_off_on": cut_off_on}
    fields |= {"has_own_verb": item.has_own_verb if has_own_verb is None else has_own_verb}
    fields |= {"position": item.position if position is None else position}
    before = {name: getattr(item, name) for name in (*fields, "status")}
    take_token(section, token, lambda: before | {"status": item.get_status_display()}, "The scope")
    if to_release:
        require_reason()
    _refuse_late_cut_off(cut_off_on, item.release)
    if move:
        _lock_part(item.part)
        if move in ("target", "approve") and item.status in ("candidate", "out"):
            _refuse_no_exception(item.release, item.part, move, ground, body, on)
        SCOPE.apply(item, move, by)
        ScopeEvent.objects.create(
            item=item, move=move, on=on, body=body, ground=ground, reason=reason, other_release=to_release
        )
    for name, value in fields.items():
        setattr(item, name, value)
    changes = {
        name: [before[name], getattr(item, name)] for name in before if before[name] != getattr(item, name)
    }
    if not changes:
        raise RuleBroken("Nothing has changed: these values are already saved.")
    item.save(update_fields=list(before))
    touch(item.release)
    record(
        target=Target.SCOPE_ITEM(item.release.slug, item.modification.reference),
        label=str(item),
        changes=changes,
        reason=reason,
        on=on,
    )
    return item


@operation("releases.move_in_scope", Permission.EDIT_RELEASES)
def move_in_scope(
    *,
    by: Actor,
    item: ScopeItem,
    move: str,
    body: Body | None = None,
    to_release: Release | None = None,
    ground: str = "",
    reason: str = "",
    on: date,
    day_recorded: bool = True,
) -> ScopeItem:
    """Move an item's status, or take it out. The ledger records body, day, ground, reason and destination.

    `day_recorded`: whether the source states the day. If not, `on` is the day of the entry.
    """
    section = lock_section(item.release, Section.Key.SCOPE)
    item = _locked(item)
    take_token(section, AS_STORED, dict, "The scope")
    if to_release:
        require_reason()
    _lock_part(item.part)
    before, after = SCOPE.apply(item, move, by)
    item.save(update_fields=["status"])
    ScopeEvent.objects.create(
        item=item,
        move=move,
        on=on,
        day_recorded=day_recorded,
        body=body,
        ground=ground,
        reason=reason,
        other_release=to_release,
    )
    touch(item.release)
    record(
        target=Target.SCOPE_ITEM(item.release.slug, item.modification.reference),
        label=str(item),
        changes={"status": [before, after]} | ({} if day_recorded else {"day": ["", "not recorded"]}),
        reason=reason,
        on=on,
    )
    return item


@operation("releases.move_between", Permission.EDIT_RELEASES)
def move_between(
    *,
    by: Actor,
    item: ScopeItem,
    to_release: Release,
    token: Token,
    body: Body | None = None,
    exception: str = "",
    reason: str = "",
    on: date,
) -> ScopeItem:
    """Move an item to another release with its status and description, and record the move in both ledgers.

    `exception` is the ground if the other scope is baselined. Its cut-off stays if it is before the new go-live.
    """
    first, second = sorted((item.release, to_release), key=lambda release: release.slug)
    for release in (first, second):
        lock_section(release, Section.Key.SCOPE)
    item = _locked(item)
    if item.release == to_release:
        raise RuleBroken(f"{item.part} is already in the {to_release}.", field="to_release")
    if item.status == "out":
        raise RuleBroken(
            f"{item.part} has already left the {item.release}. Add it on the scope page of the {to_release}."
        )
    require_reason()
    status = item.status
    take_token(lock_section(item.release, Section.Key.SCOPE), token, lambda: {"status": status}, "The scope")
    common: dict[str, Any] = {"by": by, "body": body, "reason": reason, "on": on}
    move_in_scope(item=item, move="take_out", to_release=to_release, ground=Ground.MOVED, **common)
    existing = ScopeItem.objects.filter(release=to_release, part=item.part).first()
    keeps_cut_off = not cut_off_after_go_live(item.cut_off_on, to_release.go_live_on)
    if existing is None:
        moved = add_to_scope(
            release=to_release,
            part=item.part,
            status=status,
            description=item.description,
            has_own_verb=item.has_own_verb,
            cut_off_on=item.cut_off_on if keeps_cut_off else None,
            from_release=item.release,
            ground=exception,
            **common,
        )
    else:
        moved = _enter_again(existing, status, item.release, exception, common)
    record(
        target=Target.SCOPE_ITEM(item.release.slug, item.modification.reference),
        label=f"{item.part}, moved",
        changes={"release": [item.release, to_release]},
        reason=reason,
        on=on,
    )
    return moved


def _enter_again(
    existing: ScopeItem, status: str, from_release: Release, exception: str, common: dict[str, Any]
) -> ScopeItem:
    """Bring an item that is or was in the other scope to the status that it had in this one."""
    _refuse_no_exception(existing.release, existing.part, status, exception, common["body"], common["on"])
    moves = {"candidate": "reconsider", "targeted": "target", "approved": "approve"}
    if status == "candidate" and existing.status == "candidate":
        return existing
    if status == "approved" and existing.status == "out":
        existing = move_in_scope(item=existing, move="target", to_release=from_release, **common)
    return move_in_scope(
        item=existing, move=moves[status], to_release=from_release, ground=exception, **common
    )


@operation("releases.describe_scope_item", Permission.EDIT_RELEASES)
def describe_scope_item(
    *,
    by: Actor,
    item: ScopeItem,
    description: str,
    has_own_verb: bool,
    position: int,
    cut_off_on: date | None,
    on: date,
) -> ScopeItem:
    """Set an item's description, position and cut-off date as stated in a document."""
    section = lock_section(item.release, Section.Key.SCOPE)
    item = _locked(item)
    take_token(section, AS_STORED, dict, "The scope")
    fields = {
        "description": description,
        "has_own_verb": has_own_verb,
        "position": position,
        "cut_off_on": cut_off_on,
    }
    changes = {name: [getattr(item, name), value] for name, value in fields.items()}
    for name, value in fields.items():
        setattr(item, name, value)
    item.save(update_fields=list(fields))
    touch(item.release)
    record(
        target=Target.SCOPE_ITEM(item.release.slug, item.modification.reference),
        label=str(item),
        changes={name: pair for name, pair in changes.items() if pair[0] != pair[1]},
        on=on,
    )
    return item


def _refuse_ended(part: Part) -> None:
    modification = part.modification
    if modification.stage in ("rejected", "withdrawn"):
        raise RuleBroken(
            f"{modification.reference} is {modification.get_stage_display().lower()}, so it cannot be added to a "
            "release.",
            field="reference",
        )


def _refuse_no_exception(
    release: Release, part: Part, status: str, ground: str, body: Body | None, on: date
) -> None:
    """Refuse an addition to a baselined scope unless it is an exception with a ground, agreed by a body.

    The field's rule: the first baseline closes the scope to what impacts DCC systems, the second to everything.
    """
    is_closed = release.is_baselined and (
        release.life != "system_baselined" or part.modification.impacts_dcc_systems
    )
    if not is_closed or status == "candidate":
        return
    if ground not in EXCEPTIONS:
        raise RuleBroken(
            f"The scope of the {release} is baselined, so this is an exception. Choose whether it is necessary or more "
            "efficient.",
            field="ground",
        )
    if body is None:
        raise RuleBroken(
            f"The scope of the {release} is baselined. Choose the body that agreed the exception.",
            field="body",
        )
    _refuse_other_body(body, on)


def _refuse_other_body(body: Body, on: date) -> None:
    """Refuse a body other than the one that agrees exceptions on that day, or the one that baselines."""
    holder = holder_of(Power.SCOPE, on=on)
    if body not in (holder, holder_of(Power.BASELINE, on=on)):
        raise RuleBroken(
            f"On {on.day} {on:%B %Y} {holder.the} agrees exceptions to a scope, not {body.the}. “Who may do what” "
            "lists who holds which power from which day.",
            field="body",
            link=("/meetings/powers/", "Who may do what"),
        )


def _refuse_late_cut_off(cut_off_on: date | None, release: Release) -> None:
    if cut_off_after_go_live(cut_off_on, release.go_live_on):
        raise RuleBroken(
            f"The cut-off date must be before the go-live of {release.go_live_on:%d %b %Y}.",
            field="cut_off_on",
        )


def _locked(item: ScopeItem) -> ScopeItem:
    return (
        ScopeItem.objects.select_for_update(of=("self",), no_key=True)
        .select_related("release", "part__modification")
        .get(pk=item.pk)
    )


def _lock_part(part: Part) -> None:
    """Lock the modification, so that two releases never target it or one of its parts at the same time."""
    Modification.objects.select_for_update(no_key=True).get(pk=part.modification_id)
