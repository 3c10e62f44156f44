"""The API of waiting times: it shows the same as the page."""

from rest_framework import serializers, viewsets
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from governance.watch.queries.waits import Wait, waits
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.web.endpoints import let_in


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

    def list(self, request: Request) -> Response:
        let_in(request, Permission.READ_DRAFTS)
        rows: list[Wait] = waits(today())
        page = self.paginate_queryset(rows)
        return self.get_paginated_response(WaitSerializer(page, many=True).data)
