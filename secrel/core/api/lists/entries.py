"""An entry of the audit trail as the API answers it, in the words of its table for a spreadsheet."""

from typing import Any

from rest_framework import serializers

ENTRY: dict[str, Any] = {
    "entry": ("position", int),
    "at": serializers.DateTimeField(),
    "on": serializers.DateField(),
    "who": ("actor_name", str),
    "action": str,
    "about": ("target", str),
    "label": str,
    "changes": dict,
    "reason": str,
    "caused_by": ("cause", serializers.IntegerField(allow_null=True)),
    "digest": str,
}
