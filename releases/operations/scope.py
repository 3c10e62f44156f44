"""What is in a release: parts of modifications in, moved, out; Change Requests beside it."""

from collections.abc import Iterable
from datetime import date

from modifications.models import ChangeRequest, Modification, Part
from releases.models import Release, ReleaseChangeRequest, ScopeEvent, ScopeItem, Section
from releases.operations.sections import lock_section
from releases.workflow import SCOPE, cut_off_after_go_live
from secrel.core.changes import Actor, operation, record, take_token, touch
from secrel.core.errors import RuleBroken
from secrel.core.models import Body
from secrel.core.permissions import Permission


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
    """Enter a part into a scope as a candidate, targeted or approved.

    `ground` says why it is an exception, where it comes after the baseline. A cut-off after the go-live is
    refused, unless the item is taken over `as_published`.
    """
    section = lock_section(release, Section.Key.SCOPE)
    if not as_published:
        _refuse_late_cut_off(cut_off_on, release)
    if ScopeItem.objects.filter(release=release, part=part).exists():
        raise RuleBroken(f"{part} is in the scope of the {release} already. Change it there.")
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
        SCOPE.apply(item, {"targeted": "target", "approved": "approve"}[status], by)
        item.save(update_fields=["status"])
    take_token(section, None, dict, "The scope")
    ScopeEvent.objects.create(
        item=item, move="enter", on=on, body=body, ground=ground, reason=reason, other_release=from_release
    )
    touch(release)
    record(
        target=f"releases/{release.slug}/scope/{part.modification.reference}",
        label=str(item),
        changes={"status": [None, status], "cut_off_on": [None, cut_off_on]},
        reason=reason,
        on=on,
    )
    return item


@operation("releases.change_scope_item", Permission.EDIT_RELEASES)
def change_scope_item(
    *,
    by: Actor,
    item: ScopeItem,
    token: int | None,
    description: str,
    move: str = "",
    cut_off_on: date | None,
    reason: str = "",
    on: date,
) -> ScopeItem:
    """Change an item's description and cut-off date, and move its status where `move` says so.

    Raises Stale where the section's token has moved on, RuleBroken where a rule refuses.
    """
    section = lock_section(item.release, Section.Key.SCOPE)
    item = _locked(item)
    before = {"description": item.description, "cut_off_on": item.cut_off_on, "status": item.status}
    take_token(section, token, lambda: before | {"status": item.get_status_display()}, "The scope")
    _refuse_late_cut_off(cut_off_on, item.release)
    if move:
        _lock_part(item.part)
        SCOPE.apply(item, move, by)
        ScopeEvent.objects.create(item=item, move=move, on=on, reason=reason)
    item.description, item.cut_off_on = description, cut_off_on
    after = {"description": description, "cut_off_on": cut_off_on, "status": item.status}
    changes = {name: [before[name], after[name]] for name in before if before[name] != after[name]}
    if not changes:
        raise RuleBroken("Nothing was changed: the form holds what is stored already.")
    item.save(update_fields=["description", "cut_off_on", "status"])
    touch(item.release)
    record(
        target=f"releases/{item.release.slug}/scope/{item.modification.reference}",
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
) -> ScopeItem:
    """Move an item's status, or take it out; the ledger keeps body, day, ground, reason and where it goes."""
    section = lock_section(item.release, Section.Key.SCOPE)
    item = _locked(item)
    take_token(section, None, dict, "The scope")
    _lock_part(item.part)
    before, after = SCOPE.apply(item, move, by)
    item.save(update_fields=["status"])
    ScopeEvent.objects.create(
        item=item, move=move, on=on, body=body, ground=ground, reason=reason, other_release=to_release
    )
    touch(item.release)
    record(
        target=f"releases/{item.release.slug}/scope/{item.modification.reference}",
        label=str(item),
        changes={"status": [before, after]},
        reason=reason,
        on=on,
    )
    return item


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
    """Write an item's description, place and cut-off date as a document gives them."""
    section = lock_section(item.release, Section.Key.SCOPE)
    item = _locked(item)
    take_token(section, None, dict, "The scope")
    given = {
        "description": description,
        "has_own_verb": has_own_verb,
        "position": position,
        "cut_off_on": cut_off_on,
    }
    changes = {name: [getattr(item, name), value] for name, value in given.items()}
    for name, value in given.items():
        setattr(item, name, value)
    item.save(update_fields=list(given))
    touch(item.release)
    record(
        target=f"releases/{item.release.slug}/scope/{item.modification.reference}",
        label=str(item),
        changes={name: pair for name, pair in changes.items() if pair[0] != pair[1]},
        on=on,
    )
    return item


@operation("releases.set_change_requests", Permission.EDIT_RELEASES)
def set_change_requests(
    *,
    by: Actor,
    release: Release,
    rows: Iterable[tuple[ChangeRequest, str]],
    token: int | None = None,
    on: date | None = None,
) -> None:
    """Replace the Change Requests delivered beside a release, given as (change request, description)."""
    section = lock_section(release, Section.Key.SCOPE)
    before = [row.change_request.reference for row in release.beside.select_related("change_request")]
    take_token(section, token, lambda: {"change_requests": before}, "The scope")
    release.beside.all().delete()
    made = ReleaseChangeRequest.objects.bulk_create(
        ReleaseChangeRequest(
            release=release, change_request=change_request, position=place, description=description
        )
        for place, (change_request, description) in enumerate(rows, start=1)
    )
    touch(release)
    record(
        target=f"releases/{release.slug}/scope",
        label=f"Change Requests beside the {release}",
        changes={"change_requests": [before, [row.change_request.reference for row in made]]},
        on=on,
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
    """The modification, so that two releases never take it, or one part of it, at the same time."""
    Modification.objects.select_for_update(no_key=True).get(pk=part.modification_id)
