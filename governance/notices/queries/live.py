"""When a release went live."""

from datetime import date

from releases.models.releases import Release


def live_day(release: Release) -> date:
    """The day on which a live release went live: the actual date of its go-live, else the planned one."""
    row = release.timeline.filter(is_go_live=True).first()
    actual = row.actual if row is not None else None
    if actual and actual.day:
        return actual.interval()[0]
    return release.go_live_on
