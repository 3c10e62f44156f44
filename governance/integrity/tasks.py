"""Tasks: restart lost jobs, check stored files, repair damaged files."""

from datetime import date, timedelta

from celery import shared_task
from django.conf import settings
from django.core.cache import cache
from django.utils import timezone

from governance.integrity.models import FileSweep
from governance.watch.models import DailyRun
from governance.watch.tasks import start_day
from secrel.core.dates import clock
from secrel.core.dates.clock import today

RETRY_DAY = 60  # seconds
SWEEP_LOST_AFTER = timedelta(minutes=3)


@shared_task
def look_after_jobs() -> int:
    """Restart lost jobs and repairs of files. Beat calls it every few seconds."""
    from governance.composing.operations.draft_files import recover_draft_files
    from governance.composing.operations.rendering import recover_jobs
    from governance.intake.operations.uploads import recover_uploads
    from governance.integrity.operations import look_after_files

    woken = recover_jobs() + recover_draft_files() + recover_uploads(today())
    look_after_files(on=today())
    due = timezone.localtime().hour >= settings.DAILY_JOB_HOUR
    if due and not DailyRun.objects.filter(on=today()).exists() and cache.add("day-started", True, RETRY_DAY):
        start_day.delay()  # its worker died, or none was running at that hour
    if _files_wait() and cache.add("file-sweep-started", True, RETRY_DAY):
        start_file_sweep.delay()
    return woken


def _files_wait() -> bool:
    """Whether tonight's check has not started, or lost its worker."""
    if timezone.localtime().hour < settings.FILE_CHECK_HOUR:
        return False
    row = FileSweep.objects.filter(night=timezone.localdate()).first()
    return row is None or (row.done_at is None and row.seen_at < clock.now() - SWEEP_LOST_AFTER)


@shared_task
def start_file_sweep() -> None:
    """Beat's nightly job. It uses the machine's own date, even if SECREL_TODAY sets another."""
    sweep_files.delay(night=timezone.localdate().isoformat())


@shared_task
def sweep_files(*, night: str) -> None:
    """Compare stored files with their digests for a while, then let other jobs run."""
    from governance.integrity import operations as files

    if not files.sweep_files(night=date.fromisoformat(night), on=today()):
        sweep_files.delay(night=night)


@shared_task
def mend_file(*, damaged: int) -> str:
    """Repair one damaged file, if it can be repaired."""
    from governance.integrity import operations as files

    row = files.claim(damaged)
    return files.mend(row, on=today()) if row else "nothing to do"
