"""The acceptance criteria of a release as a sheet; the numbers follow from the order."""

from typing import Any

from governance.models import Category
from governance.operations.criteria import set_criteria
from governance.queries import criteria_of
from releases.models import Release, Section
from releases.queries import section_token
from secrel.core.models import Body
from secrel.core.sheets.columns import Choice, Column
from secrel.core.sheets.sheet import Entry, Row, Sheet

WHY = ("Why", "Reason", "Rationale", "Reason for difference")


def columns_of_criteria(bodies: dict[str, Body]) -> tuple[Column, ...]:
    """What a criterion says, in a release as in the standard set."""
    names = tuple((key, body.short_name) for key, body in bodies.items())
    full = tuple((body.name, key) for key, body in bodies.items())
    return (
        Choice(
            "category",
            "Set",
            choices=tuple(Category.choices),
            size="choice",
            also=("Category", "Type", "Group"),
        ),
        Column("number", "No.", shown=True, also=("Number", "Ref", "#", "ID")),
        Column(
            "text",
            "Criterion",
            kind="long",
            size="wide",
            max_length=2000,
            required="Write the criterion.",
            also=("Criteria", "Acceptance criterion", "Acceptance criteria", "Description", "Text"),
        ),
        Choice(
            "owner", "Evidence from", choices=names, words=full, size="choice", also=("Owner", "Evidence by")
        ),
        Choice(
            "reviewer",
            "Reviewed by",
            choices=names,
            words=full,
            size="choice",
            also=("Reviewer", "Reviewing body"),
        ),
    )


class CriteriaSheet(Sheet):
    caption = "Acceptance criteria"
    add = "criterion"
    named_by = "text"
    identity = ("text",)
    may_order = True

    def __init__(self, release: Release) -> None:
        self.release = release
        self.bodies = {body.key: body for body in Body.objects.order_by("name")}
        self.columns = (
            *columns_of_criteria(self.bodies),
            Column(
                "why", "Why it differs", kind="long", hint="From the standard; owed once baselined.", also=WHY
            ),
            Column("evidence", "Evidence", shown=True, also=("Files",)),
        )

    def stored(self) -> tuple[list[Row], int]:
        token = section_token(self.release, Section.Key.ACCEPTANCE)
        return [
            Row(
                row.key,
                {
                    "category": row.category,
                    "number": str(row.number),
                    "text": row.text,
                    "owner": row.owner.key,
                    "reviewer": row.reviewer.key,
                    "why": row.why,
                    "evidence": row.standing.label,
                },
            )
            for row in criteria_of(self.release)
        ], token

    def write(self, entries: list[Entry], token: int, **known: Any) -> None:
        stored = {row.key: row.cells for row in self.stored()[0]}
        criteria = []
        for entry in entries:
            cells = stored.get(entry.key, {}) | entry.values
            criteria.append(
                (
                    cells["category"],
                    cells["text"],
                    self.bodies[cells["owner"]],
                    self.bodies[cells["reviewer"]],
                    cells.get("why", ""),
                )
            )
        set_criteria(release=self.release, criteria=criteria, token=token, **known)
