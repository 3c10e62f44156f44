"""Meetings and their items, as far as one may see them."""

from datetime import date

from django.db.models import QuerySet

from governance.models import Item, Meeting, RidVersion
from secrel.core.permissions import Permission

READERS = frozenset({Permission.READ_PRESENTED, Permission.READ_DRAFTS})


def meetings(body: str = "") -> QuerySet[Meeting]:
    """Of one body or of all, the latest first, with what is before them."""
    rows = Meeting.objects.select_related("body").prefetch_related("items__version__release")
    return (rows.filter(body__key=body) if body else rows).order_by("-on", "body__order")


def meeting_at(body: str, on: date) -> QuerySet[Meeting]:
    return Meeting.objects.filter(body__key=body, on=on).select_related("body")


def item_at(body: str, on: date, order: int) -> QuerySet[Item]:
    return Item.objects.filter(meeting__body__key=body, meeting__on=on, order=order).select_related(
        *("meeting__body", "version__release", "version__snapshot__content", "version__snapshot__job"),
        *("changed__release", "changed__snapshot__content", "changed__snapshot__job"),
    )


def items_of(version: RidVersion, permissions: frozenset[Permission]) -> list[Item]:
    """The items that a version is or was, for who reads what is presented."""
    if not READERS & permissions:
        return []
    return list(version.items.select_related("meeting__body").order_by("pk"))


def waiting_items() -> QuerySet[Item]:
    """What waits for a body, or for its Chair."""
    return (
        Item.objects.filter(state__in=["open", "minuted", "subject"])
        .select_related("meeting__body", "version__release")
        .order_by("meeting__on", "order")
    )
