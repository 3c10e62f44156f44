"""Modifications and SEC documents as data."""

from rest_framework import serializers, viewsets
from rest_framework.permissions import AllowAny

from modifications.models import DocumentAlias, DocumentTitle, Modification, SecDocument
from modifications.queries import documents_with_titles, register


class ModificationSerializer(serializers.ModelSerializer):
    former_references = serializers.SlugRelatedField(
        slug_field="reference", source="former", many=True, read_only=True
    )

    class Meta:
        model = Modification
        fields = ["reference", "title", "stage", "path", "impacts_dcc_systems", "former_references"]


class Modifications(viewsets.ReadOnlyModelViewSet):
    """The register, in the order of numbers."""

    permission_classes = [AllowAny]
    serializer_class = ModificationSerializer
    lookup_field = "reference"
    lookup_value_regex = "[A-Z0-9]+"
    queryset = register().prefetch_related("former")


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


class SecDocuments(viewsets.ReadOnlyModelViewSet):
    """The SEC's documents in its order, with their titles from a day and the names they also go under."""

    permission_classes = [AllowAny]
    serializer_class = SecDocumentSerializer
    lookup_field = "slug"
    queryset = documents_with_titles()
