"""The API of waiting times: it shows the same as the page."""

from typing import Any

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, viewsets
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from governance.watch.forms.lists import FlagFilter, WaitFilter
from governance.watch.models import Act, Flag, TaskHandover
from governance.watch.operations.acting import act_on_flag
from governance.watch.operations.handovers import hand_over_task, take_back_task
from governance.watch.queries.flags import flags_listed
from governance.watch.queries.waits import Wait, waits, waits_listed
from secrel.core.api.lists.filters import asked, described
from secrel.core.api.places import Found, place
from secrel.core.api.requests import let_in
from secrel.core.api.twins import Listing, Resource, Twin
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.models.people import User
from secrel.core.web.http import found_or_404


class WaitSerializer(serializers.Serializer):
    reference = serializers.CharField(help_text="The modification.")
    step = serializers.CharField(source="step.step")
    expected = serializers.CharField(source="step.expected.label", help_text="Empty: to be set.")
    held_by = serializers.CharField(source="step.held_by", help_text="Empty: not stated.")
    held_since = serializers.DateField(
        source="step.held_since", allow_null=True, help_text="Null: not stated."
    )
    working_days = serializers.IntegerField(source="days", allow_null=True, help_text="Null: not stated.")


class Waits(viewsets.GenericViewSet):
    """Open next steps, who holds them and since when, the longest wait first. Only for SECAS."""

    permission_classes = [AllowAny]
    serializer_class = WaitSerializer

    @extend_schema(parameters=described(WaitFilter))
    def list(self, request: Request) -> Response:
        let_in(request, Permission.READ_DRAFTS)
        rows: list[Wait] = waits_listed(waits(today()), **asked(request, WaitFilter))
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(WaitSerializer(page, many=True).data)


def _flag(request: Request, text: str, found: Found) -> Flag:
    let_in(request, Permission.EDIT_RELEASES)
    return found_or_404(Flag.objects.filter(key=text), "flag")


def _handover(request: Request, text: str, found: Found) -> TaskHandover:
    rows = TaskHandover.objects.in_force(today()).filter(task=text)
    mine = rows.filter(given_by=request.user.pk) | rows.filter(given_to=request.user.pk)
    return found_or_404(mine, "task that you handed over or got")


place("flag", "[-A-Za-z0-9_]{1,16}", _flag, "The key of the flag.", "0123456789abcdef")
place("handover", "[0-9a-f]{16}", _handover, "The code of the task.", "0123456789abcdef")
FLAG_SHAPE: dict[str, Any] = {
    "key": str,
    "kind": str,
    "sentence": str,
    "path": str,
    "due_on": serializers.DateField(allow_null=True),
    "raised_on": serializers.DateField(),
    "cleared_on": serializers.DateField(allow_null=True),
    "acts": list[str],
}
EDITS = (Permission.EDIT_RELEASES,)
FLAG = Resource(
    "flags/{flag}/", FLAG_SHAPE, needs=EDITS, about="What is late, and what can be done about it."
)
FLAGS = Listing(
    "flags/",
    FLAG_SHAPE,
    rows=lambda request, found, **asked: list(flags_listed(**asked)),
    filters=FlagFilter,
    needs=EDITS,
    about="Open flags, late ones first; or cleared ones, the newest first.",
)
HANDOVER = Resource(
    "tasks/{handover}/handover/",
    {
        "task": str,
        "what": str,
        "given_by": User,
        "given_to": User,
        "until_on": serializers.DateField(),
        "reason": str,
    },
    about="A task that you handed to a colleague, or got from one.",
)
RESOURCES = [FLAG, FLAGS, HANDOVER]
TWINS = [
    Twin(act_on_flag, "POST", f"{FLAG.address}acts/", FLAG, fields={"act": Act}),
    Twin(
        hand_over_task,
        "POST",
        "tasks/handovers/",
        HANDOVER,
        new=lambda row: {"handover": row.task},
        fields={"task": serializers.RegexField("^[0-9a-f]{16}$")},
    ),
    Twin(take_back_task, "DELETE", HANDOVER.address),
]
