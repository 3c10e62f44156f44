"""Split the text of a cell into points and sub-points: by bullets (•, o, -), numbers and indentation."""

import re
from dataclasses import dataclass

_MARK = re.compile(
    r"(?P<indent>[ \t\u2003]*+)"
    r"(?:(?P<bullet>[•●∙·\uf0b7])|(?P<ring>[◦○\u25cb])|(?P<square>[▪■◾§\uf0a7\u2023])|(?P<dash>[–—-])|(?P<letter_o>o)"
    r"|(?P<number>\(?[0-9]{1,2}[.)])|(?P<letter>\(?[a-z][.)]|\(?[ivx]{1,4}[.)]))"
    r"(?:[ \t\xa0\u2003]++(?P<text>\S.*+)|(?P<close>\S.*+)?)"
)
"""A line that begins with the mark of a list. Without a space after it, only • and its like are marks."""
_ROUND = ("bullet",)
_NESTED = "This is the third level of a list, and the document has two."
_COLON = "The line above ends with a colon, so this was read as a point below it."
_UNMARKED = "This line has no bullet, unlike those before it."


@dataclass(frozen=True)
class Point:
    """A point, or a sub-point of the one above; `doubt` says why that is a guess."""

    text: str
    is_sub: bool = False
    doubt: str = ""


@dataclass(frozen=True)
class _Marked:
    indent: int
    kind: str
    text: str


def points_of(text: str) -> list[Point]:
    """The points of a cell in order. A text without marks is one point, with its line breaks."""
    lines = [line for line in text.split("\n") if line.strip()]
    marked = [_marked(line) for line in lines]
    if not any(marked):
        return [Point("\n".join(line.strip() for line in lines))] if lines else []
    points: list[Point] = []
    levels: list[_Marked] = []
    below_colon = False
    for line, mark in zip(lines, marked, strict=True):
        if mark is None:
            _unmarked(line, points, levels)
            if not levels:
                below_colon = points[-1].text.endswith(":")
            continue
        level = _level(mark, levels)
        doubt = _NESTED if level + below_colon > 2 else _COLON if below_colon and level == 1 else ""
        points.append(Point(mark.text, level + below_colon > 1, doubt))
    return points


def is_marked(line: str) -> bool:
    """Whether a text is one line that begins with the mark of a list."""
    return "\n" not in line and _marked(line) is not None


def without_mark(text: str) -> str:
    """The text of a single point without its bullet; other texts as they are. Only • and its like are taken away."""
    lines = text.split("\n")
    found = [_marked(line) for line in lines]
    if not any(mark and mark.kind in ("bullet", "ring", "square") for mark in found):
        return text
    return "\n".join(
        mark.text if mark and mark.kind in ("bullet", "ring", "square", "letter_o") else line.strip()
        for line, mark in zip(lines, found, strict=True)
    )


def _marked(line: str) -> _Marked | None:
    found = _MARK.fullmatch(line.rstrip())
    if found is None:
        return None
    kind = next(name for name, value in found.groupdict().items() if value and name != "indent")
    text = found["text"] or (found["close"] if kind in _ROUND else "")
    return _Marked(len(found["indent"].expandtabs(4)), kind, text.strip()) if text else None


def _level(mark: _Marked, levels: list[_Marked]) -> int:
    """The level of a mark, from 1: as that of the same mark before it, or one below what is above it."""
    for n, known in enumerate(levels):
        if known.kind == mark.kind and abs(known.indent - mark.indent) < 2:
            del levels[n + 1 :]
            return n + 1
    while levels and mark.indent < levels[-1].indent:
        levels.pop()
    if levels and mark.indent == levels[-1].indent and _rank(mark) < _rank(levels[-1]):
        levels.pop()
    levels.append(mark)
    return len(levels)


def _rank(mark: _Marked) -> int:
    return ("number", "bullet", "letter", "dash", "letter_o", "ring", "square").index(mark.kind)


def _unmarked(line: str, points: list[Point], levels: list[_Marked]) -> None:
    """A line without a mark continues the point above if it is indented or begins in lower case."""
    text = line.strip()
    is_indented = bool(levels) and len(line) - len(line.lstrip()) > levels[-1].indent
    if points and levels and (is_indented or text[:1].islower()):
        points[-1] = Point(f"{points[-1].text} {text}", points[-1].is_sub, points[-1].doubt)
        return
    doubt = _UNMARKED if levels else ""
    levels.clear()
    points.append(Point(text, False, doubt))
