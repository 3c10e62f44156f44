"""The API of Change Requests and SEC documents: it shows the same as the pages."""

from django.db.models import QuerySet
from django.utils.decorators import method_decorator
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, viewsets
from rest_framework.permissions import AllowAny

from governance.register.queries.impacts import visible_documents
from governance.register.queries.scope_statuses import visible_change_requests
from modifications.models.change_requests import ChangeRequest
from modifications.models.documents import DocumentAlias, DocumentTitle, SecDocument
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import held_by


class BesideSerializer(serializers.Serializer):
    release = serializers.SlugField()
    summary = serializers.CharField()


class ChangeRequestSerializer(serializers.ModelSerializer):
    beside = serializers.SerializerMethodField(help_text="The releases it is delivered beside.")

    class Meta:
        model = ChangeRequest
        fields = ["reference", "title", "beside"]

    @extend_schema_field(BesideSerializer(many=True))
    def get_beside(self, change_request: ChangeRequest) -> list[dict[str, str]]:
        rows = self.context["view"].beside.get(change_request.reference, ())
        return [{"release": slug, "summary": summary} for slug, _, summary in rows]


@method_decorator(public_for(SHORT), name="dispatch")
class ChangeRequests(viewsets.ReadOnlyModelViewSet):
    """The DCC's Change Requests that you may see: for the public those that a published document names."""

    permission_classes = [AllowAny]
    serializer_class = ChangeRequestSerializer
    queryset = ChangeRequest.objects.none()
    lookup_field = "reference"
    lookup_value_regex = r"CR\d+"

    def get_queryset(self) -> QuerySet[ChangeRequest]:
        rows, self.beside = visible_change_requests(held_by(self.request))
        return rows


class TitleSerializer(serializers.ModelSerializer):
    class Meta:
        model = DocumentTitle
        fields = ["title", "from_on"]


class AliasSerializer(serializers.ModelSerializer):
    class Meta:
        model = DocumentAlias
        fields = ["title", "source"]


class SecDocumentSerializer(serializers.ModelSerializer):
    titles = TitleSerializer(many=True, read_only=True)
    aliases = AliasSerializer(many=True, read_only=True)

    class Meta:
        model = SecDocument
        fields = ["slug", "designation", "kind", "is_proposed", "titles", "aliases"]


@method_decorator(public_for(SHORT), name="dispatch")
class SecDocuments(viewsets.ReadOnlyModelViewSet):
    """The SEC's documents in its order, with their titles from a day and the names they also go under."""

    permission_classes = [AllowAny]
    serializer_class = SecDocumentSerializer
    lookup_field = "slug"
    queryset = SecDocument.objects.none()

    def get_queryset(self) -> QuerySet[SecDocument]:
        return visible_documents(held_by(self.request))
