"""Which findings about a release stand all the same."""

from governance.versions.models import Waiver
from releases.models.releases import Release


def waivers_of(release: Release) -> dict[tuple[str, str], Waiver]:
    """By rule and what it said: those that are waived now."""
    rows = Waiver.objects.filter(release=release).select_related("made_by")
    last = {(row.rule, row.said): row for row in rows}
    return {key: row for key, row in last.items() if row.is_waived}
