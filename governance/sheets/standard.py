"""A draft of the standard acceptance criteria as a sheet."""

from typing import Any

from governance.models import StandardSet
from governance.operations.standard import set_standard
from governance.queries.standard import texts_of
from governance.sheets.criteria import columns_of_criteria
from secrel.core.models import Body
from secrel.core.sheets.columns import Tick
from secrel.core.sheets.sheet import Entry, Row, Sheet


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
            Tick("for_documents", "Documents only too", also=("Documents only", "For documents")),
        )

    def stored(self) -> tuple[list[Row], int]:
        token = StandardSet.objects.values_list("token", flat=True).get(pk=self.standard.pk)
        return [
            Row(
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

    def write(self, entries: list[Entry], token: int, **known: Any) -> None:
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
        set_standard(standard=self.standard, criteria=criteria, token=token, **known)
