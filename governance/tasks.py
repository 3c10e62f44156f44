"""Jobs: rendering, lost jobs, the daily flags, stored files. Ids and digests in; the rows are the truth."""

import hashlib
import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import date, timedelta

from billiard.exceptions import SoftTimeLimitExceeded
from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.utils import timezone

from governance.models import DailyRun, FileSweep
from secrel.core import clock
from secrel.core.changes import SYSTEM
from secrel.core.clock import today
from secrel.core.errors import RuleBroken
from secrel.core.keeping import keep_file
from secrel.core.no_room import NoRoom, is_full

log = logging.getLogger("secrel.jobs")
HEARTBEAT = 1.5  # seconds
RETRY_DAY = 60  # seconds
PDF_FOUND_NO_ROOM = (
    "The server's disk is full, so the PDF could not be made. Free some space, then try again."
)
SWEEP_LOST_AFTER = timedelta(minutes=3)
DOCUMENT_FAULTS = (
    *(ValueError, KeyError, TypeError, AttributeError, LookupError, RuntimeError),
    *(ImportError, OSError, MemoryError, SoftTimeLimitExceeded),
)


@shared_task
def render_snapshot(*, job: int, digest: str) -> str:
    """Render one snapshot's PDF and store it by digest. Idempotent: a finished job is left alone.

    A failure of the document itself is recorded and shown. Where the database or the machine fails, the
    lease runs out and another worker takes the job.
    """
    from governance.operations import rendering

    claimed = rendering.take_lease(job)
    if claimed is None:
        return "nothing to do"
    row, lease = claimed
    with _heartbeat(job, lease):
        try:
            from governance.documents import render  # here, as a missing library is a reason to show too

            content = render.render_pdf(row.snapshot.document_kind, row.snapshot.document)
            file = keep_file(
                ContentFile(content), digest=hashlib.sha256(content).hexdigest(), media_type=rendering.PDF
            )
        except (*DOCUMENT_FAULTS, NoRoom) as error:
            log.exception("Rendering %s failed", digest[:12])
            reason = PDF_FOUND_NO_ROOM if is_full(error) else f"{type(error).__name__}: {error}"
            with suppress(RuleBroken):  # another worker has it by now
                rendering.fail_rendering(by=SYSTEM, job=row, lease=lease, failure=reason)
            return "failed"
        try:
            rendering.finish_rendering(by=SYSTEM, job=row, lease=lease, file=file)
        except RuleBroken as error:
            log.warning("%r", error)
            return "another worker was faster"
    return "done"


@contextmanager
def _heartbeat(job: int, lease: uuid.UUID) -> Iterator[None]:
    """Renew the lease from a thread for as long as the block runs."""
    from governance.operations.rendering import renew_lease

    over = threading.Event()

    def beat() -> None:
        try:
            while not over.wait(HEARTBEAT):
                if not renew_lease(job, lease):
                    return
        finally:
            connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


@shared_task
def look_after_jobs() -> int:
    """Find jobs that lost their worker or were never heard of, damaged files too; called every few seconds by beat."""
    from governance.operations.files import look_after_files
    from governance.operations.rendering import look_after

    woken = look_after()
    look_after_files(on=today())
    due = timezone.localtime().hour >= settings.DAILY_JOB_HOUR
    if due and not DailyRun.objects.filter(on=today()).exists() and cache.add("day-started", True, RETRY_DAY):
        start_day.delay()  # its worker died, or nobody was there at the hour
    if _files_wait() and cache.add("file-sweep-started", True, RETRY_DAY):
        start_file_sweep.delay()
    return woken


@shared_task
def start_day() -> None:
    """Beat's daily job: reads the clock once and hands the date on."""
    sweep_flags.delay(on=today().isoformat())


@shared_task
def sweep_flags(*, on: str) -> dict[str, int]:
    """Raise, update and clear the flags for a day, and close evidence on security that an earlier version left open.

    However often it runs, the flags are the same.

    A message that comes late, after a later day was swept, does nothing.
    """
    from governance.operations.flags import sweep
    from governance.operations.security import close_security_evidence

    if DailyRun.objects.filter(on__gt=on).exists():
        log.info("The sweep of %s came late: a later day was swept already", on)
        return {}
    close_security_evidence(on=today())
    counts = sweep(on=date.fromisoformat(on))
    DailyRun.objects.update_or_create(on=on, defaults={"done_at": clock.now()})
    return counts


def _files_wait() -> bool:
    """Whether the night's sweep was not begun, or lost its worker."""
    if timezone.localtime().hour < settings.FILE_CHECK_HOUR:
        return False
    row = FileSweep.objects.filter(night=timezone.localdate()).first()
    return row is None or (row.done_at is None and row.seen_at < clock.now() - SWEEP_LOST_AFTER)


@shared_task
def start_file_sweep() -> None:
    """Beat's nightly job. The night is the machine's own, also where pages take today to be another day."""
    sweep_files.delay(night=timezone.localdate().isoformat())


@shared_task
def sweep_files(*, night: str) -> None:
    """Compare stored files with their digests for a while, then let other jobs come first."""
    from governance.operations import files

    if not files.sweep_files(night=date.fromisoformat(night), on=today()):
        sweep_files.delay(night=night)


@shared_task
def mend_file(*, damaged: int) -> str:
    """Make one damaged file again, where that can be done."""
    from governance.operations import files

    row = files.claim(damaged)
    return files.mend(row, on=today()) if row else "nothing to do"
