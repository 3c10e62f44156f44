"""Flags raised, updated and cleared by the daily job. The job takes no decisions."""

from collections.abc import Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date

from django.db import connection, transaction
from django.db.models import QuerySet

from governance.watch.late import late_on
from governance.watch.late.ended import Ended
from governance.watch.late.facts import FlagFacts, day_text
from governance.watch.late.settling import SETTLING
from governance.watch.models import DailyRun, Flag, FlagKind, FlagStep
from governance.watch.operations.flag_words import counted, subject_of
from releases.workflow import COMING, OFF
from secrel.core.changes.operations import SYSTEM, Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.outbox import Listed
from secrel.core.models.people import Body
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of

SWEEP_LOCK = 0x5EC1
FACTS = ("kind", "due_on", "sentence", "path", "owner_id")
"""The fields of a flag that the sweep updates."""
ABOUT = ("release_id", "item_id", "modification_id")
SHOWN = 30
AFTER_GO_LIVE = (FlagKind.CONDITION_DUE, FlagKind.CONDITION_OVERDUE)
"""Kinds that stay open after a release has gone live."""


@dataclass
class Sweep:
    """The differences between the open flags and those that a day calls for."""

    raised: list[Flag] = field(default_factory=list)
    updated: list[Flag] = field(default_factory=list)
    changed_kind: list[Flag] = field(default_factory=list)
    """The updated flags whose kind changed, for better or worse."""
    cleared: list[Flag] = field(default_factory=list)

    def counts(self) -> dict[str, int]:
        return {name: len(getattr(self, name)) for name in ("raised", "updated", "cleared")}


def sweep(*, on: date) -> dict[str, int]:
    """Raise, update and clear flags for a day; returns how many of each.

    Concurrent sweeps run one after the other: the second finds nothing to do and writes nothing.
    """
    with _alone(), transaction.atomic():
        found = preview_sweep(on=on)
        if any(found.counts().values()):
            save_sweep(by=SYSTEM, found=found, on=on)
        return found.counts()


def recheck(done: Collection[str], on: date) -> None:
    """Clear or update the open flags that the operations named `done` can have settled. Raises no flag: the daily job
    does. What was entered with a day before the last day swept is looked at as at that day."""
    found = [row for row in SETTLING if not set(row.operations).isdisjoint(done)]
    kinds = [kind for row in found for kind in row.kinds]
    with transaction.atomic():
        flags = list(_open_and_locked().filter(kind__in=kinds))
        if not flags:
            return
        on = max([on, *DailyRun.objects.filter(on__gt=on).values_list("on", flat=True)])
        ended, things = Ended.read(), {flag.thing for flag in flags}
        facts = late_on(on, ended, [row.subject for row in found])
        facts = {thing: one for thing, one in facts.items() if thing in things}
        changes = _compare(flags, facts, ended, on)
        if any(changes.counts().values()):
            save_sweep(by=SYSTEM, found=changes, on=on)


def preview_sweep(*, on: date) -> Sweep:
    """What a sweep of a day would change. Needs a transaction; saves nothing."""
    ended = Ended.read()
    return _compare(list(_open_and_locked()), late_on(on, ended), ended, on)


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [SWEEP_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [SWEEP_LOCK])


def _open_and_locked() -> QuerySet[Flag]:
    """The open flags, locked, so that nobody acts on one meanwhile."""
    rows = Flag.objects.select_for_update(of=("self",), no_key=True).filter(cleared_on__isnull=True)
    return rows.select_related("item__part__modification", "release").order_by("pk")


def _compare(flags: list[Flag], facts: dict[str, FlagFacts], ended: Ended, on: date) -> Sweep:
    found = Sweep()
    for flag in flags:
        one = facts.pop(flag.thing, None)
        if one is None:
            flag.cleared_on, flag.cleared_because = max(on, flag.raised_on), _why(flag, ended)
            found.cleared.append(flag)
        elif any(getattr(flag, name) != getattr(one, name) for name in FACTS):
            if flag.kind != one.kind:
                found.changed_kind.append(flag)
            for name in FACTS:
                setattr(flag, name, getattr(one, name))
            flag.is_set_aside = False
            flag.token += 1
            found.updated.append(flag)
    found.raised = [_flag(one, on) for one in facts.values()]
    return found


def _flag(one: FlagFacts, on: date) -> Flag:
    facts = {name: getattr(one, name) for name in FACTS}
    about = {name: getattr(one, name) for name in ABOUT}
    return Flag(thing=one.thing, raised_on=on, **about, **facts)


def _why(flag: Flag, ended: Ended) -> str:
    item, release = flag.item, flag.release
    if release and release.sources_until:
        return f"The sources of the {release} end on {day_text(release.sources_until)}."
    if flag.modification_id in ended.modifications:
        return "The sources of its release have ended."
    if release and release.life in OFF:
        return f"The {release} is {release.workflow_state.label.lower()}."
    if item and item.status != "targeted":
        return f"{item.modification.reference} is now {item.state.label.lower()}."
    if release and release.life not in COMING and flag.kind not in AFTER_GO_LIVE:
        return f"The {release} is {release.workflow_state.label.lower()}."
    return "The date has moved." if item else "It has been done, or its due date has moved."


@operation("governance.sweep_flags", Permission.FOLLOW_UP)
def save_sweep(*, by: Actor, found: Sweep, on: date) -> None:
    """Save the result of a sweep with one audit entry, and notify the people concerned."""
    Flag.objects.bulk_create(found.raised)
    Flag.objects.bulk_update(found.updated, [*FACTS, "is_set_aside", "token"])
    Flag.objects.bulk_update(found.cleared, ["cleared_on", "cleared_because"])
    FlagStep.objects.bulk_create(
        FlagStep(
            flag=flag,
            what=what,
            kind=flag.kind,
            sentence=flag.sentence,
            on=on,
            reason=flag.cleared_because if what == "cleared" else "",
        )
        for what in ("raised", "updated", "cleared")
        for flag in getattr(found, what)
    )
    record(
        target=Target.FLAGS_OF_DAY(on),
        label=f"Flags of {on.day} {on:%b %Y}",
        changes={
            name: [None, [str(flag) for flag in getattr(found, name)]]
            for name, count in found.counts().items()
            if count
        },
        on=on,
    )
    _notify(found, on)


def _notify(found: Sweep, on: date) -> None:
    """Notify SECAS of flags that are new or changed kind, and each body of its own; late ones come first."""
    news = sorted([*found.raised, *found.changed_kind], key=lambda flag: (not flag.is_late, flag.due_on))
    if not news:
        return
    _send(holders_of(Permission.EDIT_RELEASES, on=on), news, "/flags/", on)
    secas = Body.objects.get(key="secas").pk
    owners = {flag.owner_id for flag in news} - {secas}
    for body in Body.objects.filter(pk__in=[owner for owner in owners if owner]):
        own = [flag for flag in news if flag.owner_id == body.pk]
        _send(holders_of(Permission.SUBMIT_EVIDENCE, on=on, body=body.key), own, "/", on)


def _send(people: list, flags: list[Flag], path: str, on: date) -> None:
    items = [Listed(f"{flag.get_kind_display()}. {flag.sentence}", flag.path) for flag in flags[:SHOWN]]
    is_own = path != "/flags/"
    notify(people, subject=subject_of(flags, is_own), body=counted(flags), path=path, items=items, on=on)
