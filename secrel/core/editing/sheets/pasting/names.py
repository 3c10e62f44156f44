"""Names of rows in a pasted block: which row of the sheet a name means, in any way of writing it."""

from collections import defaultdict
from collections.abc import Callable, Iterable

from secrel.core.editing.sheets.columns import Column, LookupColumn
from secrel.core.editing.sheets.sheet import Sheet, SheetRow
from secrel.core.values.references import ModificationReference
from secrel.core.values.texts import folded, one_line

TOTALS = {
    "total",
    "totals",
    "subtotal",
    "sub-total",
    "sum",
    "grand total",
    "total cost",
    "total costs",
    "overall total",
}
_BEFORE_TITLES = (" - ", ": ", " (", "\n")


def bare(text: str) -> str:
    """Only the letters and digits of a text: “MP 104” and “mp-104” are the same."""
    return "".join(sign for sign in folded(text) if sign.isalnum())


def is_total(text: str) -> bool:
    return folded(text).split("(")[0].split("£")[0].strip(" :.") in TOTALS


def reference_in(text: str) -> str:
    """The reference of a modification or Change Request that a text begins with, or ""."""
    whole = folded(text.partition("\n")[0])
    named = min((whole.partition(sign)[0] for sign in _BEFORE_TITLES), key=len)
    named = named.partition(" part ")[0]
    try:
        return str(ModificationReference.parse(named))
    except ValueError:
        plain = bare(named)
        return plain.upper() if plain.startswith("cr") and plain[2:].isdecimal() else ""


class RowsByName:
    """Finds rows by name. `by_reference`: the names are references, so a block never fills rows by position."""

    def __init__(self, sheet: Sheet, rows: Iterable[SheetRow]) -> None:
        self.column = None if sheet.head else _naming(sheet)
        rows = list(rows)
        locked = self.column and any(self.column.name in row.locked for row in rows)
        self.by_reference = bool(sheet.head or locked or isinstance(self.column, LookupColumn))
        ways = (one_line, folded, *((bare, reference_in) if self.by_reference else ()))
        self._ways: list[tuple[Callable[[str], str], dict[str, list[SheetRow]]]] = [
            (way, defaultdict(list)) for way in ways
        ]
        for row in rows:
            for way, rows_by_key in self._ways:
                if key := way(self.of(row)):
                    rows_by_key[key].append(row)
        self._found: dict[str, list[SheetRow]] = {}

    def of(self, row: SheetRow) -> str:
        return row.cells.get(self.column.name, "") if self.column else row.head

    def rows(self, text: str) -> list[SheetRow]:
        """The rows that a name can mean: one, none, or several."""
        if text not in self._found:
            self._found[text] = self._find(text) or self._find(self._in_full(text))
        return self._found[text]

    def _find(self, text: str) -> list[SheetRow]:
        """By the strictest way of reading that finds a row; a reference alone does not mean one of its parts."""
        named = _without_title(text) if self.by_reference else text
        for way, rows_by_key in self._ways:
            if way is reference_in and " part " in folded(named):
                continue
            for name in dict.fromkeys((text, named)):
                if (key := way(name)) and (found := rows_by_key.get(key)):
                    return found
        return []

    def _in_full(self, text: str) -> str:
        """As the sheet writes it: the current reference for a former one, Appendix O for App O."""
        return self.column.plain(text) if self.column and self.by_reference else text

    def is_one(self, text: str) -> bool:
        """Whether a text names a row, or (where names are references) could name one."""
        return bool(self.rows(text)) or (self.by_reference and bool(reference_in(text)))


def _without_title(text: str) -> str:
    """“MP104 – Its title” as MP104; other texts as they are."""
    if not reference_in(text):
        return text
    whole = folded(text.partition("\n")[0])
    return min((whole.partition(sign)[0] for sign in _BEFORE_TITLES), key=len)


def _naming(sheet: Sheet) -> Column:
    return next((column for column in sheet.columns if column.name == sheet.named_by), sheet.columns[0])
