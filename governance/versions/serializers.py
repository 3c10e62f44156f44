"""Findings of the checker, as the API answers them."""

from rest_framework import serializers

from governance.documents.checks.findings import Certainty
from governance.versions.queries.checking import CheckedFinding


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
