"""The nightly check of stored files, and the repair of damaged ones.

Findings and repairs are in the audit trail; which worker does the work is not (as with leases, ADR 5).
"""

import hashlib
import logging
import time
from contextlib import suppress
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import F, Q

from governance.composing.making import make_files
from governance.composing.models import RenderJob
from governance.composing.tasks import DOCUMENT_FAULTS
from governance.integrity.models import FileSweep
from governance.integrity.tasks import mend_file
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.dates import clock
from secrel.core.files.damaged_files import (
    FileDamaged,
    damage_of,
    note_lost_file,
    note_mended_file,
    open_damage,
)
from secrel.core.models.files import DamagedFile, Mended, StoredFile
from secrel.core.processes.jobs import wake

log = logging.getLogger("secrel.jobs")
SLICE = 20.0
"""Seconds that a worker checks files before other jobs get their turn."""
AT_A_TIME = 20
AGAIN_AFTER = timedelta(minutes=3)
MAX_ATTEMPTS = 3
NOT_OURS = "Somebody uploaded this file, so we cannot recreate it. Restore it from a backup, then press “Check again”."
DIFFERS = (
    "This version of the application makes a different PDF from the same data, so the file was not replaced. Restore "
    "it from a backup, then press “Check again”."
)


def sweep_files(*, night: date, on: date, seconds: float = SLICE) -> bool:
    """Compare stored files with their digests, from the last one compared this night.

    Returns True when all are done or another worker has taken over.
    """
    ends = time.monotonic() + seconds
    row, _ = FileSweep.objects.get_or_create(night=night, defaults={"seen_at": clock.now()})
    while row.done_at is None:
        files = list(StoredFile.objects.filter(digest__gt=row.upto).order_by("digest")[:AT_A_TIME])
        damaged = _compared(files, on)
        facts = {
            "upto": files[-1].digest if files else row.upto,
            "files": row.files + len(files),
            "damaged": row.damaged + damaged,
            "seen_at": clock.now(),
            "done_at": clock.now() if len(files) < AT_A_TIME else None,
        }
        if not FileSweep.objects.filter(night=night, upto=row.upto, done_at=None).update(**facts):
            return True  # another worker has taken over
        row.refresh_from_db()
        if time.monotonic() > ends:
            break
    return row.done_at is not None


def _compared(files: list[StoredFile], on: date) -> int:
    """Record damaged files, and files that are intact again; returns the number of damaged ones."""
    open_rows = {row.file_id: row for row in DamagedFile.objects.open().filter(file__in=files)}
    count = 0
    for file in files:
        if damaged := damage_of(file):
            open_damage(file, damaged, on)
            count += 1
        elif file.pk in open_rows:
            with suppress(RuleBroken):
                note_mended_file(by=SYSTEM, row=open_rows[file.pk], how=Mended.RESTORED, on=on)
    return count


def claim(key: int) -> DamagedFile | None:
    """Claim a damaged file for repair; None where another worker has it."""
    now = clock.now()
    if not _waiting(now).filter(pk=key).update(looked_at=now, attempts=F("attempts") + 1):
        return None
    return DamagedFile.objects.select_related("file").get(pk=key)


def mend(row: DamagedFile, *, on: date) -> str:
    """Repair a damaged file: render a PDF again from its snapshot, and store it if its bytes are the same.

    A file that is intact again is recorded as repaired. For all others the reason why they stay damaged is recorded.
    """
    try:
        return _mended(row, on)
    except FileDamaged as part:  # a document of a pack: it is repaired first, and the pack at a later attempt
        open_damage(part.file, part, on)
        return "waits for a part of it"


def _mended(row: DamagedFile, on: date) -> str:
    with suppress(RuleBroken):  # another worker was faster
        if damage_of(row.file) is None:
            note_mended_file(by=SYSTEM, row=row, how=Mended.RESTORED, on=on)
        elif why := _recreate(row.file):
            note_lost_file(by=SYSTEM, row=row, why=why, on=on)
            return "stays damaged"
        else:
            note_mended_file(by=SYSTEM, row=row, how=Mended.RENDERED, on=on)
    return "mended"


def _recreate(file: StoredFile) -> str:
    """Recreate a file. Returns the reason why it could not be recreated, or an empty string; raises FileDamaged where a
    file that it is made from is damaged."""
    jobs = list(RenderJob.objects.filter(Q(pdf=file) | Q(archive=file)).select_related("snapshot__content"))
    if not jobs:
        return NOT_OURS
    try:
        made = make_files(jobs[0].snapshot)
        content = made.pdf if jobs[0].pdf_id == file.digest else made.archive
        if hashlib.sha256(content).hexdigest() != file.digest:
            return DIFFERS
        default_storage.save(file.path, ContentFile(content))
    except DOCUMENT_FAULTS as error:
        log.exception("Making the file %s again failed", file)
        return f"Recreating it failed ({type(error).__name__}: {error})."
    damaged = damage_of(file)
    return f"It was recreated, but the new copy {damaged.sentence}" if damaged else ""


def look_after_files(*, on: date) -> None:
    """Wake a worker for each damaged file that waits. Give up files after MAX_ATTEMPTS."""
    for row in _waiting(clock.now(), gave_up=True).select_related("file"):
        why = (
            f"Recreating it failed {MAX_ATTEMPTS} times. Restore it from a backup, then press “Check again”."
        )
        with suppress(RuleBroken):
            note_lost_file(by=SYSTEM, row=row, why=why, on=on)
    for key in _waiting(clock.now()).values_list("pk", flat=True)[:100]:
        if cache.add(f"mend-file-{key}", True, 30):
            wake(mend_file, damaged=key)


def _waiting(now: datetime, *, gave_up: bool = False):
    rows = DamagedFile.objects.open().filter(stays_because="")
    rows = rows.filter(Q(looked_at__isnull=True) | Q(looked_at__lt=now - AGAIN_AFTER))
    return rows.filter(attempts__gte=MAX_ATTEMPTS) if gave_up else rows.filter(attempts__lt=MAX_ATTEMPTS)
