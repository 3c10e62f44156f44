"""Verification of the audit trail, and of stored data against it: contents, snapshots, PDFs, evidence, decisions.

Each check yields sentences about what differs; nothing is changed. Every row has to match what an entry of the audit
trail recorded when the row was written.
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
    RecordedAcceptance,
    check_deliverables,
    check_evidence,
    check_reviews,
)
from governance.integrity.verify.files import check_file
from governance.integrity.verify.handovers import RecordedHandovers, check_handovers
from governance.integrity.verify.items import ItemFact, check_items, read_item_entry
from governance.integrity.verify.meetings import OF_MEETINGS, RecordedMeetings, check_meetings
from governance.integrity.verify.notices import RecordedNotices, check_notices
from governance.integrity.verify.objections import RecordedObjections, check_objections
from governance.integrity.verify.regression import RecordedRegression, check_regression
from governance.integrity.verify.results import RecordedResults, check_results
from governance.versions.models import RidVersion, VersionStep
from secrel.core.changes.record import broken_links, digest_of
from secrel.core.changes.targets import Target, read_target
from secrel.core.models.record import AuditEntry

MALFORMED = (AttributeError, KeyError, TypeError, ValueError, IndexError, rfc8785.CanonicalizationError)


@dataclass
class RecordedFacts:
    """Facts in the audit trail: digests and states by address, digests of entries by position."""

    heads: dict[int, str] = field(default_factory=dict)
    state: dict[str, str] = field(default_factory=dict)
    snapshot_of: dict[str, str] = field(default_factory=dict)
    pdf: dict[str, str] = field(default_factory=dict)
    archive: dict[str, str] = field(default_factory=dict)
    """The zip beside a PDF."""
    published: dict[str, str | None] = field(default_factory=dict)
    acceptance: RecordedAcceptance = field(default_factory=RecordedAcceptance)
    regression: RecordedRegression = field(default_factory=RecordedRegression)
    snapshots: set[str] = field(default_factory=set)
    contents: set[str] = field(default_factory=set)
    meetings: RecordedMeetings = field(default_factory=RecordedMeetings)
    notices: RecordedNotices = field(default_factory=RecordedNotices)
    results: RecordedResults = field(default_factory=RecordedResults)
    objections: RecordedObjections = field(default_factory=RecordedObjections)
    handovers: RecordedHandovers = field(default_factory=RecordedHandovers)
    items: dict[str, list[ItemFact]] = field(default_factory=lambda: defaultdict(list))

    def read_entries(self) -> None:
        for entry in AuditEntry.objects.order_by("position").iterator(chunk_size=500):
            self.heads[entry.position] = entry.digest
            with suppress(*MALFORMED):  # the check of the chain reports a broken entry
                self._read_entry(entry)

    def _read_entry(self, entry: AuditEntry) -> None:
        values = {name: pair[1] for name, pair in entry.changes.items()}
        self.contents |= set(entry.composed.values())
        kind, keys = read_target(entry.target)
        read_item_entry(entry, self.items)
        self.objections.read_entry(entry)
        self.handovers.read_entry(entry, kind)
        self.meetings.read_entry(entry, kind)
        if kind in OF_MEETINGS and "content" in values:
            self.contents.add(values["content"])
        if "pdf" in values:
            self.pdf[entry.target] = values["pdf"]
        if "archive" in values:
            self.archive[entry.target] = values["archive"]
        self.acceptance.read_entry(entry, kind, keys)
        self.regression.read_entry(entry, kind)
        if "snapshot" in values:  # of a version, or of another kind of document
            self.snapshots.add(values["snapshot"])
        self.notices.read_entry(kind, keys, values)
        self.results.read_entry(kind, keys, values)
        if kind is not Target.VERSION:
            return
        if "published_on" in values:
            self.published[entry.target] = values["published_on"]
        if "state" in values:
            self.state[entry.target] = values["state"]
        if "snapshot" in values:
            version = entry.target
            if "became" in values:
                version = Target.VERSION(keys["release"], values["became"])
                self.state[version] = "baselined"
            self.snapshot_of[version] = values["snapshot"]


def verdict(findings: list[str]) -> str:
    """ "ok", "1 problem", "2 problems"."""
    if not findings:
        return "ok"
    return "1 problem" if len(findings) == 1 else f"{len(findings)} problems"


def verify() -> Iterator[tuple[str, list[str]]]:
    """Yield the name and findings of each check; no findings is a pass."""
    checks: list[tuple[str, Callable[[RecordedFacts], Iterator[str]]]] = [
        ("Contents", _contents),
        ("Snapshots", _snapshots),
        ("Versions", _versions),
        ("Decisions", _decisions),
        ("Positions and outcomes", lambda recorded: check_items(recorded.items)),
        ("Objections", lambda recorded: check_objections(recorded.objections)),
        ("Meetings and comments", lambda recorded: check_meetings(recorded.meetings)),
        ("PDFs", _pdfs),
        ("Evidence", lambda recorded: check_evidence(recorded.acceptance)),
        ("Testing deliverables", lambda recorded: check_deliverables(recorded.acceptance)),
        ("Notices", lambda recorded: check_notices(recorded.notices)),
        ("Results of consultations", lambda recorded: check_results(recorded.results)),
        ("Regression testing", lambda recorded: check_regression(recorded.regression)),
        ("Reviews and conditions", lambda recorded: check_reviews(recorded.acceptance)),
        ("Handed tasks", lambda recorded: check_handovers(recorded.handovers)),
    ]
    with _one_moment():
        yield "Audit trail", list(broken_links())
        recorded = RecordedFacts()
        recorded.read_entries()
        for name, check in checks:
            yield name, list(_guarded(check, recorded))


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read everything as at one moment, so that a commit in the meantime does not look like tampering."""
    if connection.in_atomic_block:  # the caller has set the isolation level
        yield
        return
    with transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _guarded(check: Callable[[RecordedFacts], Iterator[str]], recorded: RecordedFacts) -> Iterator[str]:
    """Run a check. A row that was tampered with so that it cannot be read is a finding, not an error."""
    try:
        yield from check(recorded)
    except MALFORMED as error:
        yield f"A row cannot be read ({type(error).__name__}: {error}). It was changed outside the application."


def _contents(recorded: RecordedFacts) -> Iterator[str]:
    stored = set(Content.objects.values_list("digest", flat=True))
    for digest in sorted(recorded.contents - stored):
        yield f"The content {digest[:12]} is in the audit trail but no longer stored."
    for content in Content.objects.iterator(chunk_size=100):
        if digest_of(content.data) != content.digest:
            yield f"The content {content.digest[:12]} was changed after it was composed."


def _snapshots(recorded: RecordedFacts) -> Iterator[str]:
    stored = set(Snapshot.objects.values_list("digest", flat=True))
    for digest in sorted(recorded.snapshots - stored):
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
        own = (
            printed is not None and snapshot.pk not in imported
        )  # else it is the head of another audit trail
        if own and printed["position"] and recorded.heads.get(printed["position"]) != printed["digest"]:
            yield f"{name} prints a head of the audit trail (entry {printed['position']}) that is no longer in it."
        if snapshot.digest not in recorded.snapshots:
            yield f"{name} is not in the audit trail: its entry was removed, or it was never made by an operation."


def _named(snapshot: Snapshot) -> str:
    """The document's name; a phrase instead, if the row was tampered with so that it cannot be read."""
    try:
        return snapshot.document_kind.name(snapshot.document)
    except MALFORMED:
        return "a document that can no longer be read"


def _versions(recorded: RecordedFacts) -> Iterator[str]:
    found = set()
    for version in RidVersion.objects.select_related("release", "snapshot"):
        place = Target.VERSION(version.release.slug, version.number)
        found.add(place)
        if recorded.state.get(place) != version.state:
            yield f"{version} is {version.state}, but the audit trail says {recorded.state.get(place, 'nothing')}."
        if recorded.snapshot_of.get(place) != version.snapshot_id:
            yield f"{version} points to a snapshot that the audit trail does not name for it."
        published = version.published_on and version.published_on.isoformat()
        if version.kind == "draft" and not version.is_imported and published != recorded.published.get(place):
            yield f"{version} has a different publication date from the audit trail, or should not be published."
        if (version.dated_on.isoformat(), version.changes) != _dated(version.snapshot):
            yield f"{version} has another date or history row than its snapshot."
    for place in sorted(recorded.state.keys() - found):
        yield f"The version {place} is in the audit trail but no longer stored."


def _dated(snapshot: Snapshot) -> tuple[str, str]:
    """Date and history row of a version, from its snapshot."""
    return created(snapshot.rid), history_row(snapshot.rid.issue)


def _decisions(recorded: RecordedFacts) -> Iterator[str]:
    for step in VersionStep.objects.filter(move="baseline").select_related("snapshot", "version__release"):
        decision = step.snapshot.issue.get("decision")
        if decision and decision["content_digest"] != step.snapshot.content_id:
            yield f"The decision on {step.version} is about another content than its snapshot has."
        if step.snapshot_id not in recorded.snapshots:
            yield f"The decision on {step.version} is not in the audit trail."


def _pdfs(recorded: RecordedFacts) -> Iterator[str]:
    for job in RenderJob.objects.filter(state="done").select_related("pdf", "archive", "snapshot"):
        name = f"The PDF of {_named(job.snapshot)} ({(job.pdf_id or '')[:12]})"
        if recorded.pdf.get(Target.PDF(job.snapshot_id)) != job.pdf_id:
            yield f"{name} is not the one named in the audit trail."
        if recorded.archive.get(Target.PDF(job.snapshot_id)) != job.archive_id:
            yield f"The zip beside {name} is not the one named in the audit trail."
        for file in filter(None, (job.pdf, job.archive)):
            yield from check_file(name if file == job.pdf else f"The zip beside {name}", file)
    made = {
        Target.PDF(digest)
        for digest in RenderJob.objects.filter(state="done").values_list("snapshot", flat=True)
    }
    for place in sorted(recorded.pdf.keys() - made):
        snapshot = read_target(place)[1].get("snapshot", place)
        yield f"The PDF of snapshot {snapshot[:12]} is in the audit trail but no longer stored."
