"""Packs of a meeting, what changed since the last one, and who may read all parts of one."""

from datetime import date

from django.db.models import QuerySet

from governance.documents.pack.comparison import told
from governance.documents.pack.types import PackDocument
from governance.meetings.models import Meeting
from governance.packs.compose.pack import compose_pack
from governance.packs.models import Pack
from governance.papers.models import Paper
from governance.papers.queries import papers, versions_of
from governance.versions.queries.versions import visible_versions
from releases.models.releases import Release
from secrel.core.models.people import User


def packs_of(meeting: Meeting) -> QuerySet[Pack]:
    rows = Pack.objects.filter(meeting=meeting)
    return rows.select_related("meeting__body", "snapshot__content", "snapshot__job").order_by("-number")


def changed_since(pack: Pack, on: date) -> list[str]:
    """What changed on the agenda since a pack, as sentences."""
    return told(pack.snapshot.document.content, compose_pack(pack.meeting, on))


def unread_parts(user: User, pack: Pack) -> list[str]:
    """Titles of the documents in a pack that a reader of its meeting may not read. Only without any is it sent."""
    documents = pack.snapshot.document.content.documents
    return [row.title for row in documents if not _reads(user, row)]


def _reads(user: User, row: PackDocument) -> bool:
    """Whether a person may read the version in the pack now, by the rules of its own page."""
    kind, *place = row.key.split("/")
    if kind == "papers":
        body, on, item, *_ = place
        found = papers(user).filter(meeting__body__key=body, meeting__on=on, item=int(item)).first()
        return isinstance(found, Paper) and versions_of(found, user).filter(number=int(row.version)).exists()
    release = Release.objects.filter(slug=place[0]).first()
    if release is None:
        return False
    major, _, minor = row.version.partition(".")
    rows = visible_versions(release, user.permissions(), user)
    return rows.filter(major=int(major), minor=int(minor)).exists()
