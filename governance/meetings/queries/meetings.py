"""Meetings and agenda items that a user may see."""

from datetime import date

from django.conf import settings
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
    """Keys of the bodies whose meetings a user may see: their own. None, for SECAS: all."""
    return None if EVERYWHERE & user.permissions() else user.bodies()


def meetings(user: User, body: str = "") -> QuerySet[Meeting]:
    """Meetings that a user may see, of one body or of all, newest first, with their items."""
    items = Item.objects.with_subjects().in_agenda_order()
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
    """Those of a subject's items that a user may see."""
    if not user.is_authenticated or not READERS & user.permissions():
        return []
    rows = items.select_related("meeting__body").order_by("pk")
    return list(_of(rows, "meeting__body__key__in", user))


def waiting_items(user: User) -> QuerySet[Item]:
    """Undecided items of a user's bodies; for SECAS, of all bodies."""
    rows = Item.objects.filter(state__in=["open", "minuted", "subject"])
    rows = rows.with_subjects().in_agenda_order()
    return _of(rows, "meeting__body__key__in", user)


def papers_due(meeting: Meeting, calendar: WorkingDays, leads: LeadTimes) -> date:
    """The day set for the meeting, or the body's lead time for papers before it."""
    return meeting.papers_on or calendar.before(meeting.on, leads.papers(meeting.body.key, meeting.on))


def prefix_of(body: str) -> str:
    """The first part of references of a body's papers and actions (PAPER_PREFIXES), or its key in capitals."""
    prefix: str = settings.PAPER_PREFIXES.get(body, body.upper())
    return prefix


def interest_data(interest: Interest) -> dict[str, object]:
    """The facts of an interest. The member is a primary key, because names can change."""
    return {
        "item": interest.item.order,
        "member": interest.membership.user_id,
        "text": interest.text,
        "steps_back": interest.steps_back,
    }
