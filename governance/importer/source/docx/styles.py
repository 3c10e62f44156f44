"""Styles and lists of a Word file: what is a heading or a point, and which number it has."""

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeVar

from msgspec import Struct, field

from governance.importer.source.docx.names import Element, W, is_on, number, value

LONGEST_CHAIN = 20
_HEADING = re.compile(r"heading\s*(\d)", re.IGNORECASE)
_LIST = re.compile(r"list\s?(?:bullet|number|paragraph)?\s?(\d)?$", re.IGNORECASE)
_LIST_KIND = re.compile(r"list\s?(bullet|number)\s?(\d)?$", re.IGNORECASE)
Found = TypeVar("Found")


class Point(NamedTuple):
    """A point of a list: its level, counted from 1, and its number or letter; empty for a bullet."""

    level: int
    number: str


class Styles(Struct):
    """Styles by identifier, and the levels of lists by number of the list."""

    styles: dict[str, Element]
    lists: dict[str, dict[int, Element]]
    counted: dict[str, dict[int, int]] = field(default_factory=dict)

    @classmethod
    def of(cls, styles: Element | None, numbering: Element | None) -> "Styles":
        rows = styles.iterfind(W + "style") if styles is not None else ()
        return cls({row.get(W + "styleId") or "": row for row in rows}, _lists(numbering))

    def heading(self, paragraph: Element) -> int:
        """1 to 6 for a heading by its style or its outline level; 0 for text."""
        properties = paragraph.find(W + "pPr")
        own = number(properties, "outlineLvl")
        if own is not None:
            return own + 1 if own < 6 else 0
        for style in self._chain(value(properties, "pStyle")):
            name = value(style, "name") or ""
            if found := _HEADING.match(name):
                return min(int(found[1]), 6) or 1
            if name.casefold() == "title":
                return 1
            level = number(style.find(W + "pPr"), "outlineLvl")
            if level is not None:
                return level + 1 if level < 6 else 0
        return 0

    def is_contents(self, paragraph: Element) -> bool:
        """Whether a paragraph is a line of the table of contents."""
        style = value(paragraph.find(W + "pPr"), "pStyle")
        name = value(self.styles.get(style or ""), "name") or style or ""
        return name.casefold().startswith(("toc ", "table of figures"))

    def point(self, paragraph: Element) -> Point | None:
        """The point of a list that a paragraph is; None for a text without one. It counts the list's numbers."""
        properties = paragraph.find(W + "pPr")
        chain = list(self._chain(value(properties, "pStyle")))
        found = _numbered([properties, *(style.find(W + "pPr") for style in chain)])
        names = [value(style, "name") or "" for style in chain]
        by_name = next((match for name in names if (match := _LIST_KIND.match(name))), None)
        if found is None:
            return Point(int(by_name[2] or 1), "") if by_name and by_name[1].casefold() == "bullet" else None
        list_id, level = found
        if list_id == "0":
            return None
        text = self._count(list_id, level)
        depth = max(level + 1, int(by_name[2] or 1)) if by_name else level + 1
        return Point(depth, text)

    def look(self, run: Element | None, paragraph: Element, name: str) -> bool:
        """Whether a run is bold ("b") or italic ("i"), by itself or by its styles."""
        properties = run.find(W + "rPr") if run is not None else None
        chain = [
            *([] if properties is None else [properties]),
            *(style.find(W + "rPr") for style in self._chain(value(properties, "rStyle"))),
            *(style.find(W + "rPr") for style in self._chain(value(paragraph.find(W + "pPr"), "pStyle"))),
        ]
        return bool(_first(chain, lambda row: is_on(row, name)))

    def _chain(self, style: str | None) -> Iterator[Element]:
        """A style and those that it is based on."""
        for _ in range(LONGEST_CHAIN):
            row = self.styles.get(style or "")
            if row is None:
                return
            yield row
            style = value(row, "basedOn")

    def _count(self, list_id: str, level: int) -> str:
        """The number of the next point of a list, as it is shown; empty for a bullet."""
        levels = self.lists.get(list_id, {})
        row = levels.get(level)
        form = value(row, "numFmt") or "bullet" if row is not None else "bullet"
        counted = self.counted.setdefault(list_id, {})
        start = number(row, "start") if row is not None else None
        counted[level] = counted.get(level, (1 if start is None else start) - 1) + 1
        for deeper in [one for one in counted if one > level]:
            del counted[deeper]
        return "" if form in ("bullet", "none") else shown(counted[level], form)


def shown(count: int, form: str) -> str:
    """A number in a form of Word: 3 as 3, c, C, iii or III."""
    if form in ("lowerLetter", "upperLetter"):
        letters = (
            chr(ord("a") + (count - 1) % 26) * ((count - 1) // 26 + 1) if 0 < count < 200 else str(count)
        )
        return letters if form == "lowerLetter" else letters.upper()
    if form in ("lowerRoman", "upperRoman"):
        roman = _roman(count)
        return roman if form == "lowerRoman" else roman.upper()
    return str(count)


def _roman(count: int) -> str:
    if not 0 < count < 200:
        return str(count)
    made = ""
    for worth, letters in (
        *((100, "c"), (90, "xc"), (50, "l"), (40, "xl"), (10, "x")),
        *((9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
    ):
        made, count = made + letters * (count // worth), count % worth
    return made


def _first(rows: list[Element | None], get: Callable[[Element], Found | None]) -> Found | None:
    for row in rows:
        if row is not None and (found := get(row)) is not None:
            return found
    return None


def _numbered(rows: list[Element | None]) -> tuple[str, int] | None:
    """List and level, each from the first properties that state it."""
    stated = [found for row in rows if row is not None and (found := row.find(W + "numPr")) is not None]
    list_id = next((found for row in stated if (found := value(row, "numId")) is not None), None)
    level = next((found for row in stated if (found := number(row, "ilvl")) is not None), 0)
    return None if list_id is None else (list_id, min(max(level, 0), 8))


def _lists(numbering: Element | None) -> dict[str, dict[int, Element]]:
    if numbering is None:
        return {}
    abstract = {
        row.get(W + "abstractNumId"): {
            int(level.get(W + "ilvl") or 0): level
            for level in row.iterfind(W + "lvl")
            if (level.get(W + "ilvl") or "0").isdigit()
        }
        for row in numbering.iterfind(W + "abstractNum")
    }
    return {
        row.get(W + "numId") or "": abstract.get(value(row, "abstractNumId"), {})
        for row in numbering.iterfind(W + "num")
    }
