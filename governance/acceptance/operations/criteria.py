"""Change the acceptance criteria of a release."""

from collections.abc import Iterable
from datetime import date

from governance.acceptance.operations.readiness import renew_items
from governance.acceptance.operations.security import refuse_mixing, refuse_other_owner
from governance.criteria.models import Criterion
from governance.criteria.queries.standard import compared_criterion, is_standard
from releases.models.releases import Release, Section
from releases.operations.sections import lock_section, locked_release
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import Actor, Token, operation, record, take_token, touch
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body


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

    A fifth element is the reason why the criterion differs from the standard. It is required for criteria added or
    changed once the release is baselined, unless they are taken over `as_published`. Without a fifth element the
    stored reason stays. A criterion that stays in its place keeps its evidence, and one with evidence is never
    removed. No evidence in force may serve both security criteria and others.
    """
    section = lock_section(release, Section.Key.ACCEPTANCE)
    locked_release(release)  # evidence is drafted and released under this lock
    rows = list(release.criteria.select_related("release", "owner", "reviewer"))
    existing = {(row.category, row.number): row for row in rows}
    was_security = {row.pk: row.is_security for row in rows}
    before = [row.words for row in rows]
    earlier_reasons = {compared_criterion(row).key: row.why for row in rows}
    whys = {(row.category, row.text): row.why for row in rows}
    take_token(section, token, lambda: {"criteria": before}, "The acceptance criteria")
    counted: dict[str, int] = {}
    saved = []
    for category, text, owner, reviewer, *reason in criteria:
        why = reason[0] if reason else whys.get((category, text), "")
        number = counted[category] = counted.get(category, 0) + 1
        row = existing.pop((category, number), None)
        if row and row.text != text and row.evidence.exists():
            raise RuleBroken(
                f"There is evidence for {row}, so you cannot change its text. Add a criterion after it instead."
            )
        if row:
            refuse_other_owner(row, owner)
        row = row or Criterion(release=release, category=category, number=number)
        row.text, row.owner, row.reviewer, row.why = text, owner, reviewer, why
        earlier = earlier_reasons.get(compared_criterion(row).key)
        if not as_published and not why and (earlier is None or earlier):
            _refuse_unexplained(row)
        if row.pk:
            row.save()
        saved.append(row)
    Criterion.objects.bulk_create(row for row in saved if not row.pk)
    for row in existing.values():
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
    refuse_mixing(row for row in saved if row.is_security != was_security.get(row.pk, row.is_security))
    touch(release)
    record(
        target=Target.CRITERIA(release.slug),
        label=f"Acceptance criteria of the {release}",
        changes={"criteria": [before, [row.words for row in saved]]},
        on=on,
    )
    renew_items(by=by, release=locked_release(release), because="The criteria were edited.", on=on)
    return saved


def _refuse_unexplained(row: Criterion) -> None:
    """From the first baseline on, a criterion that differs from the standard needs a reason. The field's rule."""
    release = row.release
    if release.is_baselined and not is_standard(row):
        raise RuleBroken(
            f"{row} differs from the standard set, and the {release} is baselined. Enter the reason in “Why it "
            "differs”.",
            field="why",
        )
