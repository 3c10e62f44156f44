"""The standard acceptance criteria: the set in force, and where a release differs from it. Source: DOMAIN 6."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple

from django.db.models import QuerySet

from governance.criteria.models import Category, Criterion, CriterionText, StandardSet
from governance.criteria.queries.criteria import criteria_of
from releases.models.releases import Release


def texts_of(standard: StandardSet) -> list[CriterionText]:
    return _in_order(standard.texts.all())


def standard_criteria(profile: str) -> list[CriterionText]:
    """The criteria of the set in force that a release of this profile gets; none where no set is in force."""
    rows = CriterionText.objects.filter(standard__state="in_force")
    return _in_order(rows.filter(for_documents=True) if profile == Release.Profile.DOCUMENT else rows)


def _in_order(rows: QuerySet[CriterionText]) -> list[CriterionText]:
    """As a RID prints them: operational, testing, security (DOMAIN 6)."""
    known = rows.select_related("owner", "reviewer")
    return sorted(known, key=lambda row: (Category.values.index(row.category), row.number))


def standard_data(standard: StandardSet) -> dict[str, Any]:
    """What a body agrees: the whole set, each criterion with who owes the evidence and who reviews it."""
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


class Said(NamedTuple):
    """A criterion as it is compared: its words, and who owes and reviews the evidence."""

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
class Difference:
    """A criterion that is not as in the standard: amended, added or left out; None where there is none."""

    what: str
    said: Said | None
    standard: Said | None

    @property
    def criterion(self) -> str:
        return (self.said or self.standard).name

    @property
    def who_differs(self) -> bool:
        return bool(self.said and self.standard and self.said.who != self.standard.who)


def differences(release: Release) -> list[Difference]:
    """Where the criteria of a release differ from the set in force."""
    return _compared(map(said_of, criteria_of(release)), _as_given(release.profile))


def changes_to_standard(standard: StandardSet) -> list[Difference]:
    """Where a draft differs from the set in force."""
    in_force = _in_order(CriterionText.objects.filter(standard__state="in_force"))
    return _compared(map(_said_in_set, texts_of(standard)), map(_said_in_set, in_force))


def is_standard(criterion: Criterion) -> bool:
    """Whether a criterion says what one of the set in force says, for the profile of its release."""
    return said_of(criterion).key in {row.key for row in _as_given(criterion.release.profile)}


def said_of(row: Criterion) -> Said:
    return Said(row.category, row.number, row.text, _who(row), row.why)


def _said_in_set(row: CriterionText) -> Said:
    documents = "; also for documents only" if row.for_documents else ""
    return Said(row.category, row.number, row.text, f"{_who(row)}{documents}")


def _who(row: Criterion | CriterionText) -> str:
    return f"evidence from {row.owner.short_name}, reviewed by {row.reviewer.short_name}"


def _as_given(profile: str) -> list[Said]:
    """The set in force as a release gets it: numbered anew within each category."""
    rows = numbered(standard_criteria(profile))
    return [Said(row.category, number, row.text, _who(row)) for number, row in rows]


def numbered(rows: Iterable[CriterionText]) -> Iterator[tuple[int, CriterionText]]:
    """Each with its number within its category, in the order given."""
    counted: dict[str, int] = {}
    for row in rows:
        counted[row.category] = counted.get(row.category, 0) + 1
        yield counted[row.category], row


def _compared(own: Iterable[Said], standard: Iterable[Said]) -> list[Difference]:
    """By words and by whom, whatever their order; one that is other in its place is amended."""
    own, standard = list(own), list(standard)
    same = {row.key for row in own} & {row.key for row in standard}
    left = {row[:2]: row for row in standard if row.key not in same}
    found = []
    for row in own:
        if row.key not in same:
            was = left.pop(row[:2], None)
            found.append(Difference("Amended" if was else "Added", row, was))
    return found + [Difference("Left out", None, row) for row in left.values()]
