"""The correction that adds the standard acceptance criteria that a release lacks."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.db.models import Exists, OuterRef, Q

from governance.acceptance.operations.criteria import set_criteria
from governance.criteria.models import Category, Criterion, CriterionText
from governance.criteria.queries.criteria import criteria_of
from governance.criteria.queries.standard import standard_criteria
from governance.documents.checks.document import CheckContext, Document
from governance.documents.checks.findings import Finding
from governance.documents.checks.rules.standard import MissingCriterion, missing_criteria
from governance.versions.mends.mend import Mend, listed
from governance.versions.queries.current import CurrentRid
from releases.models.releases import Release, Section
from releases.queries import section_token


def add_standard_criteria(release: Release, current: CurrentRid, findings: Sequence[Finding]) -> Mend | None:
    """Add the standard criteria that are missing from sets which are otherwise the standard's, each in its place.

    A set whose criteria would get other numbers is left alone once one of them has evidence, a question or a review.
    """
    token = section_token(release, Section.Key.ACCEPTANCE)
    standard = standard_criteria(release.profile)
    document = Document(current.rid, CheckContext(standard=[(row.category, row.text) for row in standard]))
    own = list(criteria_of(release).annotate(is_used=_is_used()))
    missing = [row for row in missing_criteria(document) if not _shifts(row, own)]
    if not missing or _texts(own) != {name: list(current.content.acceptance.of(name)) for name in Category}:
        return None
    wording = {(row.category, row.text): row for row in standard}
    rows = list(_merged(own, [(row.place, wording[row.category, row.text]) for row in missing]))
    added = {f"{Category(row[0]).label} {number}": row[1] for number, is_new, row in rows if is_new}
    count = "1 standard criterion" if len(missing) == 1 else f"{len(missing)} standard criteria"
    return Mend(
        label=f"Add {count}",
        changes=tuple(f"{name}: “{text}”" for name, text in added.items()),
        done=f"{count} {'was' if len(missing) == 1 else 'were'} added: {listed(list(added))}.",
        token=token,
        act=lambda **common: set_criteria(release=release, criteria=[row for *_, row in rows], **common),
        beside="The owner and the reviewing body are those of the standard.",
    )


def _is_used() -> Exists:
    """Whether a criterion has evidence, a question or a review."""
    has = Q(evidence__isnull=False) | Q(questions__isnull=False) | Q(reviews__isnull=False)
    return Exists(Criterion.objects.filter(has, pk=OuterRef("pk")))


def _shifts(missing: MissingCriterion, own: Sequence[Any]) -> bool:
    """Whether adding it gives another number to a criterion that is in use."""
    return any(row.is_used and row.category == missing.category and row.number > missing.place for row in own)


def _texts(own: Sequence[Criterion]) -> dict[Category, list[str]]:
    """The texts by category, to see that the criteria are still those of the document that was checked."""
    return {name: [row.text for row in own if row.category == name] for name in Category}


def _merged(
    own: Sequence[Criterion], missing: Sequence[tuple[int, CriterionText]]
) -> Iterator[tuple[int, bool, tuple[Any, ...]]]:
    """The criteria as `set_criteria` takes them, each with its number and whether it is new. `missing`: texts of the
    standard, with the number of the release's own in their category that stand before them."""
    for category in Category.values:
        kept = [row for row in own if row.category == category]
        new = [(place, row) for place, row in missing if row.category == category]
        merged = [(place, True, row) for place, row in new]
        merged += [(place, False, row) for place, row in enumerate(kept, start=1)]
        # A new one stands after the own one with the number of its place.
        for number, (_, is_new, row) in enumerate(sorted(merged, key=lambda one: one[:2]), start=1):
            facts = (row.category, row.text, row.owner, row.reviewer)
            yield number, is_new, facts if is_new else (*facts, row.why)
