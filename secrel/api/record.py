"""The audit trail, as far as a person may read it: all of it, or what is about one subject."""

from typing import Any

from rest_framework.request import Request

from governance.integrity.queries.record import record_seen_by
from secrel.core.api.lists.entries import ENTRY
from secrel.core.api.places import Found
from secrel.core.api.twins import Listing, Resource
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record_filter import RecordFilter, narrow


def _entries(request: Request, found: Found, **asked: Any) -> Any:
    return narrow(record_seen_by(request.user), **asked)


RECORD = Listing(
    "record/",
    ENTRY,
    rows=_entries,
    filters=RecordFilter,
    needs=(Permission.READ_RECORD,),
    about="The entries of the audit trail that you may read, the newest first. “about” takes a reference, words, or an "
    "address such as releases/june-2021.",
    example={
        "entry": 812,
        "at": "2021-10-15T10:00:00+01:00",
        "on": "2021-10-15",
        "who": "An analyst",
        "action": "releases.change_scope_item",
        "about": "releases/november-2021/scope/MP149",
        "label": "MP149 in the November 2021 SEC Release",
        "changes": {"description": ["change it.", "change what it did."]},
        "reason": "Plan 7.",
        "caused_by": None,
        "digest": "9c27…",
    },
)
RESOURCES: list[Resource] = [RECORD]
TWINS: list[Any] = []
