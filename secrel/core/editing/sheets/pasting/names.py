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
    "ticks",
    "subtotal",
    "sub-total",
    "sum",
    "grand total",
    "total cost",
    "total costs",
    "overall total",
}
_BEFORE_TITLES = (" - ", ": ", " (", "\n", " '", " ‘", " “", ' "')


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


def number_in(text: str) -> str:
    """The number of the modification that a text names, with its letter and part: “DP105” and “MP105” are 105."""
    reference, part = reference_in(text), folded(text.partition("\n")[0]).partition(" part ")[2]
    if not reference or reference.startswith("CR"):
        return ""
    found = ModificationReference.parse(reference)
    return f"{found.number}{found.suffix} {part}".strip()


class RowsByName:
    """Finds rows by name. `by_reference`: the names are references, so a block never fills rows by position."""

    def __init__(self, sheet: Sheet, rows: Iterable[SheetRow]) -> None:
        self.sheet, self.column = sheet, None if sheet.head else _naming(sheet)
        rows = list(rows)
        locked = self.column and any(self.column.name in row.locked for row in rows)
        self.by_reference = bool(sheet.head or locked or isinstance(self.column, LookupColumn))
        ways = (one_line, folded, *((bare, reference_in) if self.by_reference else ()))
        self._ways = [(way, self._indexed(rows, way)) for way in ways]
        near = (number_in,) if self.by_reference else (sheet.meaning,)
        self._near_ways = [(way, self._indexed(rows, way)) for way in near]
        self._found: dict[str, tuple[list[SheetRow], str]] = {}

    def _indexed(self, rows: list[SheetRow], way: Callable[[str], str]) -> dict[str, list[SheetRow]]:
        rows_by_key: dict[str, list[SheetRow]] = defaultdict(list)
        for row in rows:
            for key in dict.fromkeys(filter(None, map(way, (self.of(row), *row.also)))):
                rows_by_key[key].append(row)
        return rows_by_key

    def of(self, row: SheetRow) -> str:
        return row.cells.get(self.column.name, "") if self.column else row.head

    def rows(self, text: str) -> list[SheetRow]:
        """The rows that a name can mean: one, none, or several."""
        return self._read(text)[0]

    def doubt(self, text: str) -> str:
        """Why it is a guess that the name means the row found; "" if it is sure."""
        return self._read(text)[1]

    def _read(self, text: str) -> tuple[list[SheetRow], str]:
        if text not in self._found:
            found = self._find(text) or self._find(self._in_full(text))
            self._found[text] = (found, self._of_a_part(text, found)) if found else self._near(text)
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

    def _of_a_part(self, text: str, found: list[SheetRow]) -> str:
        """A doubt where the block names a modification and the sheet has one of its parts."""
        name = self.of(found[0])
        if not self.by_reference or len(found) > 1 or " part " not in folded(name):
            return ""
        return (
            "" if " part " in folded(text) else f"“{text[:60]}” was read as {name}, the only part of it here."
        )

    def _near(self, text: str) -> tuple[list[SheetRow], str]:
        for way, rows_by_key in self._near_ways:
            key = way(_without_title(text) if self.by_reference else text)
            if key and len(found := rows_by_key.get(key, [])) == 1:
                return found, f"“{text[:60]}” was read as the row “{self.of(found[0])[:60]}”."
        return [], ""

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
