"""The API of releases as a reader sees them: with the go-live decided since the published RID, and the document."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils.decorators import method_decorator
from drf_spectacular.utils import extend_schema, extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.decorators import action
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response

from governance.composing.comparing.serializers import NEW, OLD, ChangeSerializer, changes_asked
from governance.consultations.queries.since import still_says, with_decided
from governance.documents.rid.types.rid import GoLiveWindow
from governance.notices.queries.stated import with_notices
from governance.versions.compared import compared_rids
from governance.versions.forms.past import AsAtFilter
from governance.versions.past_pages import past_or_404
from governance.versions.queries.current import check_release
from governance.versions.queries.past.checks import check_past
from governance.versions.queries.shown import shown_to
from governance.versions.queries.versions import as_shown
from governance.versions.serializers import FindingSerializer
from releases.models.releases import Release
from releases.queries import releases
from secrel.core.api.lists.filters import asked, described
from secrel.core.api.requests import let_in
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import held_by


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

    go_live_stated_on = serializers.SerializerMethodField(
        help_text="What the published RID still says, where a body decided on the go-live since; else null."
    )
    go_live_note = serializers.SerializerMethodField(
        help_text="Who decided on the go-live since the published RID, or the notice that states it; else empty."
    )

    class Meta:
        model = Release
        fields = [
            *("slug", "name", "go_live_on", "go_live_stated_on", "go_live_note", "go_live_window"),
            *("profile", "sources_until", "sources_note"),
        ]

    @extend_schema_field(serializers.DateField(allow_null=True))
    def get_go_live_stated_on(self, release: Any) -> str | None:
        return release.stated_on.isoformat() if release.moved and release.stated_on else None

    @extend_schema_field(serializers.CharField())
    def get_go_live_note(self, release: Any) -> str:
        if release.notice:
            return release.notice.said
        return still_says(release.moved, release.latest, release.stated_on) if release.moved else ""

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


@method_decorator(public_for(SHORT), name="dispatch")
class Releases(viewsets.ReadOnlyModelViewSet):
    """Releases by go-live date; a single release includes the document that you may see."""

    permission_classes = [AllowAny]
    queryset = releases()
    lookup_field = "slug"
    lookup_value_regex = "[-a-z0-9]+"

    def get_queryset(self) -> QuerySet[Release]:
        return as_shown(releases(), held_by(self.request))

    def paginate_queryset(self, queryset: QuerySet[Release]) -> list[Any]:
        return self._with_decided(super().paginate_queryset(queryset))

    def get_object(self) -> Any:
        return self._with_decided([super().get_object()])[0]

    def _with_decided(self, rows: Iterable[Any]) -> list[Any]:
        """The go-lives decided since the published RIDs, and those that only a notice states, as on the home page."""
        reader = self.request.user if self.request.user.is_authenticated else None
        return with_notices(with_decided(rows, reader))

    def get_serializer_class(self) -> type[serializers.ModelSerializer]:
        return ReleaseDetailSerializer if self.action == "retrieve" else ReleaseSerializer

    @extend_schema(parameters=described(AsAtFilter), responses=FindingSerializer(many=True))
    @action(detail=True)
    def checks(self, request: Request, slug: str) -> Response:
        """Findings of the checker in the release as it is now, or as at the end of a day; for SECAS."""
        let_in(request, Permission.READ_DRAFTS)
        release, day = self.get_object(), asked(request, AsAtFilter, today()).get("as_at")
        if day:
            rows = check_past(release, past_or_404(release, held_by(request), request.user, day))
        else:
            rows = check_release(release)
        return Response(FindingSerializer(rows, many=True).data)

    @extend_schema(parameters=[OLD, NEW], responses=ChangeSerializer(many=True))
    @action(detail=True)
    def changes(self, request: Request, slug: str) -> Response:
        """The facts that differ between two versions that you may see, by default as on the comparison's page."""
        release = self.get_object()
        comparable = compared_rids(release, held_by(request), request.user)
        return Response(ChangeSerializer(changes_asked(request, comparable), many=True).data)
