"""Evidence, reviews, questions and conditions against what the record says of each."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from governance.acceptance.models import (
    ClosedEvidence,
    Condition,
    Deliverable,
    Evidence,
    Question,
    Reply,
    Review,
)
from governance.acceptance.queries.deliverables import deliverable_data
from governance.acceptance.queries.evidence import evidence_data
from governance.criteria.models import Criterion
from governance.integrity.verify.files import check_file
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.models.record import AuditEntry


@dataclass
class AcceptanceTold:
    """What the entries of the record say of acceptance, in their order."""

    submitted: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """By receipt, as one person submitted it before evidence was drafted and released: file, name, words."""
    released: dict[str, str] = field(default_factory=dict)
    """Digest by receipt."""
    closed: set[str] = field(default_factory=set)
    """Receipts of what is closed to all but its team and the SSC."""
    said: Counter = field(default_factory=Counter)
    """Reviews, questions and replies: their address, kind and digests."""
    criteria: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, tuple[str, str]] = field(default_factory=dict)
    deliverables: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Digest and state by address."""

    def hear(self, entry: AuditEntry, kind: Target | None, keys: dict[str, str]) -> None:
        said = {name: pair[1] for name, pair in entry.changes.items()}
        if entry.action in ("governance.release_evidence", "governance.close_evidence") and "closed" in said:
            self.closed.add(said["closed"])
        if entry.action == "governance.submit_evidence":
            self.submitted[said["receipt"]] = (said["file"], said["name"], said["note"])
            self.criteria[entry.target] = "submitted"
        elif entry.action == "governance.release_evidence":
            self.released[said["receipt"]] = said["evidence"]
            places = (Target.CRITERION(keys["release"], key) for key in said["criteria"])
            self.criteria |= dict.fromkeys(places, "submitted")
        elif entry.action == "governance.review_criterion":
            self.criteria[entry.target] = said["state"]
            self.said[entry.target, "review", said["review"], said["words"], said["evidence"]] += 1
        elif kind is Target.CRITERION:
            self.said.update(
                (entry.target, what, said[what]) for what in ("question", "reply") if what in said
            )
        elif kind is Target.DELIVERABLE:
            digest, _ = self.deliverables.get(entry.target, ("", ""))
            self.deliverables[entry.target] = (said.get("deliverable", digest), said["state"])
        elif kind is Target.CONDITION:
            _, done = self.conditions.get(entry.target, ("open", ""))
            self.conditions[entry.target] = (said["state"], said.get("done", done))


def check_evidence(told: AcceptanceTold) -> Iterator[str]:
    """Each piece that was released says what the record says, and its files are there."""
    rows = Evidence.objects.filter(state="released").select_related("release", "body", "replaces")
    held = set()
    for evidence in rows.prefetch_related("files__file", "criteria"):
        held.add(evidence.receipt)
        name = f"The evidence with the receipt {evidence.receipt}"
        if not _is_as_told(evidence, told):
            yield f"{name} is not the one named in the audit trail."
        for file in evidence.files.all():
            yield from check_file(name, file.file)
    closed = set(ClosedEvidence.objects.values_list("evidence__receipt", flat=True))
    for receipt in sorted(told.closed ^ closed):
        yield f"The readers of the evidence with the receipt {receipt} do not match the audit trail."
    for receipt in sorted((told.submitted.keys() | told.released.keys()) - held):
        yield f"The evidence with the receipt {receipt} is in the audit trail but no longer stored."


def _is_as_told(evidence: Evidence, told: AcceptanceTold) -> bool:
    if evidence.receipt in told.submitted:
        files = [(row.file_id, digest_of(row.name), digest_of(evidence.text)) for row in evidence.files.all()]
        return files == [told.submitted[evidence.receipt]]
    digest = digest_of(evidence_data(evidence))
    return told.released.get(evidence.receipt) == digest == evidence.digest


def check_reviews(told: AcceptanceTold) -> Iterator[str]:
    """Reviews, questions and replies are those of the record; criteria and conditions stand where it says."""
    kept = Counter(_kept())
    for place, what, *_ in sorted(kept - told.said):
        yield f"A {what} of {place} does not match the audit trail."
    for place, what, *_ in sorted(told.said - kept):
        yield f"A {what} of {place} is in the audit trail but no longer stored as it was."
    for criterion in Criterion.objects.select_related("release"):
        place = _place(criterion)
        if criterion.state != told.criteria.get(place, "open"):
            yield (
                f"{criterion} of the {criterion.release} has the status {criterion.state}, but the audit trail "
                "says otherwise."
            )
    for row in Condition.objects.select_related("release"):
        place = Target.CONDITION(row.release.slug, row.number)
        if (row.state, row.done) != told.conditions.get(place, ("open", "")):
            yield f"{row} has the status {row.state}, but the audit trail says otherwise."


def check_deliverables(told: AcceptanceTold) -> Iterator[str]:
    """Each testing deliverable says what the record says, stands where it says, and its file is there."""
    held = set()
    for row in Deliverable.objects.select_related("release", "file"):
        place = Target.DELIVERABLE(row.release.slug, row.kind, row.number)
        held.add(place)
        if told.deliverables.get(place) != (digest_of(deliverable_data(row)), row.state):
            yield f"{row} does not match the audit trail."
        yield from check_file(str(row), row.file)
    for place in sorted(told.deliverables.keys() - held):
        yield f"The deliverable {place} is in the audit trail but no longer stored."


def _place(criterion: Criterion) -> str:
    return Target.CRITERION(criterion.release.slug, criterion.key)


def _kept() -> Iterator[tuple[str, ...]]:
    for row in Review.objects.select_related("criterion__release"):
        yield _place(row.criterion), "review", row.verdict, digest_of(row.text), row.evidence_digest
    for question in Question.objects.select_related("criterion__release"):
        yield _place(question.criterion), "question", digest_of(question.text)
    for reply in Reply.objects.select_related("question__criterion__release"):
        yield _place(reply.question.criterion), "reply", digest_of(reply.text)
