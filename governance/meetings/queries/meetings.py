"""Meetings and their items, as far as one may see them."""

from datetime import date

from django.contrib.auth.models import AnonymousUser
from django.db.models import Prefetch, QuerySet

from governance.meetings.models import Interest, Item, Meeting
from secrel.core.changes.permissions import Permission
from secrel.core.dates.working_days import WorkingDays
from secrel.core.models.people import User
from secrel.core.people.queries import LeadTimes

EVERYWHERE = frozenset({Permission.READ_DRAFTS, Permission.RECORD_MEETINGS})
READERS = frozenset({Permission.READ_PRESENTED, Permission.READ_DRAFTS})


def seen_by(user: User) -> set[str] | None:
    """Bodies whose meetings a person may look into: their own; None: all, for SECAS."""
    return None if EVERYWHERE & user.permissions() else user.bodies()


def meetings(user: User, body: str = "") -> QuerySet[Meeting]:
    """Of one body or of all that one may see, the latest first, with what is before them."""
    items = Item.objects.with_subjects()
    rows = Meeting.objects.select_related("body").prefetch_related(Prefetch("items", items))
    rows = rows.filter(body__key=body) if body else rows
    return _of(rows, "body__key__in", user).order_by("-on", "body__order")


def meeting_at(user: User, body: str, on: date) -> QuerySet[Meeting]:
    rows = Meeting.objects.filter(body__key=body, on=on).select_related("body")
    return _of(rows, "body__key__in", user)


def _of(rows: QuerySet, lookup: str, user: User) -> QuerySet:
    bodies = seen_by(user)
    return rows if bodies is None else rows.filter(**{lookup: bodies})


def item_at(user: User, body: str, on: date, order: int) -> QuerySet[Item]:
    rows = Item.objects.filter(meeting__body__key=body, meeting__on=on, order=order)
    return _of(rows.with_subjects(whole=True), "meeting__body__key__in", user)


def items_of(items: QuerySet[Item], user: User | AnonymousUser) -> list[Item]:
    """Those of a subject's items that a person may look into."""
    if not user.is_authenticated or not READERS & user.permissions():
        return []
    rows = items.select_related("meeting__body").order_by("pk")
    return list(_of(rows, "meeting__body__key__in", user))


def waiting_items(user: User) -> QuerySet[Item]:
    """What waits for a body of theirs, or for its Chair; for SECAS, of all."""
    rows = Item.objects.filter(state__in=["open", "minuted", "subject"])
    rows = rows.with_subjects().order_by("meeting__on", "order")
    return _of(rows, "meeting__body__key__in", user)


def papers_due(meeting: Meeting, calendar: WorkingDays, leads: LeadTimes) -> date:
    """The day that was set for it, or so early as the body wants its papers."""
    return meeting.papers_on or calendar.before(meeting.on, leads.papers(meeting.body.key, meeting.on))


def interest_data(interest: Interest) -> dict[str, object]:
    """Who declared what in which item; a name may be another by now, so none stands here."""
    return {
        "item": interest.item.order,
        "member": interest.membership.user_id,
        "text": interest.text,
        "steps_back": interest.steps_back,
    }
