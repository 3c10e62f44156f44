"""Jobs: rendering, looking after lost jobs, the daily flags. Ids and digests in; the rows are the truth."""

import hashlib
import logging
import threading
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from celery import shared_task
from django.db import close_old_connections, connection

from secrel.core.changes import SYSTEM
from secrel.core.clock import today
from secrel.core.errors import RuleBroken

log = logging.getLogger("secrel.jobs")
HEARTBEAT = 1.5  # seconds


@shared_task
def render_snapshot(*, job: int, digest: str) -> str:
    """Render one snapshot's PDF and store it by digest. Idempotent: a finished job is left alone.

    A failure of the document itself is recorded and shown. Where the database or the machine fails, the
    lease runs out and another worker takes the job.
    """
    from governance.documents.render import render_pdf
    from governance.operations import rendering

    claimed = rendering.take_lease(job)
    if claimed is None:
        return "nothing to do"
    row, lease = claimed
    with _heartbeat(job, lease):
        try:
            content = render_pdf(row.snapshot.as_data())
        except (ValueError, KeyError, TypeError, AttributeError, LookupError) as error:
            log.exception("Rendering %s failed", digest[:12])
            reason = f"{type(error).__name__}: {error}"
            rendering.fail_rendering(by=SYSTEM, job=row, lease=lease, failure=reason)
            return "failed"
        file = rendering.store(content, hashlib.sha256(content).hexdigest(), rendering.PDF)
        try:
            rendering.finish_rendering(by=SYSTEM, job=row, lease=lease, file=file)
        except RuleBroken as error:
            log.warning("%s", error)
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
    """Find jobs that lost their worker or were never heard of; called every few seconds by beat."""
    from governance.operations.rendering import look_after

    close_old_connections()
    return look_after()


@shared_task
def start_day() -> None:
    """Beat's daily job: reads the clock once and hands the date on."""
    flag_cut_offs.delay(on=today().isoformat())


@shared_task
def flag_cut_offs(*, on: str) -> dict[str, int]:
    """Raise and clear the cut-off flags for a day; however often it runs, the flags are the same."""
    from governance.operations.flags import sweep_cut_offs

    return sweep_cut_offs(on=date.fromisoformat(on))
