"""Evidence, reviews, questions, conditions and deliverables against the audit trail."""

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
class RecordedAcceptance:
    """Facts about acceptance in the audit trail."""

    submitted: dict[str, tuple[str, str, str]] = field(default_factory=dict)
    """Evidence submitted in an earlier version, by receipt: digests of file, name and text."""
    released: dict[str, str] = field(default_factory=dict)
    """Digests by receipt."""
    closed: set[str] = field(default_factory=set)
    """Receipts of evidence closed to all but its team and the SSC."""
    reviews: Counter = field(default_factory=Counter)
    """Reviews, questions and replies: address, kind and digests."""
    criteria: dict[str, str] = field(default_factory=dict)
    conditions: dict[str, tuple[str, str]] = field(default_factory=dict)
    deliverables: dict[str, tuple[str, str]] = field(default_factory=dict)
    """Digest and state by address."""

    def read_entry(self, entry: AuditEntry, kind: Target | None, keys: dict[str, str]) -> None:
        values = {name: pair[1] for name, pair in entry.changes.items()}
        if (
            entry.action in ("governance.release_evidence", "governance.close_evidence")
            and "closed" in values
        ):
            self.closed.add(values["closed"])
        if entry.action == "governance.submit_evidence":
            self.submitted[values["receipt"]] = (values["file"], values["name"], values["note"])
            self.criteria[entry.target] = "submitted"
        elif entry.action == "governance.release_evidence":
            self.released[values["receipt"]] = values["evidence"]
            places = (Target.CRITERION(keys["release"], key) for key in values["criteria"])
            self.criteria |= dict.fromkeys(places, "submitted")
        elif entry.action == "governance.review_criterion":
            self.criteria[entry.target] = values["state"]
            self.reviews[entry.target, "review", values["review"], values["words"], values["evidence"]] += 1
        elif kind is Target.CRITERION:
            self.reviews.update(
                (entry.target, what, values[what]) for what in ("question", "reply") if what in values
            )
        elif kind is Target.DELIVERABLE:
            digest, _ = self.deliverables.get(entry.target, ("", ""))
            self.deliverables[entry.target] = (values.get("deliverable", digest), values["state"])
        elif kind is Target.CONDITION:
            _, done = self.conditions.get(entry.target, ("open", ""))
            self.conditions[entry.target] = (values["state"], values.get("done", done))


def check_evidence(recorded: RecordedAcceptance) -> Iterator[str]:
    """Yield a sentence for released evidence that differs from the audit trail, and for missing or damaged files."""
    rows = Evidence.objects.filter(state="released").select_related("release", "body", "replaces")
    stored = set()
    for evidence in rows.prefetch_related("files__file", "criteria"):
        stored.add(evidence.receipt)
        name = f"The evidence with the receipt {evidence.receipt}"
        if not _is_as_recorded(evidence, recorded):
            yield f"{name} is not the one named in the audit trail."
        for file in evidence.files.all():
            yield from check_file(name, file.file)
    closed = set(ClosedEvidence.objects.values_list("evidence__receipt", flat=True))
    for receipt in sorted(recorded.closed ^ closed):
        yield f"The readers of the evidence with the receipt {receipt} do not match the audit trail."
    for receipt in sorted((recorded.submitted.keys() | recorded.released.keys()) - stored):
        yield f"The evidence with the receipt {receipt} is in the audit trail but no longer stored."


def _is_as_recorded(evidence: Evidence, recorded: RecordedAcceptance) -> bool:
    if evidence.receipt in recorded.submitted:
        files = [(row.file_id, digest_of(row.name), digest_of(evidence.text)) for row in evidence.files.all()]
        return files == [recorded.submitted[evidence.receipt]]
    digest = digest_of(evidence_data(evidence))
    return recorded.released.get(evidence.receipt) == digest == evidence.digest


def check_reviews(recorded: RecordedAcceptance) -> Iterator[str]:
    """Yield a sentence for each review, question, reply, criterion or condition that does not match the audit trail."""
    stored = Counter(_stored())
    for place, what, *_ in sorted(stored - recorded.reviews):
        yield f"A {what} of {place} does not match the audit trail."
    for place, what, *_ in sorted(recorded.reviews - stored):
        yield f"A {what} of {place} is in the audit trail but no longer stored as it was."
    for criterion in Criterion.objects.select_related("release"):
        place = _place(criterion)
        if criterion.state != recorded.criteria.get(place, "open"):
            yield (
                f"{criterion} of the {criterion.release} has the status {criterion.state}, but the audit trail "
                "says otherwise."
            )
    for row in Condition.objects.select_related("release"):
        place = Target.CONDITION(row.release.slug, row.number)
        if (row.state, row.done) != recorded.conditions.get(place, ("open", "")):
            yield f"{row} has the status {row.state}, but the audit trail says otherwise."


def check_deliverables(recorded: RecordedAcceptance) -> Iterator[str]:
    """Yield a sentence for each deliverable that differs from the audit trail, and for missing or damaged files."""
    stored = set()
    for row in Deliverable.objects.select_related("release", "file"):
        place = Target.DELIVERABLE(row.release.slug, row.kind, row.number)
        stored.add(place)
        if recorded.deliverables.get(place) != (digest_of(deliverable_data(row)), row.state):
            yield f"{row} does not match the audit trail."
        yield from check_file(str(row), row.file)
    for place in sorted(recorded.deliverables.keys() - stored):
        yield f"The deliverable {place} is in the audit trail but no longer stored."


def _place(criterion: Criterion) -> str:
    return Target.CRITERION(criterion.release.slug, criterion.key)


def _stored() -> Iterator[tuple[str, ...]]:
    for row in Review.objects.select_related("criterion__release"):
        yield _place(row.criterion), "review", row.verdict, digest_of(row.text), row.evidence_digest
    for question in Question.objects.select_related("criterion__release"):
        yield _place(question.criterion), "question", digest_of(question.text)
    for reply in Reply.objects.select_related("question__criterion__release"):
        yield _place(reply.question.criterion), "reply", digest_of(reply.text)
