"""The DCC cost table as a sheet: a row for each part, each share of a Change Request, and the combined assessment."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from costs.figures import Figure
from costs.models import Basis, CostCell, CostLine
from costs.operations.cells import CostCellFacts
from costs.operations.table import write_table
from costs.queries import CostTable, combined_stages, cost_table, stages_of
from costs.sheets.cells import TO_COME, CostColumn, StatedCost, cost_text, text_of_fields
from costs.stages import EXPECTED_STAGES, STANDARD, Stage
from costs.totals import Total, counted, total_of
from modifications.models.change_requests import ChangeRequest
from modifications.queries import find_change_request, find_part
from releases.models.releases import Release, Section
from releases.queries import printed_scope, section_token
from secrel.core.changes.errors import RuleBroken
from secrel.core.editing.sheets.columns import MODIFICATION, Column, DayColumn
from secrel.core.editing.sheets.sheet import EditedRow, Sheet, SheetInput, SheetRow

COMBINED = "combined"
REPLACES = "Replaces the SIT, UIT and implementation costs above"
REPLACES_ANY = "Replaces the costs above in the same stage"
ALSO = {
    Stage.DESIGN_BUILD_PIT: (
        "Design Build PIT",
        "Design & Build",
        "DB & PIT",
        "DBPIT",
        "Design, Build & Test",
        "PIT",
    ),
    Stage.SIT: ("System Integration Testing", "Systems Integration Testing", "System Integration Test"),
    Stage.UIT: ("User Integration Testing", "User Integration Test"),
    Stage.IMPLEMENT_TO_LIVE: ("Implementation to live", "Implement", "Implementation", "Live", "ITL"),
}


@dataclass(frozen=True)
class LineColumn(Column):
    """A Change Request with a share in the costs, or a part in scope without a row."""

    def read(self, text: str) -> Any:
        return find_change_request(text) if text.upper().lstrip().startswith("CR") else find_part(text)

    def format(self, value: Any) -> str:
        return value.reference if isinstance(value, ChangeRequest) else str(value)


class CostSheet(Sheet):
    key = "costs"
    caption = "DCC costs"
    add = "line"
    line_columns = (
        LineColumn(
            "line",
            "Line",
            required="Enter a modification or a Change Request, for example CR1088.",
            suggests="lines",
            size="area",
            aliases=(*MODIFICATION, "Change Request", "CR", "Change"),
        ),
    )
    source_columns = (
        Column(
            "source",
            "Source",
            kind="long",
            hint="the assessment",
            size="area",
            aliases=("Sources", "Assessment"),
        ),
        DayColumn(
            "stated_on",
            "Stated on",
            hint="date of the source",
            aliases=("Of", "Date", "Dated", "As of", "Date stated"),
        ),
    )

    def __init__(self, release: Release) -> None:
        self.release = release
        self.stages = stages_of(release)
        self.stage_columns = tuple(
            CostColumn(stage, name, aliases=ALSO.get(stage, ())) for stage, name in self.stages.items()
        )
        self.columns = (*self.line_columns, *self.stage_columns, *self.source_columns)
        self.items = {str(item.part): item for item in printed_scope(release)}
        self._read: tuple[int, CostTable] | None = None
        """The token and the table of the last read."""
        self.last_read: tuple[list[SheetRow], int] | None = None

    def read(self) -> tuple[list[SheetRow], int]:
        self.last_read = super().read()
        return self.last_read

    def stored(self) -> tuple[list[SheetRow], int]:
        token = section_token(self.release, Section.Key.COSTS)
        table = cost_table(self.release, self.items.values())
        self._read = token, table
        return self._rows(table), token

    def _as_of(self, token: int) -> CostTable:
        """The table read with the token. The operation checks the token again, so a stale table is refused."""
        if self._read is None or self._read[0] != token:
            self.stored()
        return self._read[1]

    def _rows(self, table: CostTable) -> list[SheetRow]:
        rows = [
            SheetRow(
                str(item.part),
                self._texts(str(item.part), cells),
                hint=item.modification.title,
                fixed=True,
                locked=("line",),
            )
            for item, cells in table.rows
        ]
        rows += [
            SheetRow(
                row.reference,
                self._texts(row.reference, cells),
                hint=row.title,
                locked=("line",),
                also=(f"Share of {row.reference}",),
            )
            for row, cells in table.change_requests
        ]
        combined = table.combined or {}
        name = "All together (combined assessment)"
        locked = ("line", Stage.DESIGN_BUILD_PIT.value)
        rows.append(
            SheetRow(
                COMBINED,
                self._texts(name, combined),
                hint=REPLACES if list(self.stages) == list(STANDARD) else REPLACES_ANY,
                fixed=True,
                locked=locked,
                also=("Combined assessment", COMBINED),
            )
        )
        return rows

    @property
    def not_listed(self) -> list[str]:
        """Parts in scope without a row, as nobody stated that they impact the systems of the DCC."""
        listed = {str(item.part) for item, _ in self._read[1].rows} if self._read else set()
        return [name for name in self.items if name not in listed]

    def reshaped(self, rows: list[list[str]]) -> list[list[str]] | None:
        """Our CSV has a line for each amount; its totals and operational costs are not of this sheet."""
        heads = rows[0]
        if heads[:4] != ["line", "stage", "status", "amount"]:
            return None
        lines: dict[str, dict[str, str]] = {}
        for row in rows[1:]:
            fields = dict(zip(heads, row, strict=False))
            if fields["stage"] in self.stages:
                cells = lines.setdefault(fields["line"], {})
                cells[fields["stage"]] = text_of_fields(fields)
                cells["source"] = cells.get("source") or fields.get("source", "")
        names = [
            name for name in (*self.stages, "source") if any(cells.get(name) for cells in lines.values())
        ]
        labels = self.stages | {"source": "Source"}
        table = [[line, *(cells.get(name, "") for name in names)] for line, cells in lines.items()]
        return [["Line", *(labels[name] for name in names)], *table]

    def _texts(self, name: str, cells: dict[str, CostCell]) -> dict[str, str]:
        """The texts of a line; its source and date if they are the same for all its cells."""
        texts = {stage: cost_text(cells.get(stage)) for stage in self.stages}
        texts = {
            stage: "" if text == "TBC" and not cells[stage].pk else text for stage, text in texts.items()
        }
        entered = [cell for cell in cells.values() if cell.pk]
        sources = {cell.source for cell in entered}
        dates = {cell.stated_on for cell in entered}
        day = DayColumn("", "")
        return {
            "line": name,
            **texts,
            "source": sources.pop() if len(sources) == 1 else "",
            "stated_on": day.format(dates.pop()) if len(dates) == 1 else "",
        }

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> None:
        remaining = {entry.key for entry in entries}
        table = self._as_of(token)
        rows = {row.key: row for row in self._rows(table)}
        gone = [row.key for row in rows.values() if row.key not in remaining and not row.fixed]
        stored = self._cells_of(table)
        self._refuse_twice(entries, rows)
        write_table(
            release=self.release,
            cells=[cell for entry in entries for cell in self._written(entry, stored.get(entry.key, {}))],
            without=ChangeRequest.objects.filter(reference__in=gone),
            token=token,
            **common,
        )

    def _refuse_twice(self, entries: list[EditedRow], rows: dict[str, SheetRow]) -> None:
        """Refuse a new line for something that already has one."""
        taken = {row.cells["line"] for row in rows.values()}
        for entry in entries:
            if entry.is_new:
                name = self.columns[0].format(entry.values["line"])
                if name in taken:
                    raise RuleBroken(f"{name} already has a line. Enter its costs there.")
                taken.add(name)

    def _cells_of(self, table: CostTable) -> dict[str, dict[str, CostCell]]:
        cells = {str(item.part): cells for item, cells in table.rows}
        cells |= {row.reference: cells for row, cells in table.change_requests}
        return cells | {COMBINED: table.combined or {}}

    def _written(self, entry: EditedRow, stored: dict[str, CostCell]) -> list[CostCellFacts]:
        """The entered cells; if the line's source or date was entered, also its stored ones."""
        stages = combined_stages(self.stages) if entry.key == COMBINED else list(self.stages)
        of_line = {name: entry.values[name] for name in ("source", "stated_on") if name in entry.values}
        to_write = [
            stage
            for stage in stages
            if stage in entry.values or (of_line and (stage in stored and stored[stage].pk))
        ]
        if not to_write:
            return []
        place = self._place(entry)
        return [
            _cell(stage, place, entry.values.get(stage), stored.get(stage), of_line) for stage in to_write
        ]

    def _place(self, entry: EditedRow) -> dict[str, Any]:
        if entry.key == COMBINED:
            return {"line": CostLine.COMBINED}
        line = entry.values.get("line")
        if isinstance(line, ChangeRequest) or (line is None and entry.key not in self.items):
            return {"line": CostLine.CHANGE_REQUEST, "change_request": line or find_change_request(entry.key)}
        name = str(line or entry.key)
        if name not in self.items:
            raise RuleBroken(
                f"{name} is not in the printed scope of the {self.release}. Add it to the scope first."
            )
        return {"line": CostLine.MODIFICATION, "item": self.items[name]}


def _cell(
    stage: str,
    place: dict[str, Any],
    entered: StatedCost | None,
    stored: CostCell | None,
    of_line: dict[str, Any],
) -> CostCellFacts:
    cost = entered or stored
    names = ("source", "stated_on", "assessment")
    unchanged = {name: getattr(stored, name) for name in names} if stored else {}
    return CostCellFacts(
        stage=stage,
        **{name: getattr(cost, name) for name in ("basis", "amount", "amount_to", "reason")},
        qualifiers=tuple(cost.qualifiers),
        **place,
        **unchanged | of_line,
    )


def total_entered(sheet_input: SheetInput) -> Total | None:
    """The total of a cost sheet with the entered figures; None if a cell cannot be read."""
    figures = _figures_entered(sheet_input)
    return None if figures is None else total_of(figures)


def so_far_entered(sheet_input: SheetInput) -> Total | None:
    """The total of those that are not to be confirmed; None if a cell cannot be read."""
    figures = _figures_entered(sheet_input)
    return None if figures is None else total_of(row for row in figures if row.basis != Basis.TBC)


def _figures_entered(sheet_input: SheetInput) -> list[Figure] | None:
    """The figures that count in the total."""
    lines = sheet_input.rows_to_save()
    columns = sheet_input.sheet.stage_columns
    try:
        rows = {key: _costs(columns, key, cells, sheet_input.was.get(key)) for key, cells in lines.items()}
    except ValueError:
        return None
    combined = rows.pop(COMBINED, {})
    shares = [key for key in rows if lines[key]["line"].upper().startswith("CR")]
    own = [costs for key, costs in rows.items() if key not in shares]
    return [cost.figure for cost in counted(own, combined, [rows[key] for key in shares])]


def _costs(
    columns: Iterable[CostColumn], key: str, cells: dict[str, str], was: dict[str, str] | None
) -> dict[str, StatedCost]:
    """The cells of a line by stage. An empty cell is to be confirmed, except in a share, where it counts only if it was
    stored. A combined cell to be confirmed does not count, unless a document stated it.
    """
    costs = {}
    covered = combined_stages(column.name for column in columns)
    for column in columns:
        text = cells.get(column.name, "")
        cost, as_stored = column.read(text), was is not None and text == was.get(column.name)
        if key == COMBINED and (column.name not in covered or (cost == TO_COME and not (text and as_stored))):
            continue
        is_expected = column.name in EXPECTED_STAGES or column.name not in STANDARD
        if as_stored and not text and (cells["line"].upper().startswith("CR") or not is_expected):
            continue
        costs[column.name] = cost
    return costs
