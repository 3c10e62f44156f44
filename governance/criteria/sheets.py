"""A draft of the standard acceptance criteria as a sheet, and the columns of all sheets of criteria."""

from collections.abc import Mapping
from typing import Any

from governance.criteria.models import Category, StandardSet
from governance.criteria.operations.standard import set_standard
from governance.criteria.queries.standard import texts_of
from secrel.core.editing.sheets.body_words import body_words
from secrel.core.editing.sheets.columns import ChoiceColumn, Column, TickColumn
from secrel.core.editing.sheets.sheet import EditedRow, Sheet, SheetRow
from secrel.core.models.people import Body
from secrel.core.people.queries import bodies_by_name

REVIEWERS = {
    Category.OPERATIONAL: ("operations-group", "Operations Group"),
    Category.TESTING: ("tag", "TAG"),
    Category.SECURITY: ("ssc", "Security Sub-Committee (SSC)"),
}
"""The body that usually reviews each set, by its key and as documents name it."""
_USUALLY = "The table does not say this; it is usually so."
_HEADS = ("{} acceptance criteria", "{} criteria", "{} acceptance criteria - reviewed by the {body}")
CATEGORY_WORDS = tuple(
    (
        form.format(category.label, body=REVIEWERS[category][1] if category in REVIEWERS else "Panel"),
        category.value,
    )
    for category in Category
    for form in _HEADS
)


class CriteriaRules(Sheet):
    """How pasted criteria are read: a heading names the set of those below it, and a list is several criteria."""

    points = ("text", "")
    grouped_by = "category"
    usual = (("text",), ("category", "text"))

    def guessed(self, cells: Mapping[str, str]) -> dict[str, tuple[str, str]]:
        """Who usually gives evidence and reviews, which documents do not print for each criterion."""
        owner = "secas" if cells.get("text", "").startswith("SECAS") else "dcc"
        found = {"owner": (owner, _USUALLY)} if cells.get("category") in Category.values else {}
        reviewer, _ = REVIEWERS.get(cells.get("category", ""), ("", ""))
        return found | ({"reviewer": (reviewer, _USUALLY)} if reviewer else {})


def columns_of_criteria(bodies: dict[str, Body]) -> tuple[Column, ...]:
    """The columns of a criterion, in a release or in the standard set."""
    names = tuple((key, body.short_name) for key, body in bodies.items())
    full = body_words((key, body.name, body.short_name) for key, body in bodies.items())
    return (
        ChoiceColumn(
            "category",
            "Set",
            choices=tuple(Category.choices),
            words=CATEGORY_WORDS,
            size="choice",
            aliases=("Category", "Type", "Group", "Criteria set", "Set of criteria"),
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


class StandardSheet(CriteriaRules):
    caption = "Standard acceptance criteria"
    add = "criterion"
    named_by = "text"
    identity = ("text",)
    may_order = True

    def __init__(self, standard: StandardSet) -> None:
        self.standard = standard
        self.bodies = {body.key: body for body in bodies_by_name()}
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
