"""API of releases and versions of their RIDs, with the same access as the pages."""

from typing import Any

from django.db.models import QuerySet
from django.utils.decorators import method_decorator
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_field, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from governance.composing.comparing.serializers import NEW, OLD, ChangeSerializer, changes_asked
from governance.documents.checks.findings import Certainty
from governance.documents.rid.types.rid import GoLiveWindow
from governance.versions.compared import compared_rids
from governance.versions.models import Deviation, RidVersion
from governance.versions.pages import found_release
from governance.versions.queries.checking import CheckedFinding, check_version
from governance.versions.queries.current import check_release
from governance.versions.queries.shown import shown_to
from governance.versions.queries.versions import as_shown, visible_versions
from releases.models.releases import Release
from releases.queries import releases
from secrel.core.api.requests import let_in
from secrel.core.changes.permissions import Permission
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import found_or_404, held_by


class WindowSerializer(serializers.Serializer):
    earliest = serializers.DateField(allow_null=True)
    latest = serializers.DateField(allow_null=True)
    permitted_by = serializers.CharField(allow_blank=True)
    decided_on = serializers.DateField(allow_null=True)
    reference = serializers.CharField(allow_blank=True)


class ReleaseSerializer(serializers.ModelSerializer):
    go_live_on = serializers.DateField(source="shown_on", read_only=True, allow_null=True)
    go_live_window = serializers.SerializerMethodField(
        help_text="The days permitted for the go-live, as far as you may see them; null if none are stated."
    )

    class Meta:
        model = Release
        fields = ["slug", "name", "go_live_on", "go_live_window", "profile", "sources_until", "sources_note"]

    @extend_schema_field(WindowSerializer(allow_null=True))
    def get_go_live_window(self, release: Release) -> dict[str, Any] | None:
        if release.published_window:
            stated = GoLiveWindow.of_data(release.published_window).value
        elif Permission.READ_DRAFTS in held_by(self.context["request"]) and release.window:
            stated = release.window
        else:
            return None
        return dict(WindowSerializer(stated).data)


class ReleaseDetailSerializer(ReleaseSerializer):
    document = serializers.SerializerMethodField(
        help_text="The document of the release, as far as you may see it."
    )

    class Meta(ReleaseSerializer.Meta):
        fields = [*ReleaseSerializer.Meta.fields, "document"]

    def get_document(self, release: Release) -> dict[str, Any] | None:
        shown = shown_to(release, held_by(self.context["request"]), self.context["request"].user)
        return shown.content.as_data() if shown else None


class FindingSerializer(serializers.Serializer):
    rule = serializers.CharField(source="finding.rule")
    severity = serializers.CharField(source="finding.severity.value")
    certainty = serializers.ChoiceField(
        [certainty.value for certainty in Certainty],
        source="finding.certainty.value",
        help_text="How sure the finding is. Only a certain one can be an error.",
    )
    section = serializers.CharField(source="finding.section")
    path = serializers.CharField(source="finding.path", help_text="A JSON Pointer into the snapshot.")
    address = serializers.CharField(source="finding.address", help_text="The page on which it is corrected.")
    said = serializers.CharField(source="finding.message")
    mend = serializers.CharField(source="finding.mend")
    waived = serializers.SerializerMethodField(
        help_text="The reason for the waiver of an error; null where it is not waived."
    )

    def get_waived(self, row: CheckedFinding) -> str | None:
        return row.waiver.reason if row.waiver else None


@method_decorator(public_for(SHORT), name="dispatch")
class Releases(viewsets.ReadOnlyModelViewSet):
    """Releases by go-live date; a single release includes the document that you may see."""

    permission_classes = [AllowAny]
    queryset = releases()
    lookup_field = "slug"
    lookup_value_regex = "[-a-z0-9]+"

    def get_queryset(self) -> QuerySet[Release]:
        return as_shown(releases(), held_by(self.request))

    def get_serializer_class(self) -> type[serializers.ModelSerializer]:
        return ReleaseDetailSerializer if self.action == "retrieve" else ReleaseSerializer

    @extend_schema(responses=FindingSerializer(many=True))
    @action(detail=True)
    def checks(self, request: Request, slug: str) -> Response:
        """Findings of the checker in the release as it is now; for SECAS."""
        let_in(request, Permission.READ_DRAFTS)
        release = self.get_object()
        rows = check_release(release)
        return Response(FindingSerializer(rows, many=True).data)

    @extend_schema(parameters=[OLD, NEW], responses=ChangeSerializer(many=True))
    @action(detail=True)
    def changes(self, request: Request, slug: str) -> Response:
        """The facts that differ between two versions that you may see, by default as on the comparison's page."""
        release = self.get_object()
        comparable = compared_rids(release, held_by(request), request.user)
        return Response(ChangeSerializer(changes_asked(request, comparable), many=True).data)


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
