"""The API of consultations: what a page shows everybody who may open one. No confidential answer is in it."""

from typing import Any

from django.utils.decorators import method_decorator
from drf_spectacular.utils import OpenApiExample, extend_schema
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from governance.composing.comparing.serializers import NEW, OLD, ChangeSerializer, changes_asked
from governance.consultations.compared import compared_results
from governance.consultations.forms.lists import ConsultationFilter
from governance.consultations.models import Consultation
from governance.consultations.pages import reader
from governance.consultations.queries.readers import seen_by
from governance.consultations.queries.results import latest_result
from governance.consultations.queries.summary import published_summary
from secrel.core.api.lists.filters import asked, described
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import found_or_404

LISTED = {
    "slug": "june-2020-go-live",
    "title": "Moving the go-live of the June 2020 SEC Release",
    "kind": "go_live",
    "release": "june-2020",
    "run_by": "secas",
    "classification": "white",
    "state": "decided",
    "opened_on": "2020-03-09",
    "deadline": "2020-03-12T17:30:00Z",
    "deadline_words": "close of play on Thursday, 12 March 2020",
    "current_go_live": "2020-06-25",
    "proposed_go_live": "2020-05-06",
    "decided_by": "panel",
    "decides_on": "2020-03-13",
    "is_example": True,
}
COUNT = {
    "category": "suppliers",
    "answers": 2,
    "affected": 1,
    "not_affected": 1,
    "not_stated": 0,
    "confidential": 1,
    "late": 0,
}
ANSWER = {
    "organisation": "Example Energy",
    "category": "Suppliers",
    "affected": "Not affected",
    "how": "",
    "comment": "We are ready.",
    "source": "Email to SECAS",
    "is_late": False,
}
DETAIL = LISTED | {
    "question": ["Are you affected if the go-live moves to 6 May 2020?"],
    "reasons": [],
    "summary": ["Few Parties are affected."],
    "counts": [COUNT],
    "total": COUNT | {"category": ""},
    "answers": [ANSWER],
    "decisions": [
        {
            "outcome": "moved",
            "body": "panel",
            "decided_on": "2020-03-13",
            "words": ["The go-live moves."],
            "go_live": "2020-05-06",
        }
    ],
    "result": {
        "version": 1,
        "issued_on": "2020-03-13",
        "address": "/consultations/june-2020-go-live/result/1/",
        "content": {"title": LISTED["title"], "counts": [], "answers": [], "decisions": []},
    },
}


class ConsultationSerializer(serializers.Serializer):
    """A consultation that was opened."""

    slug = serializers.CharField()
    title = serializers.CharField()
    kind = serializers.CharField()
    release = serializers.CharField(source="release.slug", default=None, allow_null=True)
    run_by = serializers.CharField(source="owner.key")
    classification = serializers.CharField(source="classification.value")
    state = serializers.CharField()
    opened_on = serializers.DateField()
    deadline = serializers.DateTimeField(help_text="The moment behind the words.")
    deadline_words = serializers.CharField()
    current_go_live = serializers.DateField(source="current_on", allow_null=True)
    proposed_go_live = serializers.DateField(source="proposed_on", allow_null=True)
    decided_by = serializers.CharField(source="decided_by.key", default=None, allow_null=True)
    decides_on = serializers.DateField(allow_null=True)
    is_example = serializers.BooleanField(help_text="Its answers are fictional.")


class CountSerializer(serializers.Serializer):
    category = serializers.CharField(help_text="Empty: all answers.")
    answers = serializers.IntegerField()
    affected = serializers.IntegerField()
    not_affected = serializers.IntegerField()
    not_stated = serializers.IntegerField()
    confidential = serializers.IntegerField()
    late = serializers.IntegerField()


class AnswerSerializer(serializers.Serializer):
    """An answer that is not confidential."""

    organisation = serializers.CharField()
    category = serializers.CharField()
    affected = serializers.CharField()
    how = serializers.CharField()
    comment = serializers.CharField()
    source = serializers.CharField()
    is_late = serializers.BooleanField()


class DecisionSerializer(serializers.Serializer):
    outcome = serializers.CharField()
    body = serializers.CharField(source="body.key")
    decided_on = serializers.DateField()
    words = serializers.ListField(child=serializers.CharField())
    go_live = serializers.DateField(source="go_live_on", allow_null=True)


class ResultSerializer(serializers.Serializer):
    """An issued version of the result, as a document."""

    version = serializers.IntegerField(source="number")
    issued_on = serializers.DateField()
    address = serializers.CharField(
        source="get_absolute_url", help_text="Its page. With .json, .pdf: its files."
    )
    content = serializers.JSONField(
        source="snapshot.content.data", help_text="As in the schema consultation-result-snapshot-1."
    )


class ConsultationDetailSerializer(ConsultationSerializer):
    question = serializers.ListField(child=serializers.CharField())
    reasons = serializers.ListField(child=serializers.CharField())
    summary = serializers.ListField(child=serializers.CharField())
    counts = CountSerializer(many=True, help_text="By category, once the summary is published; else empty.")
    total = CountSerializer(allow_null=True)
    answers = AnswerSerializer(many=True, help_text="Confidential answers are counted and never here.")
    decisions = DecisionSerializer(many=True)
    result = ResultSerializer(allow_null=True, help_text="The latest issued version; null before the first.")


@method_decorator(public_for(SHORT), name="dispatch")
class Consultations(viewsets.GenericViewSet):
    """Consultations that were opened and that you may read, the latest deadline first."""

    permission_classes = [AllowAny]
    serializer_class = ConsultationSerializer
    queryset = Consultation.objects.none()
    lookup_field = "slug"
    lookup_value_regex = "[-a-z0-9]+"

    @extend_schema(
        operation_id="consultations_list",
        parameters=described(ConsultationFilter),
        responses=ConsultationSerializer(many=True),
        examples=[OpenApiExample("A consultation", LISTED, response_only=True)],
    )
    def list(self, request: Request) -> Response:
        names = {"body": "owner"}
        chosen = asked(request, ConsultationFilter)
        rows = _opened(request).filter(**{names.get(name, name): value for name, value in chosen.items()})
        page = self.paginate_queryset(rows.order_by("-deadline", "-pk"))
        return self.get_paginated_response(ConsultationSerializer(page, many=True).data)

    @extend_schema(
        responses=ConsultationDetailSerializer,
        examples=[OpenApiExample("A consultation", DETAIL, response_only=True)],
    )
    def retrieve(self, request: Request, slug: str) -> Response:
        row = found_or_404(_opened(request).filter(slug=slug), "consultation")
        result = published_summary(row)
        data: dict[str, Any] = dict(ConsultationSerializer(row).data)
        data |= {"question": row.question, "reasons": row.reasons, "summary": row.summary}
        data["counts"] = CountSerializer(result.rows if result else (), many=True).data
        data["total"] = CountSerializer(result.total).data if result else None
        data["answers"] = AnswerSerializer(result.answers if result else (), many=True).data
        data["decisions"] = DecisionSerializer(row.decisions.select_related("body"), many=True).data
        issued = latest_result(row)
        data["result"] = ResultSerializer(issued).data if issued else None
        return Response(data)

    @extend_schema(parameters=[OLD, NEW], responses=ChangeSerializer(many=True))
    @action(detail=True)
    def changes(self, request: Request, slug: str) -> Response:
        """The facts that differ between two versions of the result, by default the last two."""
        row = found_or_404(_opened(request).filter(slug=slug), "consultation")
        rows = changes_asked(request, compared_results(row, is_own=False))
        return Response(ChangeSerializer(rows, many=True).data)


def _opened(request: Request):
    return seen_by(reader(request)).filter(opened_at__isnull=False)
