"""A sheet as it is stored, as it was opened, and as a person edited it."""

import json
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, ClassVar

from django.http import QueryDict

from secrel.core.editing.sheets.columns import Column
from secrel.core.editing.sheets.guesses import Guesses, as_json, open_guesses, sentence_about
from secrel.core.editing.sheets.merging import Cells, Conflict, Rows
from secrel.core.editing.sheets.opening import as_sent, read_json, rows_as_opened
from secrel.core.editing.sheets.pasting_rules import PastingRules

SPARE = 2
"""Empty rows at the end of a sheet to which rows may be added."""
MOST_ROWS = 2000


@dataclass
class SheetRow:
    """A row as shown. `head` is its name where no cell is; a `fixed` row cannot be removed; `locked` names the columns
    that cannot be edited; `also` are other names of the row in a pasted block."""

    key: str
    cells: Cells
    head: str = ""
    hint: str = ""
    fixed: bool = False
    locked: tuple[str, ...] = ()
    href: str = ""
    also: tuple[str, ...] = ()


@dataclass(frozen=True)
class EditedRow:
    """A row to write: its key and the values of the edited cells, or of all cells of a new row."""

    key: str
    values: dict[str, Any]
    is_new: bool = False


class Sheet(PastingRules):
    """A table to edit. Subclasses define the columns, read the stored rows and write the edited ones."""

    columns: tuple[Column, ...] = ()
    key: ClassVar[str] = ""
    """The key that its proposals are stored under, and the end of its page's URL name; without one, no proposals."""
    caption: ClassVar[str] = ""
    head: ClassVar[str] = ""
    head_aliases: ClassVar[tuple[str, ...]] = ()
    """Other headings for the rows' names in a pasted block."""
    add: ClassVar[str] = ""
    """The label for adding a row ("Add a row"); empty where no row may be added."""
    named_by: ClassVar[str] = ""
    """The column that names a row without a head; empty: the first."""
    distinguished_by: ClassVar[tuple[str, ...]] = ()
    """Columns that distinguish rows of the same name."""
    identity: ClassVar[tuple[str, ...]] = ()
    """Columns that identify a row, where its key is only its position."""
    may_order: ClassVar[bool] = False
    sorts: ClassVar[str] = ""
    """The label of the button that sorts its rows ("Sort by date"); empty where there is none."""
    is_matrix: ClassVar[bool] = False
    in_documents: ClassVar[Mapping[str, str]] = {}
    """Columns by the name of what they hold in a document, where it has another name there."""

    @property
    def naming(self) -> str:
        """The column that names a row; empty where its head does."""
        return "" if self.head else self.named_by or self.columns[0].name

    def blank(self) -> Cells:
        """An empty row; a choice has its first value, as in a browser."""
        return {c.name: c.choices[0][0] if c.kind == "choice" and c.choices else "" for c in self.columns}

    def stored(self) -> tuple[list[SheetRow], int]:
        """The rows as stored, and the version token of what they belong to."""
        raise NotImplementedError

    def read(self) -> tuple[list[SheetRow], int]:
        """As `stored`, with each text as a browser submits it."""
        rows, token = self.stored()
        columns = [(c.name, c.kind == "long") for c in self.columns if not c.read_only]
        return [
            replace(
                row, cells=row.cells | {n: as_sent(row.cells.get(n, ""), has_lines=h) for n, h in columns}
            )
            for row in rows
        ], token

    def sorted_rows(self, rows: list[SheetRow]) -> list[SheetRow]:
        """The rows as the button sorts them, by what was entered."""
        return rows

    def warnings(self) -> list[str]:
        """Sentences about stored values that look like mistakes, shown after saving. They do not stop the save."""
        return []

    def row_errors(self, cells: Cells) -> dict[str, str]:
        """What is wrong with the cells of a row together, by the column at which it is said."""
        return {}

    def write(self, entries: list[EditedRow], token: int, **common: Any) -> Any:
        """Write the rows in their order by one operation. Raises Stale and RuleBroken."""
        raise NotImplementedError


@dataclass
class SheetInput:
    """A sheet on a page: `rows` as shown, `was` as opened, errors by row key and column name, and conflicts.

    `guesses` are what a paste was not sure of; nothing is saved until a person has confirmed or corrected them.
    """

    sheet: Sheet
    rows: list[SheetRow]
    was: Rows
    removed: set[str] = field(default_factory=set)
    errors: dict[tuple[str, str], str] = field(default_factory=dict)
    guesses: Guesses = field(default_factory=dict)
    conflicts: list[Conflict] = field(default_factory=list)
    sentence: str = ""
    was_sent: bool = True
    """Whether the page sent what was stored when it was opened."""
    no_reason: str = ""
    """The error of a missing reason."""
    spare: int = SPARE
    gone: list[str] = field(default_factory=list)
    """Keys of rows that others removed since the page was opened, on a sheet to which no rows are added."""
    lost: list[str] = field(default_factory=list)
    """What was entered in columns that others removed since the page was opened: “row, column: text”."""
    shown: list[str] = field(default_factory=list)
    """Keys of the rows in the order of the submitted page, also those that no longer exist."""
    places: dict[str, str] = field(default_factory=dict)
    """By row key, the text entered as its number that is not a number."""
    pasted: Any = None
    """The report on a pasted block."""
    read: tuple[list[SheetRow], int] | None = None
    """The rows stored when the request was read, with their token; used once."""

    def stored(self) -> tuple[list[SheetRow], int]:
        """The rows read with the request, on later calls read again. The token goes to `write`, which refuses an old
        one."""
        read, self.read = self.read, None
        return read or self.sheet.read()

    @property
    def was_json(self) -> str:
        return json.dumps(self.was)

    @property
    def guesses_json(self) -> str:
        return as_json(self.guesses)

    @property
    def blank_json(self) -> str:
        """The cells of a new row before anything is entered."""
        return json.dumps(self.sheet.blank())

    def rows_to_save(self) -> Rows:
        """The rows without those marked for removal and without new ones that are empty."""
        rows = [
            row
            for row in self.rows
            if row.key not in self.removed and not (row.key.startswith("new-") and self.is_empty(row))
        ]
        return cells_of(self.sheet, rows)

    def is_empty(self, row: SheetRow) -> bool:
        """Whether nothing was entered; a choice has a value of its own accord."""
        return all(row.cells.get(name, "") in ("", text) for name, text in self.sheet.blank().items())

    def check(self) -> bool:
        """Read every edited cell and all cells of new rows, and set `errors`. Returns whether there are none, and no
        guess to confirm."""
        rows_to_save = self.rows_to_save()
        for row in self.rows:
            if row.key not in rows_to_save:
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
            if before is None or any(row.cells.get(name, "") != text for name, text in before.items()):
                for name, sentence in self.sheet.row_errors(row.cells).items():
                    self.errors.setdefault((row.key, name), sentence)
        self.sentence = self.sentence or sentence_about(self.guesses)
        return not self.errors and not self.guesses


def opened(sheet: Sheet, read: tuple[list[SheetRow], int] | None = None) -> SheetInput:
    """The sheet as stored. `read`: the rows and the token, if they were read already."""
    rows, token = read or sheet.read()
    shown = [row.key for row in rows]
    return SheetInput(sheet, list(map(replace, rows)), cells_of(sheet, rows), shown=shown, read=(rows, token))


def cells_of(sheet: Sheet, rows: Iterable[SheetRow]) -> Rows:
    """The editable cells by row key; read-only ones are never compared."""
    names = [column.name for column in sheet.columns if not column.read_only]
    return {row.key: {name: row.cells.get(name, "") for name in names} for row in rows}


def read_input(sheet: Sheet, data: QueryDict) -> SheetInput:
    """The sheet as submitted. Rows that were stored when it was opened and were not submitted are unchanged."""
    read = sheet.read()
    stored = {row.key: row for row in read[0]}
    now = cells_of(sheet, stored.values())
    empty = {column.name: "" for column in sheet.columns if not column.read_only}
    opening = read_json(data.get("was", ""))
    sent = rows_as_opened(opening, now, empty)
    was = {key: now.get(key, empty) | cells for key, cells in sent.items()}
    keys = [key for key in dict.fromkeys(data.getlist("row")) if _is_offered(key, sheet, stored, was)][
        :MOST_ROWS
    ]
    gone = [] if sheet.add else [key for key in was if key not in stored]
    was = {key: cells for key, cells in was.items() if sheet.add or key in stored}
    taken = set(data.getlist("take"))
    rows = [
        _read_row(sheet, data, key, stored.get(key), was.get(key, {}), sent.get(key, {}), taken)
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
    page_order = [key for key in dict.fromkeys(data.getlist("row")) if key in places or key in gone]
    shown = [row.key for row in rows] if sheet.may_order else page_order
    sheet_input = SheetInput(sheet, rows, was, removed, gone=gone, shown=shown, read=read)
    sheet_input.was_sent = isinstance(opening, dict)
    sheet_input.lost = list(_lost(data, opening, {column.name for column in sheet.columns}))
    sheet_input.places = unread if sheet.may_order else {}
    sheet_input.guesses = open_guesses(data, {row.key: row.cells for row in rows if row.key not in removed})
    return sheet_input


def _lost(data: QueryDict, opening: Any, columns: set[str]) -> Iterator[str]:
    """What was entered in columns that the page had and the sheet no longer has."""
    for key, cells in opening.items() if isinstance(opening, dict) else ():
        for name in cells.keys() - columns if isinstance(cells, dict) else ():
            text = data.get(f"{key}.{name}", "").strip()
            if text and text != cells[name]:
                yield f"{key[:60]}, {name[:60].replace('_', ' ')}: {text[:60]}"


def _is_offered(key: str, sheet: Sheet, stored: Mapping[str, SheetRow], was: Rows) -> bool:
    """Whether the page offered the row: it is stored or, where rows may be added, it was stored or is new."""
    return key in stored or (bool(sheet.add) and (key in was or key.startswith("new-")))


def _read_row(
    sheet: Sheet,
    data: QueryDict,
    key: str,
    stored: SheetRow | None,
    was: Cells,
    sent: Cells,
    taken: set[str],
) -> SheetRow:
    """A cell that was not submitted is unchanged; a tick was removed, if the page had it (`sent`)."""
    cells = {}
    for column in sheet.columns:
        before = was.get(column.name)
        otherwise = sheet.blank()[column.name] if before is None else before
        if column.kind == "tick" and column.name in sent:
            otherwise = ""
        text = as_sent(data.get(f"{key}.{column.name}", otherwise), has_lines=True)
        if stored and f"{key}.{column.name}" in taken:
            text = stored.cells[column.name]
        if column.read_only or (stored and column.name in stored.locked):
            cells[column.name] = stored.cells[column.name] if stored else ""
            if column.name in was:  # it cannot be edited, so it never conflicts
                was[column.name] = cells[column.name]
        else:
            cells[column.name] = text if text == before else column.plain(text)
    row = stored or SheetRow(key, cells)
    return replace(row, cells=cells)


def _number(text: str | None, otherwise: int) -> float:
    number = float(text) if text and _is_number(text) else otherwise
    return number if math.isfinite(number) else otherwise


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
