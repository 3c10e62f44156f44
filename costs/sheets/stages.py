"""The stages of a release's cost table as a sheet: the columns in their order."""

from typing import Any

from costs.operations.stages import set_stages
from costs.queries import stages_of
from costs.stages import LONGEST_NAME, STANDARD, key_of
from releases.models.releases import Release, Section
from releases.queries import section_token
from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.sheet import EditedRow, Sheet, SheetRow


class CostStageSheet(Sheet):
    caption = "Stages of the DCC costs"
    add = "stage"
    may_order = True
    columns = (
        Column(
            "name",
            "Stage",
            required="Enter the name of the stage, for example Early life support.",
            max_length=LONGEST_NAME,
            size="area",
            aliases=("Name", "Cost stage", "Phase", "Column"),
        ),
    )

    def __init__(self, release: Release) -> None:
        self.release = release

    def stored(self) -> tuple[list[SheetRow], int]:
        token = section_token(self.release, Section.Key.COSTS)
        self.release.refresh_from_db(fields=["cost_stages"])
        return [
            SheetRow(
                key,
                {"name": name},
                hint="Standard stage" if key in STANDARD else "",
                fixed=key in STANDARD,
                locked=("name",) if key in STANDARD else (),
            )
            for key, name in stages_of(self.release).items()
        ], token

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        stored = stages_of(self.release)
        stages: list[tuple[str, str]] = []
        for entry in entries:
            name = entry.values.get("name", stored.get(entry.key, ""))
            key = entry.key
            if entry.is_new:
                key = key_of(name, [*stored, *(key for key, _ in stages)])
            stages.append((key, name))
        set_stages(release=self.release, stages=stages, token=token, **common)
