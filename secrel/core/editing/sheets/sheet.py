"""A sheet as it is stored, as it was opened, and as somebody typed it."""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from django.http import QueryDict

from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.merging import Cells, Conflict, Rows
from secrel.core.editing.sheets.opening import as_sent, read_json, rows_as_opened

SPARE = 2
"""Empty rows at the end of a sheet that takes new ones."""
MOST_ROWS = 2000


@dataclass
class SheetRow:
    """`head` names the row where none of its cells does; `fixed` rows stay; `locked` cells are not edited."""

    key: str
    cells: Cells
    head: str = ""
    hint: str = ""
    fixed: bool = False
    locked: tuple[str, ...] = ()
    href: str = ""


@dataclass(frozen=True)
class EditedRow:
    """A row to be written: its key, and the values of the cells that were changed; of a new row, all."""

    key: str
    values: dict[str, Any]
    is_new: bool = False


class Sheet:
    """What is edited. Subclasses say their columns, read the stored rows and write what was made of them."""

    columns: tuple[Column, ...] = ()
    key: ClassVar[str] = ""
    """What proposals for its cells are kept by, and the URL name of its page ends in; one without takes none."""
    caption: ClassVar[str] = ""
    head: ClassVar[str] = ""
    head_aliases: ClassVar[tuple[str, ...]] = ()
    """Other words for the heading of the rows' names in a pasted block."""
    add: ClassVar[str] = ""
    """What one more row is called ("Add a row"); empty where no row may be added."""
    named_by: ClassVar[str] = ""
    """The column by which people call a row that has no head; empty: the first."""
    distinguished_by: ClassVar[tuple[str, ...]] = ()
    """Columns that tell rows of one name apart."""
    identity: ClassVar[tuple[str, ...]] = ()
    """Columns that say which row it is, where the key is but its place."""
    may_order: ClassVar[bool] = False
    is_matrix: ClassVar[bool] = False

    def blank(self) -> Cells:
        """An empty row; a choice has its first value, as a browser shows it."""
        return {c.name: c.choices[0][0] if c.kind == "choice" and c.choices else "" for c in self.columns}

    def stored(self) -> tuple[list[SheetRow], int]:
        """The rows as stored, and the token of what they belong to."""
        raise NotImplementedError

    def read(self) -> tuple[list[SheetRow], int]:
        """As `stored`, each text as a browser sends it back."""
        rows, token = self.stored()
        columns = [(c.name, c.kind == "long") for c in self.columns if not c.read_only]
        return [
            replace(
                row, cells=row.cells | {n: as_sent(row.cells.get(n, ""), has_lines=h) for n, h in columns}
            )
            for row in rows
        ], token

    def warnings(self) -> list[str]:
        """What looks like a slip in what is stored now: it is kept, and said once it was saved."""
        return []

    def write(self, entries: list[EditedRow], token: int, **known: Any) -> Any:
        """Write the rows in their order by an operation; raises Stale, RuleBroken."""
        raise NotImplementedError


@dataclass
class SheetInput:
    """A sheet on a page: `rows` as shown, `was` as opened; what is wrong by row and column; both sides."""

    sheet: Sheet
    rows: list[SheetRow]
    was: Rows
    removed: set[str] = field(default_factory=set)
    errors: dict[tuple[str, str], str] = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    sentence: str = ""
    was_sent: bool = True
    """Whether the page said what was stored when it was opened."""
    no_reason: str = ""
    """Why nothing is saved without a reason for the change."""
    spare: int = SPARE
    gone: list[str] = field(default_factory=list)
    """Rows of a sheet without new ones that others took away since it was opened."""
    shown: list[str] = field(default_factory=list)
    """Keys of the rows in the order of the page that was sent, those included that are gone by now."""
    places: dict[str, str] = field(default_factory=dict)
    """By row, what was typed as its number and is none."""
    pasted: Any = None
    """What became of a pasted block, line by line."""
    read: tuple[list[SheetRow], int] | None = None
    """What was stored, with its token, when the page was read; the first to need it takes it."""

    def stored(self) -> tuple[list[SheetRow], int]:
        """As read with the page, then anew. Whoever writes sends the token along, so an old one is refused."""
        read, self.read = self.read, None
        return read or self.sheet.read()

    @property
    def was_json(self) -> str:
        return json.dumps(self.was)

    @property
    def blank_json(self) -> str:
        """What a new row shows before anybody types into it."""
        return json.dumps(self.sheet.blank())

    def entered(self) -> Rows:
        """What is meant to be kept: no removed row, no new one that is empty."""
        kept = [
            row
            for row in self.rows
            if row.key not in self.removed and not (row.key.startswith("new-") and self.is_empty(row))
        ]
        return cells_of(self.sheet, kept)

    def is_empty(self, row: SheetRow) -> bool:
        """Nothing was typed into it; a choice stands there by itself."""
        return all(row.cells.get(name, "") in ("", text) for name, text in self.sheet.blank().items())

    def check(self) -> bool:
        """Read every cell that was changed, and those of new rows; notes what is wrong with each."""
        kept = self.entered()
        for row in self.rows:
            if row.key not in kept:
                continue
            if text := self.places.get(row.key):
                self.errors[row.key, "place"] = (
                    f"“{text[:60]}” is not a number: write the number of the row, like 3."
                )
            before = self.was.get(row.key)
            for column in (column for column in self.sheet.columns if not column.read_only):
                text = row.cells.get(column.name, "")
                if before is None or text != before.get(column.name, ""):
                    try:
                        column.clean(text)
                    except ValueError as error:
                        self.errors[row.key, column.name] = str(error)
        return not self.errors


def opened(sheet: Sheet) -> SheetInput:
    rows, token = sheet.read()
    shown = [row.key for row in rows]
    return SheetInput(sheet, list(map(replace, rows)), cells_of(sheet, rows), shown=shown, read=(rows, token))


def cells_of(sheet: Sheet, rows: Iterable[SheetRow]) -> Rows:
    """What is typed into; what is only shown is compared with nothing."""
    names = [column.name for column in sheet.columns if not column.read_only]
    return {row.key: {name: row.cells.get(name, "") for name in names} for row in rows}


def read_input(sheet: Sheet, data: QueryDict) -> SheetInput:
    """The sheet as posted. Rows that were stored when it was opened and are not sent count as they were."""
    read = sheet.read()
    stored = {row.key: row for row in read[0]}
    now = cells_of(sheet, stored.values())
    empty = {column.name: "" for column in sheet.columns if not column.read_only}
    opening = read_json(data.get("was", ""))
    said = rows_as_opened(opening, now, empty)
    was = {key: now.get(key, empty) | cells for key, cells in said.items()}
    keys = [key for key in dict.fromkeys(data.getlist("row")) if _is_offered(key, sheet, stored, was)][
        :MOST_ROWS
    ]
    gone = [] if sheet.add else [key for key in was if key not in stored]
    was = {key: cells for key, cells in was.items() if sheet.add or key in stored}
    taken = set(data.getlist("take"))
    rows = [
        _read_row(sheet, data, key, stored.get(key), was.get(key, {}), said.get(key, {}), taken)
        for key in keys
    ]
    places = {key: _number(data.get(f"{key}.place"), at) for at, key in enumerate(keys, start=1)}
    if sheet.may_order:
        rows.sort(key=lambda row: places[row.key])
    removed = {key for key in keys if data.get(f"{key}.remove") and not (key in stored and stored[key].fixed)}
    unread = {
        key: text for key in keys if (text := data.get(f"{key}.place", "").strip()) and not _is_number(text)
    }
    rows += [replace(row) for key, row in stored.items() if key in was and key not in places]
    sent = [key for key in dict.fromkeys(data.getlist("row")) if key in places or key in gone]
    shown = [row.key for row in rows] if sheet.may_order else sent
    entered = SheetInput(sheet, rows, was, removed, gone=gone, shown=shown, read=read)
    entered.was_sent = isinstance(opening, dict)
    entered.places = unread if sheet.may_order else {}
    return entered


def _is_offered(key: str, sheet: Sheet, stored: Mapping[str, SheetRow], was: Rows) -> bool:
    """A row that is there; or was when the sheet was opened, or is new, where rows may be added."""
    return key in stored or (bool(sheet.add) and (key in was or key.startswith("new-")))


def _read_row(
    sheet: Sheet,
    data: QueryDict,
    key: str,
    stored: SheetRow | None,
    was: Cells,
    said: Cells,
    taken: set[str],
) -> SheetRow:
    """A cell that is not sent is as it was; a tick was taken out, if the page had it (`said`)."""
    cells = {}
    for column in sheet.columns:
        before = was.get(column.name)
        otherwise = sheet.blank()[column.name] if before is None else before
        if column.kind == "tick" and column.name in said:
            otherwise = ""
        text = as_sent(data.get(f"{key}.{column.name}", otherwise), has_lines=True)
        if stored and f"{key}.{column.name}" in taken:
            text = stored.cells[column.name]
        if column.read_only or (stored and column.name in stored.locked):
            cells[column.name] = stored.cells[column.name] if stored else ""
            if column.name in was:  # nobody types into it, so it never conflicts
                was[column.name] = cells[column.name]
        else:
            cells[column.name] = text if text == before else column.plain(text)
    known = stored or SheetRow(key, cells)
    return SheetRow(key, cells, known.head, known.hint, known.fixed, known.locked, known.href)


def _number(text: str | None, otherwise: int) -> float:
    number = float(text) if text and _is_number(text) else otherwise
    return number if math.isfinite(number) else otherwise


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
