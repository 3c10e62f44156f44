"""API of versions of RIDs, with the same access as the pages. That of releases is in governance/register."""

from django.utils.decorators import method_decorator
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from governance.versions.models import Deviation, RidVersion
from governance.versions.pages import found_release
from governance.versions.queries.checking import check_version
from governance.versions.queries.versions import visible_versions
from governance.versions.serializers import FindingSerializer
from secrel.core.api.requests import let_in
from secrel.core.changes.permissions import Permission
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import found_or_404, held_by


class DeviationSerializer(serializers.ModelSerializer):
    class Meta:
        model = Deviation
        fields = ["path", "stated", "computed", "reason"]


class VersionSerializer(serializers.ModelSerializer):
    number = serializers.CharField(read_only=True)
    meeting = serializers.StringRelatedField()
    content_digest = serializers.CharField(source="snapshot.content_id", read_only=True)
    snapshot_digest = serializers.CharField(source="snapshot_id", read_only=True)
    pdf_state = serializers.CharField(source="snapshot.job.state", read_only=True)
    pdf_digest = serializers.CharField(source="snapshot.job.pdf_id", read_only=True, allow_null=True)
    deviations = serializers.SerializerMethodField(
        help_text="Places where an imported version differs from the facts taken from it; for SECAS."
    )

    class Meta:
        model = RidVersion
        fields = [
            *("number", "kind", "state", "dated_on", "changes", "meeting", "published_on"),
            *("content_digest", "snapshot_digest", "pdf_state", "pdf_digest"),
            *("is_imported", "example_note", "deviations"),
        ]

    @extend_schema_field(DeviationSerializer(many=True))
    def get_deviations(self, version: RidVersion) -> list[dict[str, str]]:
        if Permission.READ_DRAFTS not in held_by(self.context["request"]):
            return []
        return DeviationSerializer(version.deviations.all(), many=True).data


_IN_PATH = OpenApiParameter("release_slug", str, OpenApiParameter.PATH)


@extend_schema_view(
    list=extend_schema(parameters=[_IN_PATH]),
    retrieve=extend_schema(parameters=[_IN_PATH, OpenApiParameter("number", str, OpenApiParameter.PATH)]),
)
@method_decorator(public_for(SHORT), name="dispatch")
class Versions(viewsets.ReadOnlyModelViewSet):
    """Versions of a release's RID that you may see, newest first."""

    permission_classes = [AllowAny]
    serializer_class = VersionSerializer
    queryset = RidVersion.objects.none()
    lookup_field = "number"
    lookup_value_regex = r"(?:0|[1-9][0-9]{0,2})\.(?:0|[1-9][0-9]{0,2})"

    def get_queryset(self):
        release = found_release(self.request, self.kwargs["release_slug"])
        return visible_versions(release, held_by(self.request), self.request.user).prefetch_related(
            "deviations"
        )

    def get_object(self) -> RidVersion:
        major, minor = map(int, self.kwargs["number"].split("."))
        return found_or_404(self.get_queryset().filter(major=major, minor=minor), "version that you may see")

    @extend_schema(
        parameters=[_IN_PATH, OpenApiParameter("number", str, OpenApiParameter.PATH)],
        responses=FindingSerializer(many=True),
    )
    @action(detail=True)
    def checks(self, request: Request, release_slug: str, number: str) -> Response:
        """Findings of the checker in the version as frozen; for SECAS and the deciding bodies."""
        let_in(request, Permission.READ_DRAFTS, Permission.READ_PRESENTED)
        return Response(
            FindingSerializer(
                check_version(self.get_object(), with_drafts=Permission.READ_DRAFTS in held_by(request)),
                many=True,
            ).data
        )
