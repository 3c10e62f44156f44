"""Operations on render jobs. Leases are internal to the job; its start, retry and end are operations."""

import uuid
from contextlib import suppress
from datetime import date, timedelta

from django.db import models
from django.db.models import Q

from governance.composing.making import announce_files
from governance.composing.models import RenderJob, Snapshot
from governance.composing.tasks import render_snapshot
from governance.composing.workflow import RENDERING
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM, Actor, EntryTarget, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates import clock
from secrel.core.models.files import StoredFile
from secrel.core.processes.jobs import wake

LEASE = timedelta(seconds=6)
WAKE_AGAIN_AFTER = timedelta(seconds=15)
MAX_ATTEMPTS = 5
PDF = "application/pdf"
ZIP = "application/zip"


def _target(job: RenderJob) -> EntryTarget:
    return {"target": Target.PDF(job.snapshot_id), "label": f"PDF of snapshot {job.snapshot_id[:12]}"}


@operation("governance.queue_rendering", Permission.FOLLOW_UP)
def queue_rendering(*, by: Actor, snapshot: Snapshot, label: str) -> RenderJob:
    """Queue the PDF of a snapshot, which is rendered once."""
    now = clock.now()
    job = RenderJob.objects.create(snapshot=snapshot, queued_at=now, woken_at=now)
    record(target=Target.PDF(snapshot.pk), label=f"PDF of {label}", changes={"state": [None, "queued"]})
    wake(render_snapshot, job=job.pk, digest=snapshot.pk)
    return job


@operation("governance.retry_rendering", Permission.PRESENT_VERSIONS)
def retry_rendering(*, by: Actor, job: RenderJob) -> RenderJob:
    """Queue a failed job again and reset its number of attempts."""
    job = RenderJob.objects.select_for_update(no_key=True).get(pk=job.pk)
    before, after = RENDERING.apply(job, "retry", by)
    job.attempts, job.failure, job.lease, job.lease_until = 0, "", None, None
    job.woken_at = clock.now()
    job.save()
    record(**_target(job), changes={"state": [before, after]})
    wake(render_snapshot, job=job.pk, digest=job.snapshot_id)
    return job


@operation("governance.finish_rendering", Permission.FOLLOW_UP)
def finish_rendering(
    *,
    by: Actor,
    job: RenderJob,
    lease: uuid.UUID,
    file: StoredFile,
    archive: StoredFile | None = None,
    on: date,
) -> bool:
    """Record the PDF, and the archive beside it; raises RuleBroken if another worker holds the lease."""
    job = _leased(job, lease)
    before, after = RENDERING.apply(job, "finish", by)
    job.pdf, job.archive, job.finished_at, job.lease, job.lease_until = (
        file,
        archive,
        clock.moment(),
        None,
        None,
    )
    job.save()
    beside = {"archive": [None, archive.digest]} if archive else {}
    record(**_target(job), changes={"state": [before, after], "pdf": [None, file.digest], **beside})
    announce_files(job.snapshot, on)
    return True


@operation("governance.fail_rendering", Permission.FOLLOW_UP)
def fail_rendering(*, by: Actor, job: RenderJob, lease: uuid.UUID | None, failure: str) -> None:
    """Mark the job as failed, with the reason shown on the page."""
    job = _leased(job, lease)
    before, after = RENDERING.apply(job, "fail", by)
    job.failure, job.finished_at, job.lease, job.lease_until = failure[:300], clock.moment(), None, None
    job.save()
    record(**_target(job), changes={"state": [before, after], "failure": [None, job.failure]})


def take_lease(job_key: int) -> tuple[RenderJob, uuid.UUID] | None:
    """Claim a queued job, or one whose worker died, for LEASE; None if there is nothing to do."""
    now, lease = clock.now(), uuid.uuid4()
    claimed = (
        RenderJob.objects.filter(Q(state="queued") | Q(state="rendering", lease_until__lt=now), pk=job_key)
        .exclude(attempts__gte=MAX_ATTEMPTS)
        .update(
            state=RENDERING.moves["start"].target,
            lease=lease,
            lease_until=now + LEASE,
            started_at=now,
            attempts=models.F("attempts") + 1,
        )
    )
    if not claimed:
        return None
    return RenderJob.objects.select_related("snapshot__content").get(pk=job_key), lease


def renew_lease(job_key: int, lease: uuid.UUID) -> bool:
    """Extend the lease; False if another worker holds it."""
    return bool(RenderJob.objects.filter(pk=job_key, lease=lease).update(lease_until=clock.now() + LEASE))


def recover_jobs() -> int:
    """Wake workers for jobs that wait too long or lost their worker; fail those tried too often. Returns the number."""
    now = clock.now()
    lost = Q(state="rendering", lease_until__lt=now)
    for job in RenderJob.objects.filter(lost, attempts__gte=MAX_ATTEMPTS):
        with suppress(RuleBroken):  # another process failed it at the same moment
            fail_rendering(
                by=SYSTEM,
                job=job,
                lease=job.lease,
                failure=f"The worker stopped {MAX_ATTEMPTS} times while making this PDF.",
            )
    due = RenderJob.objects.filter(lost | Q(state="queued", woken_at__lt=now - WAKE_AGAIN_AFTER))
    keys = list(due.order_by("queued_at").values_list("pk", "snapshot_id")[:100])
    RenderJob.objects.filter(pk__in=[key for key, _ in keys]).update(woken_at=now)
    for key, digest in keys:
        wake(render_snapshot, job=key, digest=digest)
    return len(keys)


def _leased(job: RenderJob, lease: uuid.UUID | None) -> RenderJob:
    job = RenderJob.objects.select_for_update(no_key=True).get(pk=job.pk)
    if job.lease != lease or job.state not in ("rendering", "queued"):
        raise RuleBroken("Another worker has taken over this PDF.")
    return job
