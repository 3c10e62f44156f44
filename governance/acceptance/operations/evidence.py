"""Evidence: drafted by the people of the body that owes it, released by another of them, and then kept as it is."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.utils.text import capfirst

from governance.acceptance.models import SEVERITIES, Evidence, EvidenceFile
from governance.acceptance.operations.readiness import renew_items
from governance.acceptance.operations.security import class_for, closed_for_good, names_of
from governance.acceptance.queries.evidence import evidence_data
from governance.acceptance.workflow import EVIDENCE
from governance.criteria.models import SECURITY_BODY, Criterion
from governance.criteria.workflow import CRITERION
from releases.models.releases import Release
from releases.operations.sections import locked_release, locked_to_date
from releases.operations.steps import record_step_date
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Token, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.dates import clock
from secrel.core.files.keeping import keep_file
from secrel.core.files.uploads import CheckedFile
from secrel.core.models.people import Body, User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of
from secrel.core.values.receipts import new_receipt

MOST_DEFECTS = 99_999


@operation("governance.draft_evidence", Permission.SUBMIT_EVIDENCE)
def draft_evidence(
    *,
    by: User,
    release: Release,
    criteria: Collection[Criterion],
    text: str = "",
    classification: str = Evidence.Classification.REVIEWERS,
    defects: dict[str, int] | None = None,
    expires_on: date | None = None,
    add: Iterable[CheckedFile] = (),
    replaces: Evidence | None = None,
    on: date,
) -> Evidence:
    """Begin evidence for criteria of a release that one body owes, which is the person's own. It is a draft.

    One piece is for criteria on security or for others, never for both (DOMAIN 6). `replaces` is released evidence
    that this one stands in for once it is released; where that is split, several do. `defects` are the open ones by
    severity, `expires_on` the last day on which it counts.
    """
    locked_release(release)
    criteria = _as_they_are(criteria)
    body = _owner(by, release, criteria)
    if replaces and (replaces.body_id != body.pk or replaces.release_id != release.pk):
        raise RuleBroken("Evidence replaces what the same body submitted for the same release.")
    if replaces and replaces.state != "released":
        raise RuleBroken(f"{replaces} is not released. Change it instead of replacing it.")
    _refuse_replaced(replaces, criteria, ("draft", "released"))
    evidence = Evidence.objects.create(
        release=release,
        body=body,
        replaces=replaces,
        receipt=new_receipt("E", on),
        prepared_by=by,
        prepared_at=clock.now(),
    )
    _write(evidence, by, criteria, text, classification, defects, expires_on, on)
    _add_files(evidence, add)
    record(**_target(evidence), changes={"criteria": [None, _keys(criteria)]} | _said(evidence), on=on)
    return evidence


@operation("governance.change_evidence", Permission.SUBMIT_EVIDENCE)
def change_evidence(
    *,
    by: User,
    evidence: Evidence,
    criteria: Collection[Criterion],
    text: str = "",
    classification: str = Evidence.Classification.REVIEWERS,
    defects: dict[str, int] | None = None,
    expires_on: date | None = None,
    add: Iterable[CheckedFile] = (),
    remove: Collection[str] = (),
    token: Token,
    on: date,
) -> Evidence:
    """Change a draft, whole; `remove` are digests of files to leave out."""
    evidence = _locked(by, evidence, token)
    _refuse_unless_draft(evidence)
    criteria = _as_they_are(criteria)
    _refuse_replaced(evidence.replaces, criteria, ("draft", "released"), besides=evidence)
    _owner(by, evidence.release, criteria, evidence.body)
    before = {"criteria": _keys(evidence.criteria.all())} | {k: v[1] for k, v in _said(evidence).items()}
    evidence.files.filter(file__in=remove).delete()
    _write(evidence, by, criteria, text, classification, defects, expires_on, on)
    _add_files(evidence, add)
    after = {"criteria": _keys(criteria)} | {k: v[1] for k, v in _said(evidence).items()}
    changes = {k: [before.get(k), v] for k, v in after.items() if before.get(k) != v}
    record(**_target(evidence), changes=changes, on=on)
    return evidence


@operation("governance.release_evidence", Permission.SUBMIT_EVIDENCE, edits=False)
def release_evidence(*, by: User, evidence: Evidence, token: Token, on: date) -> Evidence:
    """Submit a draft to its reviewers, by another person of the body than those who wrote it.

    Its criteria are to be reviewed, again where they were before. What it says is bound by its digest. Evidence on
    security is closed for good to all but its team and the SSC.
    """
    locked_to_date(evidence.release)
    evidence = _locked(by, evidence, token)
    if evidence.writers.filter(pk=by.pk).exists():
        raise NotAllowed(
            f"You wrote this evidence. Another person of {evidence.body.the} reads it and releases it."
        )
    before, after = EVIDENCE.apply(evidence, "release", by)
    if evidence.expires_on and evidence.expires_on < on:
        raise RuleBroken("It has expired already. Correct the day until which it counts.", field="expires_on")
    criteria = list(_criteria(evidence).select_for_update(of=("self",), no_key=True))
    _refuse_replaced(evidence.replaces, criteria, ("released",))
    evidence.classification = class_for(criteria, evidence.classification, evidence.body)
    evidence.digest = digest_of(evidence_data(evidence))
    evidence.released_by, evidence.released_at = by, clock.now()
    evidence.save(update_fields=["state", "classification", "digest", "released_by", "released_at"])
    for criterion in criteria:
        CRITERION.apply(criterion, "submit", by)
        criterion.save(update_fields=["state"])
    record(
        **_target(evidence),
        changes={
            "state": [before, after],
            "criteria": [None, _keys(criteria)],
            "evidence": [None, evidence.digest],
            "receipt": [None, evidence.receipt],
        }
        | closed_for_good(evidence),
        on=on,
    )
    renew_items(
        by=by, release=evidence.release, because=f"Evidence for {names_of(criteria)} was released.", on=on
    )
    for category in sorted({row.category for row in criteria}):
        if not evidence.release.criteria.filter(category=category, state="open").exists():
            record_step_date(evidence.release, f"evidence_{category}", on, on)
    _tell(evidence, criteria, on)
    return evidence


@operation("governance.discard_evidence", Permission.SUBMIT_EVIDENCE)
def discard_evidence(*, by: User, evidence: Evidence, token: Token, on: date) -> Evidence:
    """Put a draft aside for good; what it was stays in the record."""
    evidence = _locked(by, evidence, token)
    before, after = EVIDENCE.apply(evidence, "discard", by)
    replaced, evidence.replaces = evidence.replaces, None  # another may replace it
    evidence.save(update_fields=["state", "replaces"])
    record(
        **_target(evidence),
        changes={"state": [before, after], "replaces": [replaced and replaced.receipt, None]},
        on=on,
    )
    return evidence


def _owner(by: User, release: Release, criteria: Collection[Criterion], body: Body | None = None) -> Body:
    """The one body that owes evidence for all the criteria, to which the person belongs."""
    if not criteria:
        raise RuleBroken("Choose the criteria that the evidence is for.", field="criteria")
    if strangers := [str(row) for row in criteria if row.release_id != release.pk]:
        raise RuleBroken(
            f"{', '.join(strangers)}: that is no criterion of the {release}. Submit it there.",
            field="criteria",
        )
    owners = {row.owner_id: row.owner for row in criteria}
    if len(owners) > 1:
        names = " and ".join(sorted(str(owner) for owner in owners.values()))
        raise RuleBroken(
            f"{names} owe evidence for these. Submit it for one owner’s criteria.", field="criteria"
        )
    (owner,) = owners.values()
    if not by.may_in(owner.key, Permission.SUBMIT_EVIDENCE) or body not in (None, owner):
        raise NotAllowed(
            f"{capfirst(owner.the)} owes the evidence for {', '.join(map(str, criteria))}. Ask it to submit it."
        )
    return owner


def _write(
    evidence: Evidence,
    by: User,
    criteria: Collection[Criterion],
    text: str,
    classification: str,
    defects: dict[str, int] | None,
    expires_on: date | None,
    on: date,
) -> None:
    counted = defects or {}
    if wrong := [key for key, n in counted.items() if key not in SEVERITIES or not 0 <= n <= MOST_DEFECTS]:
        raise RuleBroken(f"Severity {wrong[0]}: count open defects from 0 on, for severities 1 to 5.")
    if expires_on and expires_on < on:
        raise RuleBroken("That day is past: the evidence would count no more.", field="expires_on")
    evidence.text = text
    evidence.classification = class_for(criteria, classification, evidence.body)
    evidence.defects, evidence.expires_on = counted, expires_on
    evidence.save(update_fields=["text", "classification", "defects", "expires_on"])
    evidence.criteria.set(criteria)
    evidence.writers.add(by)


def _as_they_are(criteria: Iterable[Criterion]) -> list[Criterion]:
    """The criteria read anew under the lock of their release: who reviews them may have changed meanwhile."""
    keys = [row.pk for row in criteria]
    return list(Criterion.objects.filter(pk__in=keys).select_related("release", "owner", "reviewer"))


def _refuse_replaced(
    replaced: Evidence | None,
    criteria: Iterable[Criterion],
    states: Collection[str],
    besides: Evidence | None = None,
) -> None:
    """A piece is replaced once for each criterion: a piece that is split has several that replace it."""
    if replaced is None:
        return
    later = replaced.replacements.filter(state__in=states).exclude(pk=besides and besides.pk)
    taken = set(later.values_list("criteria", flat=True))
    if again := [row for row in criteria if row.pk in taken]:
        raise RuleBroken(
            f"{replaced} has already been replaced for {names_of(again)}. Change or replace the later piece instead.",
            field="criteria",
        )


def _add_files(evidence: Evidence, files: Iterable[CheckedFile]) -> None:
    standing = Evidence.objects.filter(
        criteria__in=evidence.criteria.all(), state="released", body=evidence.body
    )
    for file in files:
        if evidence.files.filter(file=file.digest).exists():
            raise RuleBroken(f"{file.name} has already been added.", field="files")
        if earlier := standing.filter(files__file=file.digest).exclude(pk=evidence.replaces_id).first():
            raise RuleBroken(
                f"{file.name}: this very file was submitted for the same criterion, receipt {earlier.receipt}. "
                "Submit it only when it has changed.",
                field="files",
            )
        kept = keep_file(file.file, digest=file.digest, media_type=file.media_type)
        EvidenceFile.objects.create(evidence=evidence, file=kept, name=file.name)


def _criteria(evidence: Evidence) -> Any:
    return evidence.criteria.select_related("release", "owner", "reviewer").order_by("category", "number")


def _keys(criteria: Iterable[Criterion]) -> list[str]:
    return sorted(row.key for row in criteria)


def _said(evidence: Evidence) -> dict[str, list[Any]]:
    """What the record keeps of a draft: words and names as digests, they are for who may read evidence."""
    files = [f"{digest_of(row.name)[:12]} {row.file_id}" for row in evidence.files.all()]
    return {
        "text": [None, digest_of(evidence.text)],
        "files": [None, files],
        "class": [None, evidence.classification],
    }


def _locked(by: User, evidence: Evidence, token: Token) -> Evidence:
    """The release, then the evidence, for somebody of its body."""
    locked_release(evidence.release)
    evidence = (
        Evidence.objects.select_for_update(of=("self",), no_key=True)
        .select_related("release", "body", "replaces")
        .get(pk=evidence.pk)
    )
    if not by.may_in(evidence.body.key, Permission.SUBMIT_EVIDENCE):
        raise NotAllowed(f"This is evidence of {evidence.body.the}; only its people change it.")
    if evidence.state != "draft":
        return evidence
    take_token(evidence, token, lambda: {"text": evidence.text}, "This evidence")
    return evidence


def _refuse_unless_draft(evidence: Evidence) -> None:
    if evidence.state != "draft":
        raise RuleBroken(
            f"{evidence} is {evidence.workflow_state.label.lower()} and cannot be changed. "
            "Submit another that replaces it."
        )


def _target(evidence: Evidence) -> dict[str, str]:
    return {
        "target": Target.EVIDENCE(evidence.release.slug, evidence.receipt),
        "label": f"{evidence} for the {evidence.release}",
    }


def _tell(evidence: Evidence, criteria: list[Criterion], on: date) -> None:
    """Reviewers and SECAS. The receipt of evidence on security goes to the SSC alone."""
    reviewers = {
        person.pk: person
        for body in sorted({row.reviewer.key for row in criteria})
        for person in holders_of(Permission.REVIEW_EVIDENCE, on=on, body=body)
    }
    people = reviewers | {person.pk: person for person in holders_of(Permission.EDIT_RELEASES, on=on)}
    told = people
    if hasattr(evidence, "closed"):
        ssc = holders_of(Permission.REVIEW_EVIDENCE, on=on, body=SECURITY_BODY)
        told = {person.pk: person for person in ssc if person.pk in people}
    for group, receipt in (
        (told, f", receipt {evidence.receipt}"),
        ({key: person for key, person in people.items() if key not in told}, ""),
    ):
        notify(
            group.values(),
            subject=f"Evidence for {', '.join(map(str, criteria))} of the {evidence.release}",
            body=f"{capfirst(evidence.body.the)} released evidence{receipt}. It is ready for review.",
            path=f"/releases/{evidence.release.slug}/criteria/",
            on=on,
        )
