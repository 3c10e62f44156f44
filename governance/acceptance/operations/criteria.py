"""The acceptance criteria of a release, changed."""

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
    said_before = {compared_criterion(row).key: row.why for row in rows}
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
        stood = said_before.get(compared_criterion(row).key)
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
