"""The tasks that make PDFs, and files of drafts. The row of the job holds its state."""

import hashlib
import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

from billiard.exceptions import SoftTimeLimitExceeded
from celery import shared_task
from django.core.files.base import ContentFile
from django.db import connection

from governance.composing.making import make_files, make_form
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.dates.clock import today
from secrel.core.files.damaged_files import FileDamaged, open_damage
from secrel.core.files.storing import store_file
from secrel.core.models.files import StoredFile
from secrel.core.processes.no_room import NoRoom, is_full

log = logging.getLogger("secrel.jobs")
HEARTBEAT = 1.5  # seconds
PDF_FOUND_NO_ROOM = (
    "The server's disk is full, so the PDF could not be made. Free some space, then try again."
)
DOCUMENT_FAULTS = (
    *(ValueError, KeyError, TypeError, AttributeError, LookupError, RuntimeError),
    *(ImportError, OSError, MemoryError, SoftTimeLimitExceeded),
)


@shared_task
def render_snapshot(*, job: int, digest: str) -> str:
    """Render the PDF of a snapshot and store it by digest. Idempotent: a finished job is skipped.

    A fault of the document is recorded and shown. If the database or the machine fails, the lease expires and another
    worker takes the job.
    """
    from governance.composing.operations import rendering

    claimed = rendering.take_lease(job)
    if claimed is None:
        return "nothing to do"
    row, lease = claimed
    with _heartbeat(lambda: rendering.renew_lease(job, lease)):
        try:
            made = make_files(row.snapshot)
            file = _stored(made.pdf, rendering.PDF)
            archive = _stored(made.archive, rendering.ZIP) if made.archive else None
        except (*DOCUMENT_FAULTS, FileDamaged, NoRoom) as error:
            log.exception("Rendering %s failed", digest[:12])
            reason = _reason(error)
            with suppress(RuleBroken):  # another worker has taken over
                rendering.fail_rendering(by=SYSTEM, job=row, lease=lease, failure=reason)
            return "failed"
        try:
            rendering.finish_rendering(
                by=SYSTEM, job=row, lease=lease, file=file, archive=archive, on=today()
            )
        except RuleBroken as error:
            log.warning("%r", error)
            return "another worker was faster"
    return "done"


@shared_task
def make_draft_file(*, key: str) -> str:
    """Make the PDF or Word file of a draft. Idempotent: a file that is made, or that nobody needs now, is skipped."""
    from governance.composing.operations import draft_files

    claimed = draft_files.take_lease(key)
    if claimed is None:
        return "nothing to do"
    row, lease = claimed
    with _heartbeat(lambda: draft_files.renew_lease(key, lease)):
        try:
            content = make_form(row.kind, row.form, row.document)
        except DOCUMENT_FAULTS as error:
            log.exception("Making the %s failed", row)
            draft_files.fail(key, lease, _reason(error))
            return "failed"
        return "done" if draft_files.finish(row, lease, content) else "another worker was faster"


@shared_task
def forget_draft_files() -> int:
    """Delete files of drafts for which nobody has asked for some time; started by beat."""
    from governance.composing.operations.draft_files import forget

    return forget()


def _reason(error: Exception) -> str:
    """Why a PDF could not be made, as its page says it. A damaged file is also recorded."""
    if isinstance(error, FileDamaged):
        open_damage(error.file, error, today())
        return f"A file that it is made from, {error.file}, {error.sentence}"
    return PDF_FOUND_NO_ROOM if is_full(error) else f"{type(error).__name__}: {error}"


def _stored(content: bytes, media_type: str) -> StoredFile:
    digest = hashlib.sha256(content).hexdigest()
    return store_file(ContentFile(content), digest=digest, media_type=media_type)


@contextmanager
def _heartbeat(renew: Callable[[], bool]) -> Iterator[None]:
    """Renew the lease from a thread for as long as the block runs, until another worker holds it."""
    stopped = threading.Event()

    def beat() -> None:
        try:
            while not stopped.wait(HEARTBEAT):
                if not renew():
                    return
        finally:
            connection.close()

    thread = threading.Thread(target=beat, daemon=True)
    thread.start()
    try:
        yield
    finally:
        stopped.set()
        thread.join()
