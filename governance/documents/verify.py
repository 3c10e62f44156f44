"""Verifying all that is kept for good: the chain, contents, snapshots, PDFs, evidence, decisions.

Each check yields sentences that name what does not fit; nothing is changed. The record is the witness:
whatever a row says must be what an entry of the chain said when it was written.
"""

import hashlib
from collections.abc import Callable, Iterator
from typing import Any

from django.core.files.storage import default_storage

from governance.models import Content, Evidence, RenderJob, RidVersion, Snapshot, StoredFile, VersionStep
from secrel.core.models import AuditEntry
from secrel.core.record import broken_links, digest_of

Witness = dict[str, Any]


def verify() -> Iterator[tuple[str, list[str]]]:
    """Name and findings of each check; an empty list of findings is a pass."""
    witness = _witness()
    checks: list[tuple[str, Callable[[Witness], Iterator[str]]]] = [
        ("Record", lambda _: broken_links()),
        ("Contents", lambda _: _contents()),
        ("Snapshots", _snapshots),
        ("Versions", _versions),
        ("Decisions", _decisions),
        ("PDFs", _pdfs),
        ("Evidence", _evidence),
    ]
    for name, check in checks:
        yield name, list(check(witness))


def _witness() -> Witness:
    """What the entries of the record say was stored, by kind."""
    told: Witness = {name: {} for name in ("heads", "state", "in", "pdf", "file")}
    told["snapshots"] = set()
    for entry in AuditEntry.objects.order_by("position").iterator(chunk_size=500):
        told["heads"][entry.position] = entry.digest
        told["snapshots"].add(_new(entry, "snapshot"))
        if "pdf" in entry.changes:
            told["pdf"][entry.target] = _new(entry, "pdf")
        if "receipt" in entry.changes:
            told["file"][_new(entry, "receipt")] = _new(entry, "file")
        if "/rid/" in entry.target:
            if "state" in entry.changes:
                told["state"][entry.target] = _new(entry, "state")
            if "snapshot" in entry.changes and "became" not in entry.changes:
                told["in"][entry.target] = _new(entry, "snapshot")
            if "became" in entry.changes:
                baseline = entry.target.rsplit("/", 1)[0] + "/" + _new(entry, "became")
                told["state"][baseline], told["in"][baseline] = "baselined", _new(entry, "snapshot")
    return told


def _new(entry: AuditEntry, name: str) -> Any:
    return entry.changes.get(name, [None, None])[1]


def _contents() -> Iterator[str]:
    for content in Content.objects.iterator(chunk_size=100):
        if digest_of(content.data) != content.digest:
            yield f"The content {content.digest[:12]} was changed after it was composed."


def _snapshots(told: Witness) -> Iterator[str]:
    for snapshot in Snapshot.objects.select_related("content").iterator(chunk_size=100):
        name = f"The snapshot {snapshot.digest[:12]} of version {snapshot.issue['document']['version']}"
        if (
            digest_of(snapshot.as_data()) != snapshot.digest
            or digest_of(snapshot.issue) != snapshot.issue_digest
        ):
            yield f"{name} was changed after it was frozen."
        printed = snapshot.issue["record_head"]
        if printed["position"] and told["heads"].get(printed["position"]) != printed["digest"]:
            yield f"{name} prints a head of the record (entry {printed['position']}) that is not in the record now."
        if snapshot.digest not in told["snapshots"]:
            yield f"{name} is not in the record: its entry was removed, or it was never made by an operation."


def _versions(told: Witness) -> Iterator[str]:
    for version in RidVersion.objects.select_related("release"):
        place = f"releases/{version.release.slug}/rid/{version.number}"
        if told["state"].get(place) != version.state:
            yield f"{version} is {version.state}, but the record says {told['state'].get(place, 'nothing')}."
        if told["in"].get(place) != version.snapshot_id:
            yield f"{version} points to a snapshot that the record does not name for it."


def _decisions(told: Witness) -> Iterator[str]:
    for step in VersionStep.objects.filter(move="baseline").select_related("snapshot", "version__release"):
        decision = step.snapshot.issue.get("decision")
        if decision and decision["content_digest"] != step.snapshot.content_id:
            yield f"The decision on {step.version} binds another content than its snapshot holds."
        if step.snapshot_id not in told["snapshots"]:
            yield f"The decision on {step.version} is not in the record."


def _pdfs(told: Witness) -> Iterator[str]:
    for job in RenderJob.objects.filter(state="done").select_related("pdf", "snapshot"):
        name = f"The PDF of version {job.snapshot.issue['document']['version']} ({job.pdf_id[:12]})"
        if told["pdf"].get(f"pdfs/{job.snapshot_id}") != job.pdf_id:
            yield f"{name} is not the one that the record names."
        yield from _file(name, job.pdf)


def _evidence(told: Witness) -> Iterator[str]:
    for evidence in Evidence.objects.select_related("file"):
        name = f"The evidence {evidence.name} ({evidence.receipt})"
        if told["file"].get(evidence.receipt) != evidence.file_id:
            yield f"{name} is not the one that the record names."
        yield from _file(name, evidence.file)


def _file(name: str, file: StoredFile) -> Iterator[str]:
    if not default_storage.exists(file.path):
        yield f"{name} is missing from the storage."
        return
    digest = hashlib.sha256()
    with default_storage.open(file.path) as stored:
        for chunk in stored.chunks():
            digest.update(chunk)
    if digest.hexdigest() != file.digest:
        yield f"{name} was changed in the storage."
