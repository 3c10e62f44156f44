"""Modifications as data."""

from rest_framework import serializers, viewsets
from rest_framework.permissions import AllowAny

from modifications.models import Modification
from modifications.queries import register


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
