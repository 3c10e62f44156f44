"""The nightly sweep over stored files, and the mending of damaged ones. Which worker does it is no part of the record
(as with leases, ADR 5); what it finds and does is."""

import hashlib
import logging
import time
from contextlib import suppress
from datetime import date, datetime, timedelta

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db.models import F, Q

from governance.composing.models import RenderJob
from governance.composing.tasks import DOCUMENT_FAULTS
from governance.integrity.models import FileSweep
from governance.integrity.tasks import mend_file
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.dates import clock
from secrel.core.files.damaged_files import damage_of, note_lost_file, note_mended_file, open_damage
from secrel.core.models.files import DamagedFile, Mended, StoredFile
from secrel.core.processes.jobs import wake

log = logging.getLogger("secrel.jobs")
SLICE = 20.0
"""Seconds that a worker sweeps before other jobs get their turn."""
AT_A_TIME = 20
AGAIN_AFTER = timedelta(minutes=3)
MAX_ATTEMPTS = 3
NOT_OURS = "Somebody uploaded this file, so we cannot recreate it. Restore it from a backup, then press “Check again”."
DIFFERS = (
    "This version of the application makes a different PDF from the same data, so the file was not replaced. Restore "
    "it from a backup, then press “Check again”."
)


def sweep_files(*, night: date, on: date, seconds: float = SLICE) -> bool:
    """Compare stored files with their digests, from where the night's sweep stands; returns whether it is at its end
    or another worker goes on with it."""
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
            return True  # another worker was as far
        row.refresh_from_db()
        if time.monotonic() > ends:
            break
    return row.done_at is not None


def _compared(files: list[StoredFile], on: date) -> int:
    """Return how many of these files are damaged. Note each of them, and each that was damaged and is now intact."""
    known = {row.file_id: row for row in DamagedFile.objects.open().filter(file__in=files)}
    count = 0
    for file in files:
        if damaged := damage_of(file):
            open_damage(file, damaged, on)
            count += 1
        elif file.pk in known:
            with suppress(RuleBroken):
                note_mended_file(by=SYSTEM, row=known[file.pk], how=Mended.RESTORED, on=on)
    return count


def claim(key: int) -> DamagedFile | None:
    """A damaged file that nobody tries to mend at the moment."""
    now = clock.now()
    if not _waiting(now).filter(pk=key).update(looked_at=now, attempts=F("attempts") + 1):
        return None
    return DamagedFile.objects.select_related("file").get(pk=key)


def mend(row: DamagedFile, *, on: date) -> str:
    """Make a PDF of ours again from its snapshot, and keep it if its bytes are the same; a file that is sound by now
    is noted so. Of everything else it is noted why it stays damaged."""
    with suppress(RuleBroken):  # another worker was faster
        if damage_of(row.file) is None:
            note_mended_file(by=SYSTEM, row=row, how=Mended.RESTORED, on=on)
        elif why := _why_not_made_again(row.file):
            note_lost_file(by=SYSTEM, row=row, why=why, on=on)
            return "stays damaged"
        else:
            note_mended_file(by=SYSTEM, row=row, how=Mended.RENDERED, on=on)
    return "mended"


def _why_not_made_again(file: StoredFile) -> str:
    """Make the file again; the sentence that says why it could not be, or nothing."""
    jobs = list(RenderJob.objects.filter(pdf=file).select_related("snapshot__content"))
    if not jobs:
        return NOT_OURS
    try:
        from governance.documents.engine.printing.render import render_pdf

        snapshot = jobs[0].snapshot
        content = render_pdf(snapshot.document_kind, snapshot.document)
        if hashlib.sha256(content).hexdigest() != file.digest:
            return DIFFERS
        default_storage.save(file.path, ContentFile(content))
    except DOCUMENT_FAULTS as error:
        log.exception("Making the file %s again failed", file)
        return f"Recreating it failed ({type(error).__name__}: {error})."
    damaged = damage_of(file)
    return f"It was recreated, but the new copy {damaged.sentence}" if damaged else ""


def look_after_files(*, on: date) -> None:
    """Wake a worker for each damaged file that waits; give up what ended too many of them."""
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
