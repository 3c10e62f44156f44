"""Acceptance criteria and the evidence for them."""

import secrets
from collections.abc import Iterable
from datetime import date

from governance.models import Criterion, CriterionText, Evidence
from releases.models import Release, Section
from releases.operations.sections import lock_section
from secrel.core import clock
from secrel.core.changes import Actor, operation, record, take_token, touch
from secrel.core.errors import NotAllowed, RuleBroken
from secrel.core.keeping import keep_file
from secrel.core.models import Body
from secrel.core.notifications import notify
from secrel.core.permissions import Permission
from secrel.core.queries import holders_of
from secrel.core.record import digest_of
from secrel.core.uploads import CheckedFile


@operation("governance.load_standard_criteria", Permission.LOAD_REFERENCE_DATA)
def load_standard_criteria(*, by: Actor, criteria: list[tuple[str, int, str, str, str, bool]]) -> None:
    """Load the standard set: (category, number, text, owner, reviewer, also for documents only)."""
    before = CriterionText.objects.count()
    bodies = {body.key: body for body in Body.objects.all()}
    for category, number, text, owner, reviewer, for_documents in criteria:
        CriterionText.objects.get_or_create(
            category=category,
            number=number,
            defaults={
                "text": text,
                "owner": bodies[owner],
                "reviewer": bodies[reviewer],
                "for_documents": for_documents,
            },
        )
    record(
        target="criteria/standard",
        label="Standard acceptance criteria",
        changes={"criteria": [before, CriterionText.objects.count()]},
    )


@operation("governance.copy_criteria", Permission.EDIT_RELEASES)
def copy_standard_criteria(*, by: Actor, release: Release, on: date) -> list[Criterion]:
    """Give a release the standard criteria of its profile, numbered anew within each category."""
    section = lock_section(release, Section.Key.ACCEPTANCE)
    if release.criteria.exists():
        raise RuleBroken(f"The {release} has its acceptance criteria already.")
    texts = CriterionText.objects.select_related("owner", "reviewer")
    if release.profile == Release.Profile.DOCUMENT:
        texts = texts.filter(for_documents=True)
    counted: dict[str, int] = {}
    criteria = []
    for text in texts.order_by("category", "number"):
        counted[text.category] = counted.get(text.category, 0) + 1
        criteria.append(
            Criterion(
                release=release,
                category=text.category,
                number=counted[text.category],
                text=text.text,
                owner=text.owner,
                reviewer=text.reviewer,
            )
        )
    Criterion.objects.bulk_create(criteria)
    take_token(section, None, dict, "The acceptance criteria")
    touch(release)
    record(
        target=f"releases/{release.slug}/criteria",
        label=f"Acceptance criteria of the {release}",
        changes={"criteria": [0, len(criteria)]},
        on=on,
    )
    return criteria


@operation("governance.set_criteria", Permission.EDIT_RELEASES)
def set_criteria(
    *,
    by: Actor,
    release: Release,
    criteria: Iterable[tuple[str, str, Body, Body]],
    token: int | None = None,
    on: date | None = None,
) -> list[Criterion]:
    """Replace a release's criteria: (category, text, owner, reviewer), numbered in order by category.

    One that stays in its place keeps its evidence; one with evidence is never dropped.
    """
    section = lock_section(release, Section.Key.ACCEPTANCE)
    standing = {(row.category, row.number): row for row in release.criteria.all()}
    before = [row.text for row in standing.values()]
    take_token(section, token, lambda: {"criteria": before}, "The acceptance criteria")
    counted: dict[str, int] = {}
    kept = []
    for category, text, owner, reviewer in criteria:
        number = counted[category] = counted.get(category, 0) + 1
        row = standing.pop((category, number), None)
        if row and row.text != text and row.evidence.exists():
            raise RuleBroken(
                f"There is evidence for {row}, so its text stays. Add a criterion after it instead."
            )
        row = row or Criterion(release=release, category=category, number=number)
        row.text, row.owner, row.reviewer = text, owner, reviewer
        row.save()
        kept.append(row)
    for row in standing.values():
        if row.evidence.exists():
            raise RuleBroken(f"There is evidence for {row}, so it stays. Amend its text instead.")
        row.delete()
    touch(release)
    record(
        target=f"releases/{release.slug}/criteria",
        label=f"Acceptance criteria of the {release}",
        changes={"criteria": [before, [row.text for row in kept]]},
        on=on,
    )
    return kept


@operation("governance.submit_evidence", Permission.SUBMIT_EVIDENCE)
def submit_evidence(*, by: Actor, criterion: Criterion, file: CheckedFile, note: str, on: date) -> Evidence:
    """Attach a file to a criterion that the submitter's body owes; SECAS is told."""
    if criterion.owner.key not in by.bodies():
        raise NotAllowed(
            f"The {criterion.owner} owes the evidence for {criterion.category} {criterion.number}. "
            "Ask it to submit the file."
        )
    criterion = (
        Criterion.objects.select_for_update(of=("self",), no_key=True)
        .select_related("release", "owner", "reviewer")
        .get(pk=criterion.pk)
    )
    if Evidence.objects.filter(criterion=criterion, file_id=file.digest).exists():
        raise RuleBroken(
            f"This very file is there already for {criterion}. Submit it only when it has changed.",
            field="file",
        )
    evidence = Evidence.objects.create(
        criterion=criterion,
        file=keep_file(file.file, digest=file.digest, media_type=file.media_type),
        name=file.name,
        note=note,
        body=criterion.owner,
        submitted_by=by,
        submitted_at=clock.now(),
        receipt=_new_receipt(on),
    )
    record(
        target=f"releases/{criterion.release.slug}/criteria/{criterion.key}",
        label=f"{criterion} of the {criterion.release}",
        changes={
            "name": [None, digest_of(file.name)],
            "file": [None, file.digest],
            "receipt": [None, evidence.receipt],
            "note": [None, digest_of(note)],  # words are for who may read evidence
        },
        on=on,
    )
    notify(
        holders_of(Permission.EDIT_RELEASES, on=on),
        subject=f"Evidence for {criterion} of the {criterion.release}",
        body=f"{by.name} submitted a file for the {criterion.owner}. Receipt {evidence.receipt}.",
        path=criterion.get_absolute_url(),
        on=on,
    )
    return evidence


def _new_receipt(on: date) -> str:
    """A number people can read out: E-2021-7QK4-M2XD; not guessable from another."""
    letters = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
    groups = ("".join(secrets.choice(letters) for _ in range(4)) for _ in range(2))
    return f"E-{on.year}-{'-'.join(groups)}"
