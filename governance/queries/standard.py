"""The standard acceptance criteria: the set in force, and where a release differs from it. Source: DOMAIN 6."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from governance.models import CriterionText, StandardSet
from governance.models.criteria import Category
from governance.queries.acceptance import criteria_of
from releases.models import Release


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


@dataclass(frozen=True)
class Difference:
    """A criterion that is not as in the standard: amended, added or left out. Texts are empty where there is none."""

    what: str
    criterion: str
    text: str
    standard: str
    why: str = ""


def differences(release: Release) -> list[Difference]:
    """Where the criteria of a release differ from the set in force."""
    own = [(row.category, row.number, row.text, row.why) for row in criteria_of(release)]
    return _compared(own, list(_numbered(standard_criteria(release.profile))))


def changes_to_standard(standard: StandardSet) -> list[Difference]:
    """Where a draft differs from the set in force."""
    own = [(row.category, row.number, row.text, "") for row in texts_of(standard)]
    in_force = _in_order(CriterionText.objects.filter(standard__state="in_force"))
    return _compared(own, [(row.category, row.number, row.text) for row in in_force])


def _compared(own: list[tuple[str, int, str, str]], standard: list[tuple[str, int, str]]) -> list[Difference]:
    """By words, whatever their order; one reworded in its place is amended."""
    same = {_key(category, text) for category, _, text, _ in own}
    same &= {_key(category, text) for category, _, text in standard}
    left = {row[:2]: row[2] for row in standard if _key(row[0], row[2]) not in same}
    found = []
    for category, number, text, why in own:
        if _key(category, text) in same:
            continue
        was = left.pop((category, number), "")
        found.append(Difference("Amended" if was else "Added", _name(category, number), text, was, why))
    return found + [Difference("Left out", _name(*place), "", text) for place, text in left.items()]


def is_standard(profile: str, category: str, text: str) -> bool:
    """Whether a wording is one of the set in force."""
    rows = standard_criteria(profile)
    return _key(category, text) in {_key(row.category, row.text) for row in rows}


def _numbered(rows: Iterable[CriterionText]) -> Iterable[tuple[str, int, str]]:
    """As a release gets them: numbered anew within each category."""
    counted: dict[str, int] = {}
    for row in rows:
        number = counted[row.category] = counted.get(row.category, 0) + 1
        yield row.category, number, row.text


def _key(category: str, text: str) -> tuple[str, str]:
    return category, " ".join(text.casefold().split())


def _name(category: str, number: int) -> str:
    return f"{Category(category).label} {number}"
