"""Loading the first standard criteria, and copying them to a release."""

from datetime import date

from governance.criteria.models import Criterion, CriterionText, StandardSet
from governance.criteria.queries.standard import numbered, standard_criteria
from releases.models.releases import Release, Section
from releases.operations.sections import lock_section
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, operation, record, take_token, touch
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target
from secrel.core.models.people import Body


@operation("governance.load_standard_criteria", Permission.LOAD_REFERENCE_DATA)
def load_standard_criteria(*, by: Actor, criteria: list[tuple[str, int, str, str, str, bool]]) -> None:
    """Load the first standard set, unless there is one.

    `criteria`: (category, number, text, owner, reviewer, also for document-only releases).
    """
    before = CriterionText.objects.count()
    bodies = {body.key: body for body in Body.objects.all()}
    if not StandardSet.objects.exists():
        standard = StandardSet.objects.create(number=1, state="in_force", source="Papers of January 2020")
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
    """Copy the standard criteria for its profile to a release, renumbered within each category."""
    section = lock_section(release, Section.Key.ACCEPTANCE)
    if release.criteria.exists():
        raise RuleBroken(f"The {release} already has acceptance criteria.")
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
