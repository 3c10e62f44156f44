"""The waivers in force for a release."""

from governance.versions.models import Waiver
from releases.models.releases import Release


def waivers_of(release: Release) -> dict[tuple[str, str], Waiver]:
    """Waivers in force, by rule and finding."""
    rows = Waiver.objects.filter(release=release).select_related("made_by")
    last = {(row.rule, row.finding): row for row in rows}
    return {key: row for key, row in last.items() if row.is_waived}
