"""Verifying all that is kept for good: the chain, contents, snapshots, PDFs, evidence, decisions.

Each check yields sentences that name what does not fit; nothing is changed. The record is the witness:
whatever a row says must be what an entry of the chain said when it was written.
"""

from collections import defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field

import rfc8785
from django.db import connection, transaction

from governance.composing.models import Content, RenderJob, Snapshot
from governance.documents.rid.issue import created, history_row
from governance.integrity.verify.acceptance import (
    AcceptanceTold,
    check_deliverables,
    check_evidence,
    check_reviews,
)
from governance.integrity.verify.files import check_file
from governance.integrity.verify.items import Said, check_items, hear
from governance.integrity.verify.meetings import OF_MEETINGS, MeetingsTold, check_meetings
from governance.versions.models import RidVersion, VersionStep
from secrel.core.changes.record import broken_links, digest_of
from secrel.core.changes.targets import Target, read_target
from secrel.core.models.record import AuditEntry

MALFORMED = (AttributeError, KeyError, TypeError, ValueError, IndexError, rfc8785.CanonicalizationError)


@dataclass
class Witness:
    """What the entries of the record say was stored: digests by address, heads by position."""

    heads: dict[int, str] = field(default_factory=dict)
    state: dict[str, str] = field(default_factory=dict)
    snapshot_of: dict[str, str] = field(default_factory=dict)
    pdf: dict[str, str] = field(default_factory=dict)
    published: dict[str, str | None] = field(default_factory=dict)
    acceptance: AcceptanceTold = field(default_factory=AcceptanceTold)
    snapshots: set[str] = field(default_factory=set)
    contents: set[str] = field(default_factory=set)
    meetings: MeetingsTold = field(default_factory=MeetingsTold)
    items: dict[str, list[Said]] = field(default_factory=lambda: defaultdict(list))

    def listen(self) -> None:
        for entry in AuditEntry.objects.order_by("position").iterator(chunk_size=500):
            self.heads[entry.position] = entry.digest
            with suppress(*MALFORMED):  # a broken entry is named by the check of the chain
                self._hear(entry)

    def _hear(self, entry: AuditEntry) -> None:
        said = {name: pair[1] for name, pair in entry.changes.items()}
        self.contents |= set(entry.composed.values())
        kind, keys = read_target(entry.target)
        hear(entry, self.items)
        self.meetings.hear(entry, kind)
        if kind in OF_MEETINGS and "content" in said:
            self.contents.add(said["content"])
        if "pdf" in said:
            self.pdf[entry.target] = said["pdf"]
        self.acceptance.hear(entry, kind, keys)
        if "snapshot" in said:  # of a version, or of another kind of document
            self.snapshots.add(said["snapshot"])
        if kind is not Target.VERSION:
            return
        if "published_on" in said:
            self.published[entry.target] = said["published_on"]
        if "state" in said:
            self.state[entry.target] = said["state"]
        if "snapshot" in said:
            version = entry.target
            if "became" in said:
                version = Target.VERSION(keys["release"], said["became"])
                self.state[version] = "baselined"
            self.snapshot_of[version] = said["snapshot"]


def verdict(findings: list[str]) -> str:
    """ "ok", "1 problem", "2 problems"."""
    if not findings:
        return "ok"
    return "1 problem" if len(findings) == 1 else f"{len(findings)} problems"


def verify() -> Iterator[tuple[str, list[str]]]:
    """Name and findings of each check; an empty list of findings is a pass."""
    checks: list[tuple[str, Callable[[Witness], Iterator[str]]]] = [
        ("Contents", _contents),
        ("Snapshots", _snapshots),
        ("Versions", _versions),
        ("Decisions", _decisions),
        ("Positions and outcomes", lambda told: check_items(told.items)),
        ("Meetings and comments", lambda told: check_meetings(told.meetings)),
        ("PDFs", _pdfs),
        ("Evidence", lambda told: check_evidence(told.acceptance)),
        ("Testing deliverables", lambda told: check_deliverables(told.acceptance)),
        ("Reviews and conditions", lambda told: check_reviews(told.acceptance)),
    ]
    with _one_moment():
        yield "Audit trail", list(broken_links())
        told = Witness()
        told.listen()
        for name, check in checks:
            yield name, list(_guarded(check, told))


@contextmanager
def _one_moment() -> Iterator[None]:
    """All is read as it was at one moment: what is committed meanwhile must not look like tampering."""
    if connection.in_atomic_block:  # the caller has chosen already
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _guarded(check: Callable[[Witness], Iterator[str]], told: Witness) -> Iterator[str]:
    """A row that was tampered with may have no shape at all: that is a finding, not a fault of ours."""
    try:
        yield from check(told)
    except MALFORMED as error:
        yield f"A row has lost its shape ({type(error).__name__}: {error}); it was changed outside the application."


def _contents(told: Witness) -> Iterator[str]:
    kept = set(Content.objects.values_list("digest", flat=True))
    for digest in sorted(told.contents - kept):
        yield f"The content {digest[:12]} is in the audit trail but no longer stored."
    for content in Content.objects.iterator(chunk_size=100):
        if digest_of(content.data) != content.digest:
            yield f"The content {content.digest[:12]} was changed after it was composed."


def _snapshots(told: Witness) -> Iterator[str]:
    kept = set(Snapshot.objects.values_list("digest", flat=True))
    for digest in sorted(told.snapshots - kept):
        yield f"The snapshot {digest[:12]} is in the audit trail but no longer stored."
    imported = set(VersionStep.objects.filter(move="import").values_list("snapshot", flat=True))
    for snapshot in Snapshot.objects.select_related("content").iterator(chunk_size=100):
        name = f"The snapshot {snapshot.digest[:12]} of {_named(snapshot)}"
        if (
            digest_of(snapshot.as_data()) != snapshot.digest
            or digest_of(snapshot.issue) != snapshot.issue_digest
        ):
            yield f"{name} was changed after it was frozen."
        printed = snapshot.issue.get("record_head")
        own = printed is not None and snapshot.pk not in imported  # else it is the head of another record
        if own and printed["position"] and told.heads.get(printed["position"]) != printed["digest"]:
            yield f"{name} prints a head of the audit trail (entry {printed['position']}) that is no longer in it."
        if snapshot.digest not in told.snapshots:
            yield f"{name} is not in the audit trail: its entry was removed, or it was never made by an operation."


def _named(snapshot: Snapshot) -> str:
    """As people know the document; a row that was tampered with may have no name left."""
    try:
        return snapshot.document_kind.name(snapshot.document)
    except MALFORMED:
        return "a document that cannot be read any more"


def _versions(told: Witness) -> Iterator[str]:
    found = set()
    for version in RidVersion.objects.select_related("release", "snapshot"):
        place = Target.VERSION(version.release.slug, version.number)
        found.add(place)
        if told.state.get(place) != version.state:
            yield f"{version} is {version.state}, but the audit trail says {told.state.get(place, 'nothing')}."
        if told.snapshot_of.get(place) != version.snapshot_id:
            yield f"{version} points to a snapshot that the audit trail does not name for it."
        published = version.published_on and version.published_on.isoformat()
        if version.kind == "draft" and not version.is_imported and published != told.published.get(place):
            yield f"{version} has a different publication date from the audit trail, or should not be published."
        if (version.dated_on.isoformat(), version.changes) != _dated(version.snapshot):
            yield f"{version} has another date or history row than its snapshot."
    for place in sorted(told.state.keys() - found):
        yield f"The version {place} is in the audit trail but no longer stored."


def _dated(snapshot: Snapshot) -> tuple[str, str]:
    """Date and history row of a version, as its snapshot says them."""
    return created(snapshot.rid), history_row(snapshot.rid.issue)


def _decisions(told: Witness) -> Iterator[str]:
    for step in VersionStep.objects.filter(move="baseline").select_related("snapshot", "version__release"):
        decision = step.snapshot.issue.get("decision")
        if decision and decision["content_digest"] != step.snapshot.content_id:
            yield f"The decision on {step.version} binds another content than its snapshot holds."
        if step.snapshot_id not in told.snapshots:
            yield f"The decision on {step.version} is not in the audit trail."


def _pdfs(told: Witness) -> Iterator[str]:
    for job in RenderJob.objects.filter(state="done").select_related("pdf", "snapshot"):
        name = f"The PDF of {_named(job.snapshot)} ({(job.pdf_id or '')[:12]})"
        if told.pdf.get(Target.PDF(job.snapshot_id)) != job.pdf_id:
            yield f"{name} is not the one named in the audit trail."
        if job.pdf:
            yield from check_file(name, job.pdf)
    made = {
        Target.PDF(digest)
        for digest in RenderJob.objects.filter(state="done").values_list("snapshot", flat=True)
    }
    for place in sorted(told.pdf.keys() - made):
        snapshot = read_target(place)[1].get("snapshot", place)
        yield f"The PDF of snapshot {snapshot[:12]} is in the audit trail but no longer stored."
