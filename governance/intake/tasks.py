"""The task that reads an uploaded document. The row is the job."""

import logging
from contextlib import suppress

from celery import shared_task
from django.core.files.storage import default_storage

from governance.importer.refused import Refused
from governance.intake.reading import read_upload
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM
from secrel.core.dates.clock import today

log = logging.getLogger("secrel.jobs")
NOT_READ = (
    "The file could not be read. Save it again in the program that it comes from, and upload the new file."
)


@shared_task
def read_uploaded(*, receipt: str) -> str:
    """Read a document and keep what was understood. Idempotent: one that is read or discarded is skipped."""
    from governance.intake.operations import uploads as operations

    row = operations.start_attempt(receipt)
    if row is None:
        return "nothing to do"
    try:
        with default_storage.open(row.file.path) as stored:
            reading = read_upload(stored.read(), row.name, row.kind)
    except (
        Refused,
        OSError,
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        LookupError,
        RecursionError,
    ) as error:
        problem = error.text if isinstance(error, Refused) else NOT_READ
        if not isinstance(error, Refused):
            log.exception("Reading %s failed", receipt)
        with suppress(RuleBroken):  # it was discarded meanwhile
            operations.fail_reading(by=SYSTEM, upload=row, problem=problem, on=today())
        return "failed"
    with suppress(RuleBroken):
        operations.keep_reading(by=SYSTEM, upload=row, reading=reading, on=today())
    return "read"
