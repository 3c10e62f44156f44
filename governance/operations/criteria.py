"""Acceptance criteria: the standard set, and those of a release."""

from collections.abc import Iterable
from datetime import date

from governance.models import Criterion, CriterionText, StandardSet
from governance.operations.locking import locked_release
from governance.operations.readiness import renew_items
from governance.operations.security import refuse_mixing, refuse_other_owner
from governance.queries.standard import is_standard, numbered, said_of, standard_criteria
from releases.models import Release, Section
from releases.operations.sections import lock_section
from secrel.core.changes import AS_STORED, Actor, Token, operation, record, take_token, touch
from secrel.core.errors import RuleBroken
from secrel.core.models import Body
from secrel.core.permissions import Permission
from secrel.core.targets import Target


@operation("governance.load_standard_criteria", Permission.LOAD_REFERENCE_DATA)
def load_standard_criteria(*, by: Actor, criteria: list[tuple[str, int, str, str, str, bool]]) -> None:
    """Load a first standard set: (category, number, text, owner, reviewer, also for documents only); where there is
    one, it stays as it is."""
    before = CriterionText.objects.count()
    bodies = {body.key: body for body in Body.objects.all()}
    if not StandardSet.objects.exists():
        standard = StandardSet.objects.create(
            number=1, state="in_force", source="As papers of January 2020 show"
        )
        CriterionText.objects.bulk_create(
            CriterionText(
                standard=standard,
                category=category,
                number=number,
                text=text,
                owner=bodies[owner],
                reviewer=bodies[reviewer],
                for_documents=for_documents,
            )
            for category, number, text, owner, reviewer, for_documents in criteria
        )
    record(
        target=Target.STANDARD_DRAFTED(),
        label="Standard acceptance criteria",
        changes={"criteria": [before, CriterionText.objects.count()]},
    )


@operation("governance.copy_criteria", Permission.EDIT_RELEASES)
def copy_standard_criteria(*, by: Actor, release: Release, on: date) -> list[Criterion]:
    """Give a release the standard criteria of its profile, numbered anew within each category."""
    section = lock_section(release, Section.Key.ACCEPTANCE)
    if release.criteria.exists():
        raise RuleBroken(f"The {release} has its acceptance criteria already.")
    criteria = [
        Criterion(
            release=release,
            category=text.category,
            number=number,
            text=text.text,
            owner=text.owner,
            reviewer=text.reviewer,
        )
        for number, text in numbered(standard_criteria(release.profile))
    ]
    Criterion.objects.bulk_create(criteria)
    take_token(section, AS_STORED, dict, "The acceptance criteria")
    touch(release)
    record(
        target=Target.CRITERIA(release.slug),
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
    criteria: Iterable[tuple[str, str, Body, Body] | tuple[str, str, Body, Body, str]],
    token: Token,
    as_published: bool = False,
    on: date,
) -> list[Criterion]:
    """Replace a release's criteria: (category, text, owner, reviewer), numbered in order by category.

    A fifth says why it differs from the standard, which is owed for what is added or changed once the release is
    baselined; left out, what was said stays. Criteria taken over `as_published` owe none. One that stays in its
    place keeps its evidence; one with evidence is never dropped. Evidence in force stays either on security or on
    other criteria, whoever comes to review them.
    """
    section = lock_section(release, Section.Key.ACCEPTANCE)
    locked_release(release)  # evidence is drafted and released under this lock
    rows = list(release.criteria.select_related("release", "owner", "reviewer"))
    standing = {(row.category, row.number): row for row in rows}
    was_security = {row.pk: row.is_security for row in rows}
    before = [row.words for row in rows]
    said_before = {said_of(row).key: row.why for row in rows}
    whys = {(row.category, row.text): row.why for row in rows}
    take_token(section, token, lambda: {"criteria": before}, "The acceptance criteria")
    counted: dict[str, int] = {}
    kept = []
    for category, text, owner, reviewer, *said in criteria:
        why = said[0] if said else whys.get((category, text), "")
        number = counted[category] = counted.get(category, 0) + 1
        row = standing.pop((category, number), None)
        if row and row.text != text and row.evidence.exists():
            raise RuleBroken(
                f"There is evidence for {row}, so you cannot change its text. Add a criterion after it instead."
            )
        if row:
            refuse_other_owner(row, owner)
        row = row or Criterion(release=release, category=category, number=number)
        row.text, row.owner, row.reviewer, row.why = text, owner, reviewer, why
        stood = said_before.get(said_of(row).key)
        if not as_published and not why and (stood is None or stood):
            _refuse_unexplained(row)
        row.save()
        kept.append(row)
    for row in standing.values():
        if row.evidence.exists():
            raise RuleBroken(
                f"There is evidence for {row}, so you cannot remove it. If it does not apply, its reviewing body can "
                "record that."
            )
        if row.questions.exists() or row.reviews.exists():
            raise RuleBroken(
                f"{row} has questions or a review, so you cannot remove it. Change its text instead."
            )
        row.delete()
    refuse_mixing(row for row in kept if row.is_security != was_security.get(row.pk, row.is_security))
    touch(release)
    record(
        target=Target.CRITERIA(release.slug),
        label=f"Acceptance criteria of the {release}",
        changes={"criteria": [before, [row.words for row in kept]]},
        on=on,
    )
    renew_items(by=by, release=locked_release(release), because="The criteria were edited.", on=on)
    return kept


def _refuse_unexplained(row: Criterion) -> None:
    """From the first baseline on, what differs from the standard says why (DOMAIN 6)."""
    release = row.release
    if release.is_baselined and not is_standard(row):
        raise RuleBroken(
            f"{row} differs from the standard set, and the {release} is baselined: say why beside it.",
            field="why",
        )
