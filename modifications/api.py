"""The API of modifications."""

from django.utils.decorators import method_decorator
from rest_framework import serializers, viewsets
from rest_framework.permissions import AllowAny

from modifications.models.modifications import Modification
from modifications.queries import register
from secrel.core.web.caching import SHORT, public_for


class ModificationSerializer(serializers.ModelSerializer):
    former_references = serializers.SlugRelatedField(
        slug_field="reference", source="former", many=True, read_only=True
    )

    class Meta:
        model = Modification
        fields = ["reference", "title", "stage", "path", "impacts_dcc_systems", "former_references"]


@method_decorator(public_for(SHORT), name="dispatch")
class Modifications(viewsets.ReadOnlyModelViewSet):
    """The register, by number."""

    permission_classes = [AllowAny]
    serializer_class = ModificationSerializer
    lookup_field = "reference"
    lookup_value_regex = "[A-Z0-9]+"
    queryset = register().prefetch_related("former")
