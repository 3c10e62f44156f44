"""A draft of the standard acceptance criteria as a sheet, and the columns of all sheets of criteria."""

from typing import Any

from governance.criteria.models import Category, StandardSet
from governance.criteria.operations.standard import set_standard
from governance.criteria.queries.standard import texts_of
from secrel.core.editing.sheets.columns import ChoiceColumn, Column, TickColumn
from secrel.core.editing.sheets.sheet import EditedRow, Sheet, SheetRow
from secrel.core.models.people import Body


def columns_of_criteria(bodies: dict[str, Body]) -> tuple[Column, ...]:
    """The columns of a criterion, in a release or in the standard set."""
    names = tuple((key, body.short_name) for key, body in bodies.items())
    full = tuple((body.name, key) for key, body in bodies.items())
    return (
        ChoiceColumn(
            "category",
            "Set",
            choices=tuple(Category.choices),
            size="choice",
            aliases=("Category", "Type", "Group"),
        ),
        Column("number", "No.", read_only=True, aliases=("Number", "Ref", "#", "ID")),
        Column(
            "text",
            "Criterion",
            kind="long",
            size="wide",
            max_length=2000,
            required="Enter the criterion.",
            aliases=("Criteria", "Acceptance criterion", "Acceptance criteria", "Description", "Text"),
        ),
        ChoiceColumn(
            "owner",
            "Evidence from",
            choices=names,
            words=full,
            size="choice",
            aliases=("Owner", "Evidence by"),
        ),
        ChoiceColumn(
            "reviewer",
            "Reviewed by",
            choices=names,
            words=full,
            size="choice",
            aliases=("Reviewer", "Reviewing body"),
        ),
    )


class StandardSheet(Sheet):
    caption = "Standard acceptance criteria"
    add = "criterion"
    named_by = "text"
    identity = ("text",)
    may_order = True

    def __init__(self, standard: StandardSet) -> None:
        self.standard = standard
        self.bodies = {body.key: body for body in Body.objects.order_by("name")}
        self.columns = (
            *columns_of_criteria(self.bodies),
            TickColumn(
                "for_documents",
                "Document-only releases",
                aliases=("Documents only too", "Documents only", "For documents"),
            ),
        )

    def stored(self) -> tuple[list[SheetRow], int]:
        token = StandardSet.objects.values_list("token", flat=True).get(pk=self.standard.pk)
        return [
            SheetRow(
                f"{row.category}-{row.number}",
                {
                    "category": row.category,
                    "number": str(row.number),
                    "text": row.text,
                    "owner": row.owner.key,
                    "reviewer": row.reviewer.key,
                    "for_documents": "1" if row.for_documents else "",
                },
            )
            for row in texts_of(self.standard)
        ], token

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored = {row.key: row.cells for row in self.stored()[0]}
        cells = [stored.get(entry.key, {}) | entry.values for entry in entries]
        criteria = [
            (
                row["category"],
                row["text"],
                self.bodies[row["owner"]],
                self.bodies[row["reviewer"]],
                bool(row.get("for_documents")),
            )
            for row in cells
        ]
        set_standard(standard=self.standard, criteria=criteria, token=token, **common)
