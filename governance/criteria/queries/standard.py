"""The standard acceptance criteria: the set in force, and differences of a release from it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet

from governance.criteria.models import Category, Criterion, CriterionText, StandardSet
from governance.criteria.queries.criteria import criteria_of
from releases.models.releases import Release
from secrel.core.changes.read_once import read_once


def texts_of(standard: StandardSet) -> list[CriterionText]:
    return _in_order(standard.texts.all())


def in_force() -> QuerySet[CriterionText]:
    """The criteria of the set in force."""
    return CriterionText.objects.filter(standard__state="in_force")


@read_once
def standard_criteria(profile: str) -> list[CriterionText]:
    """The criteria of the set in force for a profile; empty if no set is in force."""
    rows = in_force()
    return _in_order(rows.filter(for_documents=True) if profile == Release.Profile.DOCUMENT else rows)


def _in_order(rows: QuerySet[CriterionText]) -> list[CriterionText]:
    """In the order of a RID: operational, testing, security."""
    rows = rows.select_related("owner", "reviewer", "standard")
    return sorted(rows, key=lambda row: (Category.values.index(row.category), row.number))


def standard_data(standard: StandardSet) -> dict[str, Any]:
    """The content that a body agrees: all criteria, each with owner and reviewer."""
    return {
        "standard": str(standard.number),
        "criteria": [
            {
                "criterion": str(row),
                "text": row.text,
                "owner": row.owner.short_name,
                "reviewer": row.reviewer.short_name,
                "for_documents": row.for_documents,
            }
            for row in texts_of(standard)
        ],
    }


class ComparedCriterion(NamedTuple):
    """A criterion prepared for comparison: its text, and owner and reviewer as `who`."""

    category: str
    number: int
    text: str
    who: str
    why: str = ""

    @property
    def key(self) -> tuple[str, str, str]:
        return self.category, " ".join(self.text.casefold().split()), self.who

    @property
    def name(self) -> str:
        return f"{Category(self.category).label} {self.number}"


@dataclass(frozen=True)
class CriterionDifference:
    """A criterion that differs from the standard: amended, added or left out. A side that does not exist is None."""

    what: str
    own: ComparedCriterion | None
    standard: ComparedCriterion | None

    @property
    def criterion(self) -> str:
        return (self.own or self.standard).name

    @property
    def who_differs(self) -> bool:
        return bool(self.own and self.standard and self.own.who != self.standard.who)


def differences(release: Release) -> list[CriterionDifference]:
    """Differences of the criteria of a release from the set in force."""
    return _compared(map(compared_criterion, criteria_of(release)), _standard_for(release.profile))


def changes_to_standard(standard: StandardSet) -> list[CriterionDifference]:
    """Differences of a draft from the set in force."""
    present = _in_order(in_force())
    return _compared(map(_compared_text, texts_of(standard)), map(_compared_text, present))


def is_standard(criterion: Criterion) -> bool:
    """Whether a criterion equals one in the set in force for the profile of its release."""
    return compared_criterion(criterion).key in {row.key for row in _standard_for(criterion.release.profile)}


def compared_criterion(row: Criterion) -> ComparedCriterion:
    return ComparedCriterion(row.category, row.number, row.text, _who(row), row.why)


def _compared_text(row: CriterionText) -> ComparedCriterion:
    documents = "; also for document-only releases" if row.for_documents else ""
    return ComparedCriterion(row.category, row.number, row.text, f"{_who(row)}{documents}")


def _who(row: Criterion | CriterionText) -> str:
    return f"evidence from {row.owner.short_name}, reviewed by {row.reviewer.short_name}"


def _standard_for(profile: str) -> list[ComparedCriterion]:
    """The set in force for a profile, renumbered within each category."""
    rows = numbered(standard_criteria(profile))
    return [ComparedCriterion(row.category, number, row.text, _who(row)) for number, row in rows]


def numbered(rows: Iterable[CriterionText]) -> Iterator[tuple[int, CriterionText]]:
    """Each criterion with its number within its category."""
    counted: dict[str, int] = {}
    for row in rows:
        counted[row.category] = counted.get(row.category, 0) + 1
        yield counted[row.category], row


def _compared(
    own: Iterable[ComparedCriterion], standard: Iterable[ComparedCriterion]
) -> list[CriterionDifference]:
    """Compare by text and `who`, in any order. A different criterion in the same place counts as amended."""
    own, standard = list(own), list(standard)
    same = {row.key for row in own} & {row.key for row in standard}
    left = {row[:2]: row for row in standard if row.key not in same}
    found = []
    for row in own:
        if row.key not in same:
            was = left.pop(row[:2], None)
            found.append(CriterionDifference("Amended" if was else "Added", row, was))
    return found + [CriterionDifference("Left out", None, row) for row in left.values()]
