"""The API of the Document Log and of published notices: it shows the same as the pages."""

from datetime import date
from typing import Any

from django.utils.decorators import method_decorator
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from governance.composing.comparing.serializers import NEW, OLD, ChangeSerializer, changes_asked
from governance.notices.compared import compared_notices
from governance.notices.forms.lists import DayFilter, NoticeFilter
from governance.notices.models import Notice
from governance.notices.queries.log import in_force, in_order, logged_notices, specifications
from governance.notices.queries.notices import latest_version, listed, notices_listed, visible_notices
from secrel.core.api.lists.filters import asked, described
from secrel.core.dates.clock import today
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import found_or_404

LISTED = {
    "slug": "2020-11-27-sec-27.0",
    "title": "November 2020 SEC Release implemented",
    "version": 1,
    "published_on": "2020-11-27",
    "effective_on": "2020-11-29",
    "sec_version": "27.0",
}
PUBLIC = frozenset()
"""The permissions of the public: the API shows published notices only."""


def _day(request: Request) -> date:
    return asked(request, DayFilter).get("on") or today()


class TextInForceSerializer(serializers.Serializer):
    """A text in force. The fields have the names of the columns of the CSV."""

    document = serializers.CharField()
    title = serializers.CharField()
    version = serializers.CharField(help_text="Empty: not stated.")
    in_force_since = serializers.DateField(source="since")
    sec_version = serializers.CharField(
        help_text="As stated by the notice that brought this text; empty: not stated."
    )
    cause = serializers.CharField()
    notice = serializers.CharField(source="notice.slug", help_text="The notice that brought this text.")


class SpecificationSerializer(serializers.Serializer):
    """A version of a technical specification. Several can be in force side by side."""

    specification = serializers.CharField()
    version = serializers.CharField()
    start = serializers.DateField(allow_null=True, help_text="Null: not stated.")
    end = serializers.DateField(allow_null=True, help_text="Null: in force.")
    cause = serializers.CharField()
    notice = serializers.CharField(source="notice.slug")


@method_decorator(public_for(SHORT), name="dispatch")
class InForce(APIView):
    """The texts of SEC documents in force on a day, by published notices alone."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="documents_in_force",
        parameters=described(DayFilter),
        responses=TextInForceSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        rows = in_order(in_force(_day(request), logged_notices()))
        return Response(TextInForceSerializer(rows, many=True).data)


@method_decorator(public_for(SHORT), name="dispatch")
class SpecificationsInForce(APIView):
    """The versions of technical specifications that were in force by a day."""

    permission_classes = [AllowAny]

    @extend_schema(
        operation_id="specifications_in_force",
        parameters=described(DayFilter),
        responses=SpecificationSerializer(many=True),
    )
    def get(self, request: Request) -> Response:
        rows = specifications(_day(request), logged_notices())
        return Response(SpecificationSerializer(rows, many=True).data)


class NoticeSerializer(serializers.Serializer):
    """A published notice, in its latest version."""

    slug = serializers.CharField(source="notice.slug")
    title = serializers.CharField()
    version = serializers.IntegerField(source="number")
    published_on = serializers.DateField()
    effective_on = serializers.DateField()
    sec_version = serializers.CharField(help_text="Empty: not stated.")


class NoticeDetailSerializer(NoticeSerializer):
    content = serializers.JSONField(help_text="As in the schema notice-snapshot-1.")


@method_decorator(public_for(SHORT), name="dispatch")
class Notices(viewsets.GenericViewSet):
    """Published notices, the newest first."""

    permission_classes = [AllowAny]
    serializer_class = NoticeSerializer
    queryset = Notice.objects.none()
    lookup_field = "slug"
    lookup_value_regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9]+(?:[-.][a-z0-9]+)*"

    @extend_schema(
        parameters=described(NoticeFilter),
        examples=[OpenApiExample("A notice", LISTED, response_only=True)],
    )
    def list(self, request: Request) -> Response:
        rows = notices_listed(visible_notices(PUBLIC), **asked(request, NoticeFilter))
        page = self.paginate_queryset(rows.order_by("-slug"))
        return self.get_paginated_response(NoticeSerializer(listed(page), many=True).data)

    @extend_schema(
        responses=NoticeDetailSerializer,
        examples=[
            OpenApiExample(
                "A notice",
                LISTED | {"content": {"title": LISTED["title"], "modifications": [], "documents": []}},
                description="Shortened.",
                response_only=True,
            )
        ],
    )
    def retrieve(self, request: Request, slug: str) -> Response:
        notice = found_or_404(visible_notices(PUBLIC).filter(slug=slug), "published notice")
        [row] = listed([notice])
        data: dict[str, Any] = dict(NoticeSerializer(row).data)
        version = latest_version(notice)
        return Response(data | {"content": version.snapshot.content.data})

    @extend_schema(parameters=[OLD, NEW], responses=ChangeSerializer(many=True))
    @action(detail=True)
    def changes(self, request: Request, slug: str) -> Response:
        """The facts that differ between two versions, by default the last two."""
        notice = found_or_404(visible_notices(PUBLIC).filter(slug=slug), "published notice")
        rows = changes_asked(request, compared_notices(notice, PUBLIC, today()))
        return Response(ChangeSerializer(rows, many=True).data)
