"""The API of papers: the issued versions that you may read, as the pages show them."""

from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.decorators import method_decorator
from drf_spectacular.utils import OpenApiExample, OpenApiParameter, extend_schema
from rest_framework import serializers, viewsets
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from governance.composing.comparing.serializers import NEW, OLD, ChangeSerializer, changes_asked
from governance.papers.compared import compared_papers
from governance.papers.models import Paper, PaperVersion
from governance.papers.queries import paper_at, papers, versions_of
from secrel.core.api.lists.filters import asked, described
from secrel.core.dates.clock import today
from secrel.core.search.list_filters import OfBody
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import found_or_404

PLACE = [
    OpenApiParameter("body", str, OpenApiParameter.PATH, description="Key of the body."),
    OpenApiParameter("on", date, OpenApiParameter.PATH, description="Day of the meeting."),
    OpenApiParameter("item", int, OpenApiParameter.PATH, description="Item of the agenda."),
]
NUMBER = OpenApiParameter("number", int, OpenApiParameter.PATH, description="Number of the version.")
LISTED = {
    "body": "csc",
    "meeting_on": "2021-09-28",
    "item": 1,
    "title": "Releases update to the CSC of 28 September 2021, item 1",
}
VERSION = {
    "number": 1,
    "reference": "CSC_48_2809_01",
    "dated_on": "2021-09-21",
    "classification": "white",
    "changes": "",
    "late_reason": "",
    "content_digest": "3b1f…",
    "snapshot_digest": "9c27…",
    "pdf_state": "done",
}


class PaperSerializer(serializers.Serializer):
    """An issued paper. Its address is /papers/{body}/{meeting_on}/{item}/."""

    body = serializers.CharField(source="meeting.body.key")
    meeting_on = serializers.DateField(source="meeting.on")
    item = serializers.IntegerField()
    title = serializers.CharField(source="__str__")


class PaperVersionSerializer(serializers.Serializer):
    """An issued version of a paper."""

    number = serializers.IntegerField()
    reference = serializers.CharField()
    dated_on = serializers.DateField()
    classification = serializers.CharField(source="snapshot.issue.document.classification")
    changes = serializers.CharField(help_text="What changed since the version before.")
    late_reason = serializers.CharField(help_text="Why it was issued late; empty: it was not.")
    content_digest = serializers.CharField(source="snapshot.content_id")
    snapshot_digest = serializers.CharField(source="snapshot_id")
    pdf_state = serializers.CharField(source="snapshot.job.state")


class PaperDetailSerializer(PaperSerializer):
    versions = PaperVersionSerializer(many=True, help_text="Those that you may read, the newest first.")


class PaperDataSerializer(PaperVersionSerializer):
    content = serializers.JSONField(help_text="As in the schema paper-1.")
    issue = serializers.JSONField(help_text="As in the schema paper-1.")


@method_decorator(public_for(SHORT), name="dispatch")
class Papers(viewsets.GenericViewSet):
    """Issued papers that you may read, the newest meeting first."""

    permission_classes = [AllowAny]
    serializer_class = PaperSerializer
    queryset = Paper.objects.none()

    @extend_schema(
        operation_id="papers_list",
        parameters=described(OfBody),
        responses=PaperSerializer(many=True),
        examples=[OpenApiExample("A paper", LISTED, response_only=True)],
    )
    def list(self, request: Request) -> Response:
        rows, body = papers(request.user).filter(state="issued"), asked(request, OfBody).get("body")
        rows = rows.filter(meeting__body=body) if body else rows
        page = self.paginate_queryset(rows.order_by("-meeting__on", "item"))
        return self.get_paginated_response(PaperSerializer(page, many=True).data)

    @extend_schema(
        operation_id="papers_retrieve",
        parameters=PLACE,
        responses=PaperDetailSerializer,
        examples=[OpenApiExample("A paper", LISTED | {"versions": [VERSION]}, response_only=True)],
    )
    def retrieve(self, request: Request, body: str, on: date, item: int) -> Response:
        paper, versions = _issued(request, body, on, item)
        data: dict[str, Any] = dict(PaperSerializer(paper).data)
        rows = versions.order_by("-number")
        return Response(data | {"versions": PaperVersionSerializer(rows, many=True).data})

    @extend_schema(
        operation_id="papers_version",
        parameters=[*PLACE, NUMBER],
        responses=PaperDataSerializer,
        examples=[
            OpenApiExample(
                "A version",
                VERSION
                | {
                    "content": {"action": "For Decision", "releases": [], "recommendations": []},
                    "issue": {"document": {"reference": "CSC_48_2809_01", "version": 1}},
                },
                description="Shortened.",
                response_only=True,
            )
        ],
    )
    def version(self, request: Request, body: str, on: date, item: int, number: int) -> Response:
        _, versions = _issued(request, body, on, item)
        row = found_or_404(versions.filter(number=number), "version of this paper that you may see")
        snapshot = {"content": row.snapshot.content.data, "issue": row.snapshot.issue}
        return Response(dict(PaperVersionSerializer(row).data) | snapshot)

    @extend_schema(
        operation_id="papers_changes",
        parameters=[*PLACE, OLD, NEW],
        responses=ChangeSerializer(many=True),
    )
    def changes(self, request: Request, body: str, on: date, item: int) -> Response:
        """The facts that differ between two versions that you may read, by default the last two."""
        paper, _ = _issued(request, body, on, item)
        rows = changes_asked(request, compared_papers(paper, request.user, today()))
        return Response(ChangeSerializer(rows, many=True).data)


def _issued(request: Request, body: str, on: date, item: int) -> tuple[Paper, QuerySet[PaperVersion]]:
    """A paper, and its versions that the reader may see."""
    rows = paper_at(request.user, body, on, item).filter(state="issued")
    paper = found_or_404(rows, "paper that you may see")
    return paper, versions_of(paper, request.user)
