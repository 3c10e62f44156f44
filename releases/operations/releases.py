"""Operations that create and change releases, and move them through their life."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.db import IntegrityError, transaction

from modifications.models.modifications import Modification
from modifications.operations.register import lock_modification
from modifications.queries import topics_of
from releases.models.releases import Release, Section, UnsettledTarget, first_states
from releases.models.testing import TestStrategy
from releases.operations.sections import lock_sections
from releases.operations.timeline import follow_rules
from releases.workflow import LIFE
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import (
    Actor,
    Token,
    operation,
    record,
    require_reason,
    take_token,
    touch,
)
from secrel.core.changes.permissions import Permission
from secrel.core.changes.reasons import refuse_no_reason
from secrel.core.changes.targets import Target
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.people import Body
from secrel.core.models.subscriptions import NewsKind
from secrel.core.notifications.notify import publish_news

CHANGEABLE = {
    Section.Key.TIMELINE: (
        "go_live_on",
        "window_from",
        "window_until",
        "window_permitted_by",
        "window_decided_on",
        "window_reference",
    ),
    Section.Key.SCOPE: (
        "profile",
        "classification",
        "private_until_published",
        "change_requests",
        "additions",
        "list_states",
        "list_reasons",
    ),
    Section.Key.IMPACTS: (
        "other_codes",
        "other_code_names",
        "sec_documents",
        "documents_provisional",
        "summary_audiences",
    ),
}


NEWS = {"postpone": "postponed", "plan_again": "planned again", "cancel": "cancelled"}
"""The moves of a release that are news, and the word for its new status."""


@operation("releases.create", Permission.EDIT_RELEASES)
def create_release(
    *,
    by: Actor,
    slug: str,
    name: str,
    go_live_on: date | None,
    profile: str,
    change_requests: str = "unknown",
    other_codes: str = "unknown",
    other_code_names: Iterable[str] = (),
    additions: Iterable[str] = (),
    sec_documents: str = "unknown",
    list_states: dict[str, str] | None = None,
    slot: str = "",
    keep_private: bool = False,
    on: date | None = None,
) -> Release:
    """Create a release with empty sections; without a slot it is an ad-hoc release. `list_states`: what it states of
    its empty lists, by default that most are to come. `keep_private`: others see it from its first publication on."""
    taken = RuleBroken(
        f"There is already a release at the address {slug}. Open it instead:",
        field="slug",
        link=(f"/releases/{slug}/", slug),
    )
    if Release.objects.filter(slug=slug).exists():
        raise taken
    fields = {
        "slug": slug,
        "name": name,
        "go_live_on": go_live_on,
        "profile": profile,
        "change_requests": change_requests,
        "other_codes": other_codes,
        "other_code_names": list(other_code_names),
        "additions": list(additions),
        "sec_documents": sec_documents,
        "list_states": first_states() if list_states is None else list_states,
        "slot": slot,
        "private_until_published": keep_private,
    }
    try:
        with transaction.atomic():
            release = Release.objects.create(**fields)
    except IntegrityError as error:  # created at the same time by somebody else
        raise taken from error
    Section.objects.bulk_create(Section(release=release, key=key) for key in Section.Key.values)
    TestStrategy.objects.create(release=release)
    touch(release)
    changes: dict[str, list[Any]] = {"go_live_on": [None, go_live_on], "profile": [None, profile]}
    record(
        target=Target.RELEASE(slug),
        label=name,
        changes=changes | ({"private_until_published": [False, True]} if keep_private else {}),
        on=on,
    )
    return release


@operation("releases.change", Permission.EDIT_RELEASES)
def change_release(
    *, by: Actor, release: Release, fields: dict[str, Any], token: Token, reason: str = "", on: date
) -> Release:
    """Change facts of the release itself; `fields` may hold those in CHANGEABLE, listed by section.

    `token`: that of the section to which the facts belong; facts of several are changed AS_STORED. Raises Stale,
    RuleBroken for a window that is not possible, and NoReason for a go-live outside its window without a reason.
    """
    touched = [key for key, names in CHANGEABLE.items() if set(names) & set(fields)]
    for section in lock_sections(release, touched).values():
        take_token(section, token, dict, section.get_key_display())
    release = Release.objects.select_for_update(no_key=True).get(pk=release.pk)
    changeable = [name for names in CHANGEABLE.values() for name in names]
    changes = {
        name: [getattr(release, name), fields[name]]
        for name in changeable
        if name in fields and getattr(release, name) != fields[name]
    }
    if not changes:
        raise RuleBroken("Nothing has changed: these values are already saved.")
    if fields.get("private_until_published") and "private_until_published" in changes:
        raise RuleBroken(
            "Others can already find this release, so it cannot be made private again.",
            field="private_until_published",
        )
    for name, (_, value) in changes.items():
        setattr(release, name, value)
    if any(name.startswith("window_") for name in changes):
        _refuse_impossible_window(release)
    if "go_live_on" in changes and release.outside_window:
        refuse_no_reason(reason, f"{release.outside_window} Choose a day in the window, or give a reason.")
    release.save(update_fields=list(changes))
    if "go_live_on" in changes:
        changes |= follow_rules(release)
    touch(release)
    record(target=Target.RELEASE(release.slug), label=release.name, changes=changes, reason=reason, on=on)
    return release


def _refuse_impossible_window(release: Release) -> None:
    first, last = release.window_from, release.window_until
    if first and last and first > last:
        raise RuleBroken("The window ends before it begins. Correct one of the days.", field="window_until")
    source = (release.window_permitted_by, release.window_decided_on, release.window_reference)
    if any(source) and not (first or last):
        raise RuleBroken(
            "Enter the first or the last day of the window, or remove who permits it.", field="window_from"
        )


@operation("releases.move", Permission.EDIT_RELEASES)
def move_release(*, by: Actor, release: Release, move: str, reason: str = "", on: date) -> Release:
    """Move a release through its life by a move of LIFE. Raises RuleBroken if its go-live is recorded too early."""
    if move in NEWS:  # other moves follow from a decision, which has its own reason
        require_reason(release)
    release = Release.objects.select_for_update(no_key=True).get(pk=release.pk)
    if move == "go_live" and (release.go_live_on is None or on < release.go_live_on):
        day = (
            f"on {release.go_live_on.day} {release.go_live_on:%b %Y}"
            if release.go_live_on
            else "on a day that is not set yet"
        )
        raise RuleBroken(
            f"The {release} goes live {day}. Record the go-live on that day, or change the day first."
        )
    before, after = LIFE.apply(release, move, by)
    release.save(update_fields=["life"])
    record(
        target=Target.RELEASE(release.slug),
        label=release.name,
        changes={"life": [before, after]},
        reason=reason,
        on=on,
    )
    if move in NEWS:
        _publish_news(release, NEWS[move], on)
    return release


def _publish_news(release: Release, what: str, on: date) -> None:
    refs = release.scope.exclude(status="out").values_list("part__modification__reference", flat=True)
    publish_news(
        kind=NewsKind.GO_LIVE,
        subject=f"The {release} is {what}",
        body="",
        path=release.get_absolute_url(),
        topics=[f"release:{release.slug}", *topics_of(refs)],
        audience=release.audience,
        on=on,
    )


@operation("releases.set_unsettled_target", Permission.EDIT_RELEASES)
def set_unsettled_target(
    *,
    by: Actor,
    modification: Modification,
    year: int | None = None,
    considered: Iterable[Release] = (),
    settled_by: Body | None = None,
    settle_by: PartialDate | None = None,
    note: str = "",
    token: Token,
    on: date,
) -> UnsettledTarget | None:
    """Record that a modification's target is not settled: what is considered, who settles it, and by when.

    Without any of these, the record is deleted. Raises Stale if the modification was changed since.
    """
    modification = lock_modification(modification, token)
    existing = UnsettledTarget.objects.filter(modification=modification).first()
    before, considered = _target_text(existing), list(considered)
    target = None
    if year or considered or settled_by or settle_by or note:
        target = existing or UnsettledTarget(modification=modification)
        target.year, target.settled_by, target.note = year, settled_by, note
        target.settle_by = settle_by or PartialDate()
        target.save()
        target.considered.set(considered)
    elif existing:
        existing.considered.clear()
        existing.delete()
    record(
        target=Target.MODIFICATION(modification.reference),
        label=str(modification),
        changes={"target": [before, _target_text(target)]},
        on=on,
    )
    return target


def _target_text(target: UnsettledTarget | None) -> str | None:
    if target is None:
        return None
    by = f"settled by the {target.settled_by}" if target.settled_by else ""
    until = f"by {target.settle_by.label}" if target.settle_by else ""
    names = [str(target.year or ""), *map(str, target.considered.all()), by, until, target.note]
    return ", ".join(filter(None, names))
