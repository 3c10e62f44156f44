"""The API of the register."""

from django.db.models import QuerySet
from django.utils.decorators import method_decorator
from drf_spectacular.utils import extend_schema, extend_schema_view
from rest_framework import serializers, viewsets
from rest_framework.permissions import AllowAny

from governance.register.forms.register import SortedRegister
from governance.register.pages import fitting, register_filter
from modifications.models.modifications import Modification
from secrel.core.api.lists.filters import described, read
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import held_by


class ModificationSerializer(serializers.ModelSerializer):
    former_references = serializers.SlugRelatedField(
        slug_field="reference", source="former", many=True, read_only=True
    )

    class Meta:
        model = Modification
        fields = ["reference", "title", "stage", "path", "impacts_dcc_systems", "former_references"]


@extend_schema_view(list=extend_schema(parameters=described(SortedRegister)))
@method_decorator(public_for(SHORT), name="dispatch")
class Modifications(viewsets.ReadOnlyModelViewSet):
    """The register, by number, with the filters of its page."""

    permission_classes = [AllowAny]
    serializer_class = ModificationSerializer
    lookup_field = "reference"
    lookup_value_regex = "[A-Z0-9]+"
    queryset = Modification.objects.none()

    def get_queryset(self) -> QuerySet[Modification]:
        held, query = held_by(self.request), self.request.query_params.dict()
        if self.detail:
            return Modification.objects.prefetch_related("former")
        form, _ = register_filter(SortedRegister, query, held, self.request.user, is_shown=False)
        chosen = read(form)
        return fitting(chosen, held, sort=chosen.get("sort", "")).prefetch_related("former")
