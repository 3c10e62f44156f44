"""The list of changes in the API."""

from django.http import HttpRequest
from drf_spectacular.utils import OpenApiParameter
from rest_framework import serializers
from rest_framework.exceptions import NotFound, ValidationError

from governance.composing.comparing.choices import Comparable, NotCompared, chosen
from governance.composing.comparing.comparison import Comparison
from governance.documents.engine.diff.change import Change
from secrel.core.web.http import searched

OLD, NEW = (
    OpenApiParameter(
        name, str, description=f"The {which} version: its number, or “now” for the draft as it stands."
    )
    for name, which in (("from", "older"), ("to", "newer"))
)


class ChangeSerializer(serializers.Serializer):
    """A fact that differs between two versions."""

    path = serializers.ListField(child=serializers.CharField(), help_text="The keys on the way to the fact.")
    address = serializers.CharField(help_text="The path as one text, unique in a comparison.")
    kind = serializers.ChoiceField(["added", "removed", "moved", "changed"])
    section = serializers.CharField(source="section_name")
    label = serializers.CharField(help_text="The name of the fact.")
    before = serializers.CharField(help_text="As printed; empty where there was nothing.")
    after = serializers.CharField(help_text="As printed; empty where there is nothing.")
    days = serializers.IntegerField(allow_null=True, help_text="How many days later; negative: earlier.")
    working_days = serializers.IntegerField(allow_null=True)
    amount = serializers.DecimalField(
        20, 2, allow_null=True, help_text="How many pounds more; negative: less."
    )
    sentence = serializers.CharField()


def changes_asked(request: HttpRequest, comparable: Comparable) -> tuple[Change, ...]:
    """The differences between the two versions that a request to the API names. Raises an error of the API."""
    try:
        pair = chosen(comparable, searched(request, "from"), searched(request, "to"))
    except NotCompared as refused:
        raise (NotFound if refused.code == 404 else ValidationError)(refused.sentence) from refused
    return Comparison(comparable, *pair).changes if pair else ()
