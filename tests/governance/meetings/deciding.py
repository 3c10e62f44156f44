"""Helpers that take a version through a meeting of the Panel."""

import hashlib
from datetime import date

from django.core.files.base import ContentFile
from django.utils import timezone

from governance.composing.operations import rendering
from governance.meetings.models import Item, Result
from governance.meetings.operations.decisions import confirm_decision, record_outcome
from governance.meetings.operations.meetings import record_attendance
from governance.versions.models import RidVersion
from governance.versions.operations.waivers import waive_finding
from governance.versions.queries.current import check_release
from releases.models.releases import Release
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.files.storing import store_file
from secrel.core.models.people import Membership, User

MEETING = date(2021, 10, 15)
AT = timezone.make_aware(timezone.datetime(2021, 10, 15, 12))


def rendered(version: RidVersion, pdf: bytes = b"%PDF-") -> RidVersion:
    """Finish the job with a PDF, as a worker does."""
    job, lease = rendering.take_lease(version.snapshot.job.pk)
    digest = hashlib.sha256(pdf).hexdigest()
    file = store_file(ContentFile(pdf), digest=digest, media_type=rendering.PDF)
    rendering.finish_rendering(by=SYSTEM, job=job, lease=lease, file=file, on=MEETING)
    return RidVersion.objects.get(pk=version.pk)


def attended(item: Item, secretary, count: int | None = None) -> None:
    """Record all voting members as present, or the first `count`."""
    members = Membership.objects.in_force(item.meeting.on).filter(body=item.meeting.body, role="member")
    record_attendance(
        by=secretary, meeting=item.meeting, present=list(members)[:count], token=AS_STORED, on=item.meeting.on
    )


def minuted(version: RidVersion, people, result: str = Result.BASELINED, **facts) -> Item:
    """The item of a presented version, with the attendance and the outcome recorded."""
    item = version.items.get()
    attended(item, people.secretary)
    record_outcome(by=people.secretary, item=item, result=result, token=AS_STORED, on=MEETING, at=AT, **facts)
    return Item.objects.get(pk=item.pk)


def decided(version: RidVersion, people) -> RidVersion:
    """What it became."""
    item = minuted(version, people)
    confirm_decision(
        by=people.chair, item=item, content_digest=version.snapshot.content_id, token=AS_STORED, on=MEETING
    )
    return RidVersion.objects.get(came_from=version)


def waive_all(by: User, release: Release) -> None:
    """Waive all errors of the release."""
    for row in check_release(release):
        if row.blocks:
            waive_finding(by=by, release=release, finding=row.finding, reason="Known.", on=MEETING)
