"""Cut-off flags: raised and cleared by the daily job, for people to act on. It decides nothing."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.db import connection

from governance.models import Flag
from releases.models import ScopeItem
from releases.queries import items_near_cut_off
from secrel.core.changes import SYSTEM, Actor, operation, record
from secrel.core.notifications import notify
from secrel.core.permissions import Permission
from secrel.core.queries import holders_of, working_days

WARNING = 5  # Working Days before the cut-off
SWEEP_LOCK = 0x5EC1


def sweep_cut_offs(*, on: date) -> dict[str, int]:
    """Make the open flags those that the day calls for; returns how many were raised and cleared.

    Two sweeps at once run one after the other: the second finds nothing left to do.
    """
    with _alone():
        return _sweep(on)


@contextmanager
def _alone() -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [SWEEP_LOCK])
    try:
        yield
    finally:
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [SWEEP_LOCK])


def _sweep(on: date) -> dict[str, int]:
    wanted = _wanted(on)
    open_flags = {flag.item_id: flag for flag in Flag.objects.filter(cleared_on__isnull=True)}
    counts = {"raised": 0, "cleared": 0}
    for key, flag in open_flags.items():
        item_and_kind = wanted.get(key)
        if item_and_kind is None or (flag.kind, flag.due_on) != (
            item_and_kind[1],
            item_and_kind[0].cut_off_on,
        ):
            clear_flag(by=SYSTEM, flag=flag, because=_why(flag, item_and_kind), on=max(on, flag.raised_on))
            counts["cleared"] += 1
        else:
            wanted.pop(key)
    for item, kind in wanted.values():
        raise_flag(by=SYSTEM, item=item, kind=kind, on=on)
        counts["raised"] += 1
    return counts


def _wanted(on: date) -> dict[int, tuple[ScopeItem, str]]:
    """Targeted items whose cut-off is near or past, by key; a targeted item has no approval yet."""
    calendar = working_days()
    wanted = {}
    for item in items_near_cut_off():
        if on > item.cut_off_on:
            wanted[item.pk] = (item, Flag.Kind.CUT_OFF_PASSED)
        elif on >= calendar.before(item.cut_off_on, WARNING):
            wanted[item.pk] = (item, Flag.Kind.CUT_OFF_NEAR)
    return wanted


def _why(flag: Flag, now_wanted: tuple[ScopeItem, str] | None) -> str:
    if now_wanted is not None:
        return "The cut-off date has passed or was moved."
    item = flag.item
    if item.status == "targeted":
        return "The cut-off date was moved."
    return f"{item.modification.reference} is {item.state.label.lower()} now."


@operation("governance.raise_flag", Permission.FOLLOW_UP)
def raise_flag(*, by: Actor, item: ScopeItem, kind: str, on: date) -> Flag:
    flag = Flag.objects.create(item=item, kind=kind, due_on=item.cut_off_on, raised_on=on)
    record(
        target=f"releases/{item.release.slug}/scope/{item.modification.reference}/flag",
        label=f"{flag.get_kind_display()}: {item}",
        changes={"flag": [None, kind], "due_on": [None, item.cut_off_on]},
        on=on,
    )
    notify(
        holders_of(Permission.EDIT_RELEASES, on=on),
        subject=f"{flag.get_kind_display()}: {item.modification.reference}",
        body=f"{item} has its cut-off on {item.cut_off_on:%d %b %Y} and no decision is recorded. "
        "Record the decision, move the date, or take it out of scope.",
        path=f"/releases/{item.release.slug}/scope/{item.modification.reference}/",
        on=on,
    )
    return flag


@operation("governance.clear_flag", Permission.FOLLOW_UP)
def clear_flag(*, by: Actor, flag: Flag, because: str, on: date) -> None:
    flag.cleared_on, flag.cleared_because = on, because
    flag.save(update_fields=["cleared_on", "cleared_because"])
    record(
        target=f"releases/{flag.item.release.slug}/scope/{flag.item.modification.reference}/flag",
        label=f"{flag.get_kind_display()}: {flag.item}",
        changes={"flag": [flag.kind, None]},
        reason=because,
        on=on,
    )
