"""Stored files compared with their digests. A damaged file is never sent; administrators are notified once."""

import hashlib
from contextlib import suppress
from datetime import date

from django.core.exceptions import SuspiciousOperation
from django.core.files.storage import default_storage

from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM, Actor, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.dates import clock
from secrel.core.models.files import Damage, DamagedFile, Mended, StoredFile
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of

PAGE = "/damaged-files/"
SENTENCES = {
    Damage.MISSING: "is missing from the storage",
    Damage.CHANGED: "was changed in the storage",
    Damage.UNREADABLE: "cannot be read from the storage",
}


class FileDamaged(Exception):
    """The storage does not hold the file as it was stored; `sentence` follows the file's name."""

    def __init__(self, file: StoredFile, damage: Damage, cause: Exception | None = None) -> None:
        reason = f" ({type(cause).__name__})" if damage == Damage.UNREADABLE else ""
        self.file, self.damage, self.sentence = file, damage, f"{SENTENCES[damage]}{reason}."
        super().__init__(self.sentence)


def sound_bytes(file: StoredFile) -> bytes:
    """The file, read into memory and compared with its SHA-256; raises FileDamaged."""
    try:
        with default_storage.open(file.path) as stored:
            # one byte more: a file that has grown is damaged too
            content = stored.read(-1 if file.size is None else file.size + 1)
    except FileNotFoundError as error:
        raise FileDamaged(file, Damage.MISSING) from error
    except (OSError, SuspiciousOperation) as error:
        raise FileDamaged(file, Damage.UNREADABLE, error) from error
    if hashlib.sha256(content).hexdigest() != file.digest:
        raise FileDamaged(file, Damage.CHANGED)
    return content


def damage_of(file: StoredFile) -> FileDamaged | None:
    try:
        sound_bytes(file)
    except FileDamaged as damaged:
        return damaged
    return None


def open_damage(file: StoredFile, damaged: FileDamaged, on: date) -> DamagedFile:
    """The open row of a damaged file; created if there is none yet."""
    rows = DamagedFile.objects.open().filter(file=file)
    if not rows.exists():
        with suppress(RuleBroken):  # another request found it at the same moment
            note_damaged_file(by=SYSTEM, file=file, damage=damaged.damage, on=on)
    return rows.get()


@operation("core.note_damaged_file", Permission.FOLLOW_UP)
def note_damaged_file(*, by: Actor, file: StoredFile, damage: str, on: date) -> DamagedFile:
    """Record that a file is damaged and notify the administrators; once until it is repaired."""
    StoredFile.objects.select_for_update(no_key=True).get(pk=file.pk)
    if DamagedFile.objects.open().filter(file=file).exists():
        raise RuleBroken("This file is already listed as damaged.")
    row = DamagedFile.objects.create(file=file, damage=damage, found_at=clock.now())
    record(**_target(file), changes={"damage": [None, damage]}, on=on)
    body = (
        f"The stored file {file} {SENTENCES[damage]}. It will not be sent to anybody until it is repaired. The "
        "page “Damaged files” shows what it belongs to and what to do."
    )
    people = holders_of(Permission.MANAGE_ACCOUNTS, on=on)
    notify(people, subject="A stored file is damaged", body=body, path=PAGE, on=on)
    return row


@operation("core.note_mended_file", Permission.FOLLOW_UP)
def note_mended_file(*, by: Actor, row: DamagedFile, how: Mended, on: date) -> DamagedFile:
    """Record that the file has been repaired."""
    row = _locked(row)
    row.mended, row.mended_at = how, clock.now()
    row.save(update_fields=["mended", "mended_at"])
    record(**_target(row.file), changes={"mended": [None, how]}, on=on)
    return row


@operation("core.note_lost_file", Permission.FOLLOW_UP)
def note_lost_file(*, by: Actor, row: DamagedFile, why: str, on: date) -> DamagedFile:
    """Record why the file cannot be repaired automatically; the page shows the reason."""
    row = _locked(row)
    before, row.stays_because = row.stays_because or None, why[:300]
    row.save(update_fields=["stays_because"])
    record(**_target(row.file), changes={"stays_because": [before, row.stays_because]}, on=on)
    return row


@operation("core.check_file_again", Permission.MANAGE_ACCOUNTS)
def check_file_again(*, by: Actor, row: DamagedFile, on: date) -> DamagedFile:
    """Have a worker check the file once more, after it was restored or the cause was corrected."""
    row = _locked(row)
    before, row.stays_because = row.stays_because or None, ""
    row.looked_at, row.attempts = None, 0
    row.save(update_fields=["stays_because", "looked_at", "attempts"])
    record(**_target(row.file), changes={"stays_because": [before, None]}, on=on)
    return row


def _locked(row: DamagedFile) -> DamagedFile:
    rows = DamagedFile.objects.open().select_for_update(of=("self",), no_key=True).select_related("file")
    found = rows.filter(pk=row.pk).first()
    if found is None:
        raise RuleBroken("This file has been repaired.")
    return found


def _target(file: StoredFile) -> dict[str, str]:
    return {"target": Target.FILE(file.digest), "label": f"Stored file {file}"}
