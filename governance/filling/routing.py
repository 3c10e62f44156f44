"""Which sheet of a release each table of a document is for."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from governance.filling.places import SHEETS
from releases.models.releases import Release
from secrel.core.editing.sheets.pasting.block import matching_columns
from secrel.core.editing.sheets.pasting.reading.parts import Part
from secrel.core.editing.sheets.pasting.reading.table import Block
from secrel.core.editing.sheets.sheet import SheetInput, opened

LEAVE_OUT = "none"
MOST_TABLES = 60


@dataclass(frozen=True)
class Routed:
    """A table with its number in the document, and the key of the page that it is for; "" if that is not known."""

    number: int
    part: Part
    key: str
    is_chosen: bool = False
    """Whether a person chose it."""

    @property
    def field(self) -> str:
        return f"table-{self.number}"

    @property
    def sample(self) -> str:
        """How the table begins, for its reader to recognise."""
        first = next((line for line in self.part.block if not line.is_empty), [])
        return " | ".join(" ".join(cell.split())[:40] for cell in first if cell.strip())[:160]


def route(release: Release, parts: list[Part]) -> list[Routed]:
    """Each table with the page whose sheet has most of its columns. Where two have as many, a person chooses. A list
    that is for no sheet is left out without a word: documents are full of lists."""
    sheets = {key: opened(make(release)) for key, make in SHEETS.items()}
    found = [(part, _best(sheets, part.block)) for part in parts]
    kept = [(part, key) for part, key in found if key or not part.is_list]
    return [Routed(number, part, key) for number, (part, key) in enumerate(kept, start=1)]


def _best(sheets: Mapping[str, SheetInput], block: Block) -> str:
    found = {key: matching_columns(sheet, block) for key, sheet in sheets.items()}
    most = max(found.values())
    best = [key for key, count in found.items() if count == most]
    return best[0] if most > 0 and len(best) == 1 else ""


def chosen(routed: list[Routed], data: Mapping[str, str]) -> list[Routed]:
    """The same with what a person chose instead."""
    rows = []
    for row in routed:
        key = data.get(row.field, "")
        known = key in SHEETS or key == LEAVE_OUT
        rows.append(replace(row, key=key, is_chosen=True) if known and key != row.key else row)
    return rows


def by_page(routed: list[Routed]) -> dict[str, list[Block]]:
    """The tables of each page, in the order in which the pages are saved."""
    return {key: blocks for key in SHEETS if (blocks := [row.part.block for row in routed if row.key == key])}
