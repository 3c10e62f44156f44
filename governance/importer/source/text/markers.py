"""What a point of a list begins with in an extract, and how deep in the list it stands."""

import re

from msgspec import Struct

from governance.importer.source.text.cleaning import Raw
from secrel.core.values.texts import one_line

_BULLET = re.compile(
    r"^(\s*)([•●▪◦○∙·‣■□➢►❖\uf0b7\uf0a7]|[*+–—.-](?=\s)|o(?=\s+[A-Z‘'\"“0-9])|o(?=\s+[a-z])|"
    r"e(?=\s+[A-Z]))\s*(?=\S)"
)
MISREAD = {"e": "•"}
"""What OCR makes of bullets."""
_NUMBER = re.compile(r"^\s*(?:\(?(\d{1,2}|[a-z]|[ivx]{1,4})([.),]))\s+(?=\S)")


class Point(Struct, frozen=True):
    level: int
    number: str
    text: str


class Markers:
    """The bullets of the list that is open, each with how far it is indented."""

    def __init__(self) -> None:
        self.open: list[tuple[str, int]] = []
        self.number = 0

    def end(self) -> None:
        self.open = []

    def point(self, raw: Raw) -> Point | None:
        """The point that a line begins, with its level; None if it begins none."""
        if (found := _BULLET.match(raw.text)) and self._is_marker(found):
            marker = MISREAD.get(found[2], found[2])
            return Point(self._level(marker, len(found[1])), "", one_line(raw.text[found.end() :]))
        if found := _NUMBER.match(raw.text):
            text = one_line(raw.text[found.end() :])
            number = int(found[1]) if found[1].isdecimal() else 1 if found[1] == "l" else 0
            if found[2] == "," and number != self.number + 1:  # 8, for 8. is read only after 7.
                return None
            if text[:1].isupper() or text[:1] in "‘'\"“[":
                self.number = number
                self.end()
                return Point(1, found[1], text)
        return None

    def _is_marker(self, found: re.Match[str]) -> bool:
        """A small o before a small letter, or a dot alone, is one only within a list."""
        if found[2] == "o" and found.string[found.end() : found.end() + 1].islower():
            return bool(self.open) and len(found[1]) >= self.open[0][1]
        if found[2] == ".":
            return bool(self.open) and len(found[1]) == self.open[0][1]
        return True

    def _level(self, marker: str, indent: int) -> int:
        while self.open and indent < self.open[-1][1]:
            self.open.pop()
        names = [name for name, _ in self.open]
        if self.open and indent > self.open[-1][1] + 1:
            self.open.append((marker, indent))
        elif marker in names:
            del self.open[names.index(marker) + 1 :]
        elif marker == "." and self.open:
            pass  # a bullet that OCR misread
        else:
            self.open.append((marker, indent))
        return len(self.open)
