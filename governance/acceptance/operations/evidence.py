"""Evidence: drafted by people of the body that provides it, released by another of them, then never changed."""

from collections.abc import Collection, Iterable
from datetime import date
from typing import Any

from django.utils.text import capfirst

from governance.acceptance.models import SEVERITIES, Evidence, EvidenceFile
from governance.acceptance.operations.draft_news import is_complete, tell_colleagues
from governance.acceptance.operations.readiness import renew_items
from governance.acceptance.operations.security import class_for, close_on_security, names_of
from governance.acceptance.queries.evidence import evidence_data
from governance.acceptance.workflow import EVIDENCE
from governance.criteria.models import SECURITY_BODY, Criterion
from governance.criteria.workflow import CRITERION
from releases.models.releases import Release
from releases.operations.sections import locked_release, locked_to_date
from releases.operations.steps import record_step_date
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import Token, moment_of_change, operation, record, take_token
from secrel.core.changes.permissions import Permission
from secrel.core.changes.record import digest_of
from secrel.core.changes.targets import Target
from secrel.core.files.storing import store_file
from secrel.core.files.uploads import CheckedFile
from secrel.core.models.people import Body, User
from secrel.core.notifications.notify import notify
from secrel.core.people.queries import holders_of
from secrel.core.values.receipts import new_receipt

MOST_DEFECTS = 99_999


@operation("governance.draft_evidence", Permission.SUBMIT_EVIDENCE, program_may=True)
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
    """Create a draft of evidence for criteria that the user's own body owns. Its colleagues are told once it is
    complete.

    The field's rule: one piece is for security criteria or for others, never for both. `replaces` is the released
    evidence that this one replaces once it is released; several pieces can replace one. `defects` are the numbers of
    open defects by severity, `expires_on` the last day on which the evidence is valid.
    """
    locked_release(release)
    criteria = _reloaded(criteria)
    body = _owner(by, release, criteria)
    if replaces and (replaces.body_id != body.pk or replaces.release_id != release.pk):
        raise RuleBroken("Evidence can only replace evidence from the same body for the same release.")
    if replaces and replaces.state != "released":
        raise RuleBroken(f"{replaces} is not released. Change it instead of replacing it.")
    _refuse_replaced(replaces, criteria, ("draft", "released"))
    evidence = Evidence.objects.create(
        release=release,
        body=body,
        replaces=replaces,
        receipt=new_receipt("E", on),
        prepared_by=by,
        prepared_at=moment_of_change(),
    )
    _write(evidence, by, criteria, text, classification, defects, expires_on, on)
    _add_files(evidence, add)
    record(
        **_target(evidence), changes={"criteria": [None, _keys(criteria)]} | _draft_changes(evidence), on=on
    )
    if is_complete(evidence):
        tell_colleagues(by, evidence, on)
    return evidence


@operation("governance.change_evidence", Permission.SUBMIT_EVIDENCE, program_may=True)
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
    """Replace the content of a draft; `remove` are digests of files to remove."""
    evidence = _locked(by, evidence, token)
    _refuse_unless_draft(evidence)
    criteria = _reloaded(criteria)
    _refuse_replaced(evidence.replaces, criteria, ("draft", "released"), besides=evidence)
    _owner(by, evidence.release, criteria, evidence.body)
    before = {"criteria": _keys(evidence.criteria.all())} | {
        k: v[1] for k, v in _draft_changes(evidence).items()
    }
    had_something = is_complete(evidence)
    evidence.files.filter(file__in=remove).delete()
    _write(evidence, by, criteria, text, classification, defects, expires_on, on)
    _add_files(evidence, add)
    after = {"criteria": _keys(criteria)} | {k: v[1] for k, v in _draft_changes(evidence).items()}
    changes = {k: [before.get(k), v] for k, v in after.items() if before.get(k) != v}
    record(**_target(evidence), changes=changes, on=on)
    if is_complete(evidence) and not had_something:
        tell_colleagues(by, evidence, on)
    return evidence


@operation("governance.release_evidence", Permission.SUBMIT_EVIDENCE, edits=False)
def release_evidence(*, by: User, evidence: Evidence, token: Token, on: date) -> Evidence:
    """Submit a draft to its reviewers. The user belongs to the same body and did not write it.

    Its criteria then wait for a review, even if they were reviewed before. The digest covers the whole content.
    Evidence on security is closed for ever to all but its team and the SSC.
    """
    locked_to_date(evidence.release)
    evidence = _locked(by, evidence, token)
    if evidence.writers.filter(pk=by.pk).exists():
        raise NotAllowed(
            f"You wrote this evidence, so another person at {evidence.body.the} has to read and release it."
        )
    before, after = EVIDENCE.apply(evidence, "release", by)
    if evidence.expires_on and evidence.expires_on < on:
        raise RuleBroken(
            "The evidence has already expired. Correct the date until which it is valid.", field="expires_on"
        )
    criteria = list(_criteria(evidence).select_for_update(of=("self",), no_key=True))
    _refuse_replaced(evidence.replaces, criteria, ("released",))
    evidence.classification = class_for(criteria, evidence.classification, evidence.body)
    evidence.digest = digest_of(evidence_data(evidence))
    evidence.released_by, evidence.released_at = by, moment_of_change()
    evidence.save(update_fields=["state", "classification", "digest", "released_by", "released_at"])
    for criterion in criteria:
        CRITERION.apply(criterion, "submit", by)
        criterion.save(update_fields=["state"])
    changes: dict[str, list[Any]] = {
        "state": [before, after],
        "criteria": [None, _keys(criteria)],
        "evidence": [None, evidence.digest],
        "receipt": [None, evidence.receipt],
    }
    record(**_target(evidence), changes=changes | close_on_security(evidence), on=on)
    renew_items(
        by=by, release=evidence.release, because=f"Evidence for {names_of(criteria)} was released.", on=on
    )
    for category in sorted({row.category for row in criteria}):
        if not evidence.release.criteria.filter(category=category, state="open").exists():
            record_step_date(evidence.release, f"evidence_{category}", on, on)
    _notify_readers(evidence, criteria, on)
    return evidence


@operation("governance.discard_evidence", Permission.SUBMIT_EVIDENCE, program_may=True)
def discard_evidence(*, by: User, evidence: Evidence, token: Token, on: date) -> Evidence:
    """Discard a draft. Its digests stay in the audit trail."""
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
    """The one body that provides evidence for all the criteria. Raises NotAllowed unless the user belongs to it."""
    if not criteria:
        raise RuleBroken("Choose the criteria that the evidence is for.", field="criteria")
    if strangers := [str(row) for row in criteria if row.release_id != release.pk]:
        raise RuleBroken(
            f"{', '.join(strangers)}: not a criterion of the {release}. Submit this evidence on the page of "
            "its own release.",
            field="criteria",
        )
    owners = {row.owner_id: row.owner for row in criteria}
    if len(owners) > 1:
        names = " and ".join(sorted(str(owner) for owner in owners.values()))
        raise RuleBroken(
            f"{names} provide the evidence for these criteria. Choose the criteria of one of them.",
            field="criteria",
        )
    (owner,) = owners.values()
    if not by.may_in(owner.key, Permission.SUBMIT_EVIDENCE) or body not in (None, owner):
        raise NotAllowed(
            f"{capfirst(owner.the)} provides the evidence for {', '.join(map(str, criteria))}. Ask it to submit the "
            "evidence."
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
        raise RuleBroken(
            f"Severity {wrong[0]}: enter a number of open defects from 0 to {MOST_DEFECTS:,}, for severities 1 to 5."
        )
    if expires_on and expires_on < on:
        raise RuleBroken(
            "That day has passed, so the evidence would not be valid. Choose a later day.", field="expires_on"
        )
    evidence.text = text
    evidence.classification = class_for(criteria, classification, evidence.body)
    evidence.defects, evidence.expires_on = counted, expires_on
    evidence.save(update_fields=["text", "classification", "defects", "expires_on"])
    evidence.criteria.set(criteria)
    evidence.writers.add(by)


def _reloaded(criteria: Iterable[Criterion]) -> list[Criterion]:
    """The criteria, read again under the lock of their release: their reviewers may have changed."""
    keys = [row.pk for row in criteria]
    return list(Criterion.objects.filter(pk__in=keys).select_related("release", "owner", "reviewer"))


def _refuse_replaced(
    replaced: Evidence | None,
    criteria: Iterable[Criterion],
    states: Collection[str],
    besides: Evidence | None = None,
) -> None:
    """Raise RuleBroken where a criterion of a piece has been replaced already. Several pieces can replace one."""
    if replaced is None:
        return
    later = replaced.replacements.filter(state__in=states)
    if besides:
        later = later.exclude(pk=besides.pk)
    taken = set(later.values_list("criteria", flat=True))
    if again := [row for row in criteria if row.pk in taken]:
        raise RuleBroken(
            f"{replaced} has already been replaced for {names_of(again)}. Change or replace the later piece instead.",
            field="criteria",
        )


def _add_files(evidence: Evidence, files: Iterable[CheckedFile]) -> None:
    submitted = Evidence.objects.filter(
        criteria__in=evidence.criteria.all(), state="released", body=evidence.body
    )
    if evidence.replaces_id:
        submitted = submitted.exclude(pk=evidence.replaces_id)
    for file in files:
        if evidence.files.filter(file=file.digest).exists():
            raise RuleBroken(f"{file.name} has already been added.", field="files")
        if earlier := submitted.filter(files__file=file.digest).first():
            raise RuleBroken(
                f"{file.name}: this file has already been submitted for the same criterion, receipt "
                f"{earlier.receipt}. Submit a changed file.",
                field="files",
            )
        stored = store_file(file.file, digest=file.digest, media_type=file.media_type)
        EvidenceFile.objects.create(evidence=evidence, file=stored, name=file.name)


def _criteria(evidence: Evidence) -> Any:
    return evidence.criteria.select_related("release", "owner", "reviewer").order_by("category", "number")


def _keys(criteria: Iterable[Criterion]) -> list[str]:
    return sorted(row.key for row in criteria)


def _draft_changes(evidence: Evidence) -> dict[str, list[Any]]:
    """The values of a draft for the audit trail. Text and file names are digests, as not everybody may read them."""
    files = [f"{digest_of(row.name)[:12]} {row.file_id}" for row in evidence.files.all()]
    return {
        "text": [None, digest_of(evidence.text)],
        "files": [None, files],
        "class": [None, evidence.classification],
    }


def _locked(by: User, evidence: Evidence, token: Token) -> Evidence:
    """Lock the release, then the evidence. Raises NotAllowed unless the user belongs to its body."""
    locked_release(evidence.release)
    evidence = (
        Evidence.objects.select_for_update(of=("self",), no_key=True)
        .select_related("release", "body", "replaces")
        .get(pk=evidence.pk)
    )
    if not by.may_in(evidence.body.key, Permission.SUBMIT_EVIDENCE):
        raise NotAllowed(f"This evidence is from {evidence.body.the}, so only its people can change it.")
    if by.is_service and evidence.writers.exclude(pk=by.pk).exists():
        raise NotAllowed("A person wrote some of this evidence, so a program leaves it as it is.")
    if evidence.state != "draft":
        return evidence
    take_token(evidence, token, lambda: {"text": evidence.text}, "This evidence")
    return evidence


def _refuse_unless_draft(evidence: Evidence) -> None:
    if evidence.state != "draft":
        raise RuleBroken(
            f"{evidence} is {evidence.workflow_state.label.lower()} and cannot be changed. "
            "Submit new evidence that replaces it."
        )


def _target(evidence: Evidence) -> dict[str, str]:
    return {
        "target": Target.EVIDENCE(evidence.release.slug, evidence.receipt),
        "label": f"{evidence} for the {evidence.release}",
    }


def _notify_readers(evidence: Evidence, criteria: list[Criterion], on: date) -> None:
    """Notify reviewers and SECAS. Only the SSC gets the receipt of evidence on security."""
    reviewers = {
        person.pk: person
        for body in sorted({row.reviewer.key for row in criteria})
        for person in holders_of(Permission.REVIEW_EVIDENCE, on=on, body=body)
    }
    people = reviewers | {person.pk: person for person in holders_of(Permission.EDIT_RELEASES, on=on)}
    may_read = people
    if hasattr(evidence, "closed"):
        ssc = holders_of(Permission.REVIEW_EVIDENCE, on=on, body=SECURITY_BODY)
        may_read = {person.pk: person for person in ssc if person.pk in people}
    for group, receipt in (
        (may_read, f", receipt {evidence.receipt}"),
        ({key: person for key, person in people.items() if key not in may_read}, ""),
    ):
        notify(
            group.values(),
            subject=f"Evidence for {', '.join(map(str, criteria))} of the {evidence.release}",
            body=f"{capfirst(evidence.body.the)} released evidence{receipt}. It is ready for review.",
            path=f"/releases/{evidence.release.slug}/criteria/",
            on=on,
        )
