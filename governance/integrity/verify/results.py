"""Issued results of consultations against the audit trail: each version is as the entry that issued it names it."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from governance.consultations.models import ConsultationResult
from secrel.core.changes.targets import Target


@dataclass
class RecordedResults:
    """Snapshots by the slug of the consultation and the number of the version, as entries give them."""

    versions: dict[tuple[str, int], str] = field(default_factory=dict)

    def read_entry(self, kind: Target | None, keys: dict[str, str], values: dict[str, Any]) -> None:
        if kind is Target.PUBLIC_CONSULTATION and "snapshot" in values:
            self.versions[keys["consultation"], values["result"]] = values["snapshot"]


def check_results(recorded: RecordedResults) -> Iterator[str]:
    found = set()
    for version in ConsultationResult.objects.select_related("consultation"):
        key = (version.consultation.slug, version.number)
        found.add(key)
        if recorded.versions.get(key) != version.snapshot_id:
            yield f"{version} points to a snapshot that the audit trail does not name for it."
    for slug, number in sorted(recorded.versions.keys() - found):
        yield f"Version {number} of the result of {slug} is in the audit trail but no longer stored."
