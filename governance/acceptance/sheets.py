"""The acceptance criteria of a release as a sheet. Their numbers follow from their order."""

from typing import Any

from governance.acceptance.operations.criteria import set_criteria
from governance.criteria.queries.criteria import criteria_of
from governance.criteria.sheets import CriteriaRules, columns_of_criteria
from releases.models.releases import Release, Section
from releases.queries import section_token
from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.sheet import EditedRow, SheetRow
from secrel.core.people.queries import bodies_by_name
from secrel.core.values.compiled import rows_of

WHY = ("Why", "Reason", "Rationale", "Reason for difference")


class CriteriaSheet(CriteriaRules):
    caption = "Acceptance criteria"
    add = "criterion"
    named_by = "text"
    identity = ("text",)
    may_order = True

    def __init__(self, release: Release) -> None:
        self.release = release
        self.bodies = {body.key: body for body in bodies_by_name()}
        self.columns = (
            *columns_of_criteria(self.bodies),
            Column(
                "why",
                "Why it differs",
                kind="long",
                hint="From the standard. Required once the release is baselined.",
                aliases=WHY,
            ),
            Column("evidence", "Evidence", read_only=True, aliases=("Files",)),
        )

    def stored(self) -> tuple[list[SheetRow], int]:
        token = section_token(self.release, Section.Key.ACCEPTANCE)
        return [
            SheetRow(
                row.key,
                {
                    "category": row.category,
                    "number": str(row.number),
                    "text": row.text,
                    "owner": row.owner.key,
                    "reviewer": row.reviewer.key,
                    "why": row.why,
                    "evidence": row.workflow_state.label,
                },
            )
            for row in rows_of(criteria_of(self.release), (criteria_of, self.release.pk))
        ], token

    def write(self, entries: list[EditedRow], token: int, **arguments: Any) -> None:
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
        set_criteria(release=self.release, criteria=criteria, token=token, **arguments)
