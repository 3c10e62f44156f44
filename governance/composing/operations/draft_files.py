"""Files of documents that are not frozen: a worker makes each once, and it is kept while somebody asks for it.

They are derived from the facts and no part of the audit trail, so these functions are no operations.
"""

import uuid
from datetime import timedelta

from django.db.models import Exists, F, Q, QuerySet
from django.db.models.functions import Greatest

from governance.composing.models import DraftFile
from governance.composing.operations.rendering import LEASE, MAX_ATTEMPTS, WAKE_AGAIN_AFTER
from governance.composing.tasks import make_draft_file
from governance.documents.engine.facts import Fact
from governance.documents.engine.kind import DocumentKind
from secrel.core.changes.record import digest_of
from secrel.core.changes.result_cache import edition
from secrel.core.dates import clock
from secrel.core.processes.jobs import wake

ASKED, AHEAD = 3, 9
"""Priorities in the queue `documents`: published PDFs, at 0, come first, and what nobody has asked for comes last."""
MOST_WAITING = 20
"""Of one kind, before more are refused: anybody may ask for a brief."""
MOST_KEPT = 300
"""Of one kind; those that were asked for longest ago go first."""
KEPT_FOR = timedelta(days=1)
TRY_AGAIN_AFTER = timedelta(minutes=1)
ASKED_AGAIN = timedelta(minutes=1)
"""How exactly it is noted when somebody asked last."""


class TooManyWait(Exception):
    """So many files of this kind wait for a worker that no more are taken."""


def ask_for(
    kind: DocumentKind, form: str, document: Fact, *, subject: str = "", is_ahead: bool = False
) -> DraftFile:
    """The file of a document, made or being made. Raises TooManyWait.

    A file of an earlier draft of the same subject is dropped, unless a worker is making it.
    """
    now, data = clock.now(), document.as_data()
    key = key_of(kind, form, data)
    rows = DraftFile.objects.defer("document", "content")
    row = rows.filter(pk=key).first()
    if row is None:
        _refuse_too_many(kind)
        first = {"kind": kind.key, "form": form, "subject": subject, "document": data}
        times = {"queued_at": now, "woken_at": now, "asked_at": None if is_ahead else now}
        row, is_new = rows.get_or_create(pk=key, defaults=first | times)
        if is_new:
            _drop_earlier(row)
            _wake(row)
    elif row.failure and row.ended_at and row.ended_at < now - TRY_AGAIN_AFTER:
        again = {"failure": "", "ended_at": None, "attempts": 0, "woken_at": now, "document": data}
        _wake(_changed(row, **again))
    if not is_ahead and (row.asked_at is None or row.asked_at < now - ASKED_AGAIN):
        is_first = row.asked_at is None
        _changed(row, asked_at=now)
        if is_first and row.ended_at is None:
            _wake(row)  # it waits among those for which nobody has asked
    return row


def key_of(kind: DocumentKind, form: str, data: dict[str, object]) -> str:
    """What the bytes of a file depend on."""
    template = ""
    if form == DraftFile.Form.WORD:
        from governance.documents.engine.printing.word_file.template import template_digest

        template = template_digest()
    return digest_of([kind.key, form, data, edition(), template])


def take_lease(key: str) -> tuple[DraftFile, uuid.UUID] | None:
    """Claim a file that waits, or whose worker died; None if there is nothing to do.

    Of those for which nobody has asked one is made at a time, so that they never hold all workers.
    """
    now, lease = clock.now(), uuid.uuid4()
    ahead = DraftFile.objects.filter(asked_at__isnull=True, lease_until__gte=now).exclude(pk=key)
    claimed = (
        _unfinished()
        .filter(Q(lease__isnull=True) | Q(lease_until__lt=now), pk=key, attempts__lt=MAX_ATTEMPTS)
        .filter(Q(asked_at__isnull=False) | ~Exists(ahead))
        .update(lease=lease, lease_until=now + LEASE, attempts=F("attempts") + 1)
    )
    row = DraftFile.objects.filter(pk=key, lease=lease).first() if claimed else None
    return (row, lease) if row else None


def renew_lease(key: str, lease: uuid.UUID) -> bool:
    """Extend the lease; False if another worker holds it."""
    return bool(DraftFile.objects.filter(pk=key, lease=lease).update(lease_until=clock.now() + LEASE))


def finish(row: DraftFile, lease: uuid.UUID, content: bytes) -> bool:
    """Store the file, and drop those of its kind beyond the most that are kept; False if another worker took over."""
    if not _end(row.pk, lease, content=content, document=None):
        return False
    made = DraftFile.objects.filter(kind=row.kind, content__isnull=False)
    beyond = made.order_by(_last_needed().desc()).values("pk")[MOST_KEPT:]
    DraftFile.objects.filter(pk__in=beyond).delete()
    return True


def fail(key: str, lease: uuid.UUID, failure: str) -> bool:
    return _end(key, lease, failure=failure[:300])


def recover_draft_files() -> int:
    """Wake workers for files that wait too long or lost their worker; give up those tried too often."""
    now = clock.now()
    lost = Q(lease_until__lt=now)
    _unfinished().filter(lost, attempts__gte=MAX_ATTEMPTS).update(
        failure=f"The worker stopped {MAX_ATTEMPTS} times while making this file.", ended_at=now, lease=None
    )
    due = _unfinished().filter(lost | Q(lease__isnull=True), woken_at__lt=now - WAKE_AGAIN_AFTER)
    rows = list(due.only("key", "asked_at").order_by("queued_at")[:100])
    DraftFile.objects.filter(pk__in=[row.pk for row in rows]).update(woken_at=now)
    for row in rows:
        _wake(row)
    return len(rows)


def forget() -> int:
    """Delete the files for which nobody has asked for a day."""
    old = DraftFile.objects.alias(needed_at=_last_needed())
    return old.filter(needed_at__lt=clock.now() - KEPT_FOR).delete()[0]


def _unfinished() -> QuerySet[DraftFile]:
    return DraftFile.objects.filter(ended_at__isnull=True)


def _last_needed() -> Greatest:
    return Greatest("queued_at", "asked_at")


def _end(key: str, lease: uuid.UUID, **facts: object) -> bool:
    ended = {"ended_at": clock.now(), "lease": None, "lease_until": None}
    return bool(DraftFile.objects.filter(pk=key, lease=lease).update(**ended, **facts))


def _changed(row: DraftFile, **facts: object) -> DraftFile:
    """Change the row in the database, if it is still there, and in memory."""
    for name, value in facts.items():
        setattr(row, name, value)
    DraftFile.objects.filter(pk=row.pk).update(**facts)
    return row


def _refuse_too_many(kind: DocumentKind) -> None:
    if _unfinished().filter(kind=kind.key).count() >= MOST_WAITING:
        raise TooManyWait


def _drop_earlier(row: DraftFile) -> None:
    if row.subject:
        same = DraftFile.objects.filter(subject=row.subject, kind=row.kind, form=row.form)
        same.filter(lease__isnull=True).exclude(pk=row.pk).delete()


def _wake(row: DraftFile) -> None:
    wake(make_draft_file, priority=AHEAD if row.asked_at is None else ASKED, key=row.pk)
