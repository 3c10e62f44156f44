"""Uploading a document, keeping what a worker read of it, and importing it once a person has confirmed it."""

from contextlib import suppress
from datetime import date, timedelta
from typing import Any

from django.db.models import F

from governance.importer.importing import import_rid
from governance.importer.reading import check_document
from governance.importer.refused import Refused
from governance.intake.models import UploadedRid
from governance.intake.reading import Reading
from governance.intake.tasks import read_uploaded
from governance.intake.workflow import UPLOAD
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM, Actor, Token, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates import clock
from secrel.core.files.storing import store_file
from secrel.core.files.uploads import CheckedFile
from secrel.core.models.people import User
from secrel.core.processes.jobs import wake
from secrel.core.values.receipts import new_receipt

Data = dict[str, Any]
WAKE_AGAIN_AFTER = timedelta(minutes=3)
MOST_ATTEMPTS = 3
ALSO = {".md": "text/markdown", ".json": "application/json"}
"""Texts that are accepted here, and not as evidence, with their media types."""
ENDINGS = (".pdf", ".docx", ".txt", *ALSO)
OTHER_KIND = (
    "Choose a PDF, a Word file (.docx), a text (.txt or .md) or the data (.json) of a Release Implementation Document, "
    "a releases update paper or a publication notice."
)
WORKER_STOPPED = (
    "The file could not be read: the worker stopped each time. Save a smaller file with the Release Implementation "
    "Document alone, and upload that."
)


def target_of(row: UploadedRid) -> Data:
    return {"target": Target.UPLOADED_RID(row.receipt), "label": f"Document {row.name}"}


def locked(row: UploadedRid) -> UploadedRid:
    return UploadedRid.objects.select_for_update(no_key=True).get(pk=row.pk)


def theirs(row: UploadedRid) -> Data:
    return {"state": row.get_state_display()}


@operation("governance.upload_rid", Permission.PUBLISH_VERSIONS)
def upload_rid(*, by: User, file: CheckedFile, kind: UploadedRid.Kind | None = None, on: date) -> UploadedRid:
    """Keep a file and have a worker read it. Nothing becomes a fact. `kind`: what it is; recognised if not given."""
    if not file.name.casefold().endswith(ENDINGS):
        raise RuleBroken(OTHER_KIND, field="file")
    stored = store_file(file.file, digest=file.digest, media_type=file.media_type)
    row = UploadedRid.objects.create(
        receipt=new_receipt("D", on),
        name=file.name,
        file=stored,
        uploaded_by=by,
        kind=kind or "",
        uploaded_on=on,
        woken_at=clock.now(),
    )
    changes = {"state": [None, "waiting"], "name": [None, row.name], "file": [None, stored.digest]}
    record(**target_of(row), changes=changes, on=on)
    wake(read_uploaded, receipt=row.receipt)
    return row


@operation("governance.keep_reading", Permission.FOLLOW_UP)
def keep_reading(*, by: Actor, upload: UploadedRid, reading: Reading, on: date) -> UploadedRid:
    """Keep what a worker read, for a person to confirm."""
    row = locked(upload)
    before, after = UPLOAD.apply(row, "keep", by)
    row.found, row.kind, row.token = reading.stored, reading.kind, row.token + 1
    row.save()
    unsure = sum(one.confidence < 1 for one in reading.fields)
    record(**target_of(row), changes={"state": [before, after], "fields": [None, unsure]}, on=on)
    return row


@operation("governance.fail_reading", Permission.FOLLOW_UP)
def fail_reading(*, by: Actor, upload: UploadedRid, problem: str, on: date) -> UploadedRid:
    """Record why a file could not be read, as its page says it."""
    row = locked(upload)
    before, after = UPLOAD.apply(row, "fail", by)
    row.problem, row.token = problem[:2000], row.token + 1
    row.save()
    record(**target_of(row), changes={"state": [before, after], "problem": [None, row.problem]}, on=on)
    return row


@operation("governance.confirm_upload", Permission.PUBLISH_VERSIONS)
def confirm_upload(
    *, by: User, upload: UploadedRid, document: Data, keeps_as_published: bool = False, token: Token, on: date
) -> UploadedRid:
    """Import the document that a person has confirmed: one transaction, with the digest of the file in its entry.

    Raises RuleBroken with a sentence if the document breaks a rule, or states what cannot be stored as a fact and
    `keeps_as_published` is not set.
    """
    row = locked(upload)
    take_token(row, token, lambda: theirs(row), f"{row.name}")
    before, after = UPLOAD.apply(row, "confirm", by)
    try:
        checked = check_document(document)
    except Refused as refused:
        raise RuleBroken(refused.text) from refused
    imported = import_rid(by=by, document=checked, on=on)
    if imported.losses and not keeps_as_published:
        raise RuleBroken(
            f"{imported.losses[0]} Tick “Keep as published” to import it with such differences, or correct the facts."
        )
    row.version = imported.version
    row.save()
    changes: dict[str, list[Any]] = {
        "state": [before, after],
        "version": [None, str(imported.version)],
        "file": [None, row.file_id],
        "corrected": [None, document != row.found["facts"]],
    }
    record(**target_of(row), changes=changes, on=on)
    return row


@operation("governance.discard_upload", Permission.PUBLISH_VERSIONS)
def discard_upload(*, by: User, upload: UploadedRid, token: Token, on: date) -> UploadedRid:
    """Leave a document without importing it. Its file stays."""
    row = locked(upload)
    take_token(row, token, lambda: theirs(row), f"{row.name}")
    before, after = UPLOAD.apply(row, "discard", by)
    row.save()
    record(**target_of(row), changes={"state": [before, after]}, on=on)
    return row


def recover_uploads(on: date) -> int:
    """Wake workers for documents that wait too long, and fail those tried too often. Returns their number."""
    late = UploadedRid.objects.filter(state="waiting", woken_at__lt=clock.now() - WAKE_AGAIN_AFTER)
    for row in late.filter(attempts__gte=MOST_ATTEMPTS):
        with suppress(RuleBroken):  # another process failed it at the same moment
            fail_reading(by=SYSTEM, upload=row, problem=WORKER_STOPPED, on=on)
    receipts = list(late.filter(attempts__lt=MOST_ATTEMPTS).values_list("receipt", flat=True)[:20])
    UploadedRid.objects.filter(receipt__in=receipts).update(woken_at=clock.now())
    for receipt in receipts:
        wake(read_uploaded, receipt=receipt)
    return len(receipts)


def start_attempt(receipt: str) -> UploadedRid | None:
    """The document that a worker is to read, its attempt counted; None if there is nothing to do."""
    claimed = UploadedRid.objects.filter(receipt=receipt, state="waiting", attempts__lt=MOST_ATTEMPTS).update(
        attempts=F("attempts") + 1, woken_at=clock.now()
    )
    return UploadedRid.objects.select_related("file").get(receipt=receipt) if claimed else None
