"""A person's tasks, as their home page shows them, and the messages to them."""

from datetime import date, timedelta
from typing import Any

from rest_framework import serializers
from rest_framework.exceptions import PermissionDenied
from rest_framework.request import Request

from governance.watch.forms.lists import TaskFilter
from governance.watch.waiting.now import ShownTask, tasks_now
from releases.models.releases import Release
from secrel.core.api.places import Found
from secrel.core.api.twins import Listing, Resource
from secrel.core.dates.clock import today
from secrel.core.models.people import User
from secrel.core.templatetags.ui import SOON

DAY_OR_NONE = serializers.DateField(allow_null=True)


def signed_in(request: Request) -> User:
    """The person who asks. Raises PermissionDenied for the public, which is answered as 401."""
    if not request.user.is_authenticated:
        raise PermissionDenied
    return request.user


def _tasks(
    request: Request,
    found: Found,
    *,
    group: str = "",
    owner: str = "",
    due: str = "",
    release: Release | None = None,
    since: date | None = None,
    until: date | None = None,
) -> list[dict[str, Any]]:
    now = tasks_now(signed_in(request), today())
    rows = [(key, label, task, False) for key, (label, tasks) in now.groups.items() for task in tasks]
    rows += [("", "", task, True) for task in now.away]
    return [
        _task(key, label, task, is_away)
        for key, label, task, is_away in sorted(rows, key=lambda row: (row[2].urgency, row[2].code))
        if (not group or key == group)
        and (not owner or is_away == (owner == "colleague"))
        and (not due or _is_due(task, due, now.on))
        and (release is None or task.release_slug == release.slug)
        and (since is None or (task.when is not None and task.when >= since))
        and (until is None or (task.when is not None and task.when <= until))
    ]


def _is_due(task: ShownTask, due: str, on: date) -> bool:
    if due == "undated":
        return task.when is None
    soon = task.when is not None and on <= task.when <= on + timedelta(SOON)
    return task.is_overdue(on) if due == "overdue" else soon


def _task(key: str, label: str, task: ShownTask, is_away: bool) -> dict[str, Any]:
    handover = task.handover
    return {
        **{name: getattr(task, name) for name in ("code", "act", "what", "path", "note", "label")},
        "group": key,
        "group_label": label,
        "due_on": task.when,
        "release": task.release_slug,
        "go_live_on": task.go_live_on,
        "may_be_handed_over": not task.is_own,
        "is_with_a_colleague": is_away,
        "given_by": handover.given_by if handover else "",
        "given_to": handover.given_to if handover else "",
        "given_until": handover.until_on if handover else None,
    }


TASKS = Listing(
    "tasks/",
    {
        **dict.fromkeys(("code", "group", "group_label", "act", "what", "path", "note", "label"), str),
        "due_on": DAY_OR_NONE,
        "release": str,
        "go_live_on": DAY_OR_NONE,
        "may_be_handed_over": bool,
        "is_with_a_colleague": bool,
        "given_by": str,
        "given_to": str,
        "given_until": DAY_OR_NONE,
    },
    rows=_tasks,
    filters=TaskFilter,
    about="Your tasks, the most urgent first, and those that you handed to a colleague.",
    example={
        "code": "0123456789abcdef",
        "group": "review",
        "group_label": "To review",
        "act": "Review the evidence",
        "what": "June 2021: criterion testing-1",
        "path": "/releases/june-2021/criteria/testing-1/",
        "note": "",
        "label": "Submitted",
        "due_on": "2021-06-04",
        "release": "june-2021",
        "go_live_on": "2021-06-24",
        "may_be_handed_over": True,
        "is_with_a_colleague": False,
        "given_by": "",
        "given_to": "",
        "given_until": None,
    },
)


MESSAGES = Listing(
    "messages/",
    {
        "subject": str,
        "body": str,
        "path": str,
        "why": str,
        "at": ("made_at", serializers.DateTimeField()),
    },
    rows=lambda request, found: signed_in(request).notifications.all(),
    about="The messages to you, the newest first.",
)
RESOURCES: list[Resource] = [TASKS, MESSAGES]
TWINS: list[Any] = []
