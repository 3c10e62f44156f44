"""What pages, feeds and the API of the calendar share."""

from collections.abc import Sequence
from datetime import date

import msgspec
from django.http import Http404

from governance.watch.due import CATEGORIES, due_for, in_order
from governance.watch.due.consultations import consultations
from governance.watch.due.entry import Due
from governance.watch.due.timetables import published_days
from releases.models.releases import Release
from secrel.core.models.people import User
from secrel.core.web.page_cache import kept


def who_of(category: str) -> tuple[str, ...]:
    """The categories in an address, in order; none for "". Raises Http404 for one that does not exist."""
    asked = set(category.split("+")) if category else set()
    if asked - set(CATEGORIES):
        raise Http404("There is no such category of Parties at this address.")
    return tuple(key for key in CATEGORIES if key in asked)


def entries(user: User | None, body: str = "", who: Sequence[str] = ()) -> list[Due]:
    """What a person finds in the calendar: all of theirs, what is for some categories, or what concerns a body."""
    rows = in_order([*published_days(user, who), *consultations(user)]) if who else due_for(user)
    return [row for row in rows if not body or concerns(row, body)]


def entries_now(user: User | None, body: str = "", who: Sequence[str] = ()) -> list[Due]:
    """The same, kept until an entry of the audit trail is written."""
    held = " ".join(sorted(user.permissions())) if user else ""
    asks = f"due {user.pk if user else None} {held} {'+'.join(who)}"
    rows = msgspec.convert(kept(asks, lambda: msgspec.to_builtins(entries(user, who=who))), list[Due])
    return [row for row in rows if not body or concerns(row, body)]


def concerns(row: Due, body: str) -> bool:
    """Whether the body is responsible for the entry, or meets."""
    return body in (row.acting_body, row.body)


def is_of(row: Due, release: Release) -> bool:
    """Whether an entry is of the release: of its timetable, or of a consultation on it."""
    is_consultation = row.key.startswith("consultations/") and row.place == release.name
    return is_consultation or row.key.startswith(f"releases/{release.slug}/")


def in_days(row: Due, since: date | None, until: date | None) -> bool:
    """Whether any day of the entry is one of these."""
    return (since is None or row.on >= since) and (until is None or row.begins <= until)
