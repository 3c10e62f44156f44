"""The API of modifications."""

from django.db.models import QuerySet
from django.utils.decorators import method_decorator
from drf_spectacular.utils import OpenApiParameter, extend_schema, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.permissions import AllowAny

from modifications.models.modifications import Modification
from modifications.queries import narrowed, register
from modifications.workflow import STAGE
from secrel.core.api.lists.filters import choice, chosen
from secrel.core.search.reading import read_search
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import searched

SYSTEMS = ("yes", "no", "open")
FILTERS = [
    OpenApiParameter("q", str, description="Words of the title, or a reference, as in the register."),
    choice("stage", STAGE.states),
    choice("path", Modification.Path.values),
    choice("systems", SYSTEMS),
]


class ModificationSerializer(serializers.ModelSerializer):
    former_references = serializers.SlugRelatedField(
        slug_field="reference", source="former", many=True, read_only=True
    )

    class Meta:
        model = Modification
        fields = ["reference", "title", "stage", "path", "impacts_dcc_systems", "former_references"]


@extend_schema_view(list=extend_schema(parameters=FILTERS))
@method_decorator(public_for(SHORT), name="dispatch")
class Modifications(viewsets.ReadOnlyModelViewSet):
    """The register, by number, with the filters of its page."""

    permission_classes = [AllowAny]
    serializer_class = ModificationSerializer
    lookup_field = "reference"
    lookup_value_regex = "[A-Z0-9]+"
    queryset = Modification.objects.none()

    def get_queryset(self) -> QuerySet[Modification]:
        asked = self.request
        rows = register(read_search(searched(asked, "q")))
        rows = narrowed(
            rows,
            stage=chosen(asked, "stage", STAGE.states),
            path=chosen(asked, "path", Modification.Path.values),
            systems=chosen(asked, "systems", SYSTEMS),
        )
        return rows.prefetch_related("former")
