"""Whether and when a release went live, and its notice."""

from datetime import date

from governance.notices.models import Notice
from releases.models.releases import Release

LIVE = ("live", "closed")


def has_gone_live(release: Release) -> bool:
    return release.life in LIVE


def notice_of(release: Release) -> Notice | None:
    """The notice of a release, as a draft or published."""
    return Notice.objects.filter(release=release).exclude(state="discarded").first()


def live_day(release: Release) -> date:
    """The day on which a live release went live: the actual date of its go-live, else the planned one."""
    row = release.timeline.filter(is_go_live=True).first()
    actual = row.actual if row is not None else None
    if actual and actual.day:
        return actual.interval()[0]
    return release.go_live_on
