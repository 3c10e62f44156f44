"""Making a pack of a meeting, and telling its body when it is there."""

from datetime import date

import msgspec
from django.conf import settings

from governance.composing.models import Snapshot
from governance.composing.operations.rendering import queue_rendering
from governance.composing.operations.snapshots import store_frozen
from governance.documents.pack.comparison import told
from governance.documents.pack.kind import PACK_KIND
from governance.documents.pack.types import Pack as WholePack
from governance.documents.pack.types import PackContent, PackDocument, PackIssue
from governance.meetings.models import Meeting
from governance.packs.compose.pack import NO_FILE, compose_pack
from governance.packs.models import Pack
from governance.packs.queries.packs import packs_of
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import SYSTEM, Actor, moment_of_change, operation, record
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.files.damaged_files import FileDamaged, sound_bytes
from secrel.core.models.files import StoredFile
from secrel.core.models.people import User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of

MOST_PAGES = 1000
MOST_MB = 100
MEGABYTE = 1024 * 1024
MOST_VERSIONS = 50


class PartDamaged(RuleBroken):
    """The stored file of a document is damaged. Whoever called records that, as the refusal undoes what is recorded
    in the operation."""

    def __init__(self, title: str, damaged: FileDamaged) -> None:
        super().__init__(
            f"The stored PDF of {title} {damaged.sentence} The administrators have been told. Try again when it is "
            "repaired."
        )
        self.damaged = damaged


@operation("governance.make_pack", Permission.PLAN_MEETINGS)
def make_pack(*, by: Actor, meeting: Meeting, on: date) -> Pack:
    """Freeze the agenda with its documents as the next pack of a meeting, and queue its files.

    Refused while nothing changed since the pack before, while a PDF is not made yet, and beyond the limits.
    """
    rows = Meeting.objects.select_for_update(of=("self",), no_key=True).select_related("body")
    meeting = rows.get(pk=meeting.pk)
    if meeting.state == "cancelled":
        raise RuleBroken(f"The {meeting} is cancelled, so it has no pack.")
    content = compose_pack(meeting, on, summaries=True)
    if not content.items:
        raise RuleBroken(f"Nothing is on the agenda of the {meeting} yet.")
    earlier = packs_of(meeting).first()
    changes = told(earlier.snapshot.document.content, content) if earlier else []
    if earlier and not changes:
        raise RuleBroken(f"Nothing on the agenda has changed since version {earlier.number} of the pack.")
    number = earlier.number + 1 if earlier else 1
    if number > MOST_VERSIONS:
        raise RuleBroken(f"A meeting has at most {MOST_VERSIONS} packs.")
    issue = PackIssue(
        version=number,
        date=on.isoformat(),
        site=settings.SITE_URL,
        marks=tuple(settings.DOCUMENT_MARKS),
        changes=tuple(changes),
    )
    snapshot = store_frozen(PACK_KIND, WholePack(content=_counted(content), issue=issue))
    pack = Pack.objects.create(
        meeting=meeting,
        number=number,
        snapshot=snapshot,
        made_by=by if isinstance(by, User) else None,
        made_at=moment_of_change(),
    )
    record(
        target=Target.PACK(meeting.body.key, meeting.on, number),
        label=str(pack),
        changes={
            "snapshot": [earlier.snapshot_id if earlier else None, snapshot.pk],
            "changed": [None, changes],
        },
        on=on,
    )
    queue_rendering(by=SYSTEM, snapshot=snapshot, label=str(pack))
    return pack


def announce_pack(snapshot: Snapshot, on: date) -> None:
    """Tell the body, once for each pack, when its files are there."""
    pack = Pack.objects.select_related("meeting__body", "snapshot").get(snapshot=snapshot)
    meeting = pack.meeting
    body = "\n".join(pack.changes) or "It has the agenda with its papers and RIDs, as one PDF and one zip."
    notify(
        holders_of(Permission.READ_PRESENTED, on=on, body=meeting.body.key),
        subject=f"{'The updated pack' if pack.number > 1 else 'The pack'} for the {meeting} is ready",
        body=body,
        path=f"{meeting.get_absolute_url()}pack/",
        on=on,
    )


def _counted(content: PackContent) -> PackContent:
    """The content with the pages of each document; refused where a PDF is missing or there are too many."""
    if waiting := [row.title for row in content.documents if row.pdf == NO_FILE]:
        verb = "is" if len(waiting) == 1 else "are"
        raise RuleBroken(
            f"The PDF of {', '.join(waiting)} {verb} not made yet. Try again in a minute. If it failed, the page of "
            "the document says why."
        )
    files = StoredFile.objects.in_bulk([row.pdf for row in content.documents])
    size = sum(file.size for file in files.values())
    if size > MOST_MB * MEGABYTE:
        raise RuleBroken(
            f"The documents have {size // MEGABYTE} MB together. A pack has at most {MOST_MB} MB."
        )
    counted = tuple(
        msgspec.structs.replace(row, pages=_pages(row, files[row.pdf])) for row in content.documents
    )
    pages = sum(row.pages for row in counted)
    if pages > MOST_PAGES:
        raise RuleBroken(f"The documents have {pages} pages together. A pack has at most {MOST_PAGES}.")
    return msgspec.structs.replace(content, documents=counted)


def _pages(row: PackDocument, file: StoredFile) -> int:
    from governance.packs.making.joining import page_count  # imported here, as only makers need pikepdf

    try:
        return page_count(sound_bytes(file))
    except FileDamaged as damaged:
        raise PartDamaged(row.title, damaged) from damaged
