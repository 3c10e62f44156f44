"""Marks of Markdown, LaTeX and HTML in extracts: what they say is kept, the marks are not."""

import re
from collections.abc import Iterator
from html import unescape

from lxml import html
from lxml.etree import ParserError

from governance.importer.source.document import Line, Place
from secrel.core.values.texts import one_line

_LINK = re.compile(r"!?\[((?:[^\[\]]|\[[^\[\]]*\])*)\]\([^()\s]*(?:\s+\"[^\"]*\")?\)")
_STRONG = re.compile(r"(\*\*|__)(?=\S)((?:(?!\1).)+)(?<=\S)\1")
_EMPHASIS = re.compile(
    r"(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=\S)\*(?![\w*])|(?<![\w_])_(?=[^\s_])([^_]+?)(?<=\S)_(?![\w_])"
)
_MATHS = re.compile(r"\$([^$\n]{1,80})\$|\\\(([^\n]{1,80}?)\\\)")
_SIGNS = {
    "checkmark": "✓",
    "surd": "✓",
    "Checkmark": "✓",
    "cmark": "✓",
    "times": "×",
    "bullet": "•",
    "pounds": "£",
    "textsterling": "£",
    "sqrt": "✓",
    "ldots": "…",
    "dots": "…",
    "rightarrow": "→",
    "le": "≤",
    "ge": "≥",
    "cdot": "·",
    "circ": "o",
    "sim": "~",
    "quad": " ",
}
_COMMAND = re.compile(r"\\([A-Za-z]+)\*?(?:\{\s*\})?")
_ESCAPED = re.compile(r"\\([\\`*_{}\[\]()#+\-.!&%$~|<>])")
_TAG = re.compile(r"</?(?:b|i|u|em|strong|span|sup|sub|p|font|a|mark|small)\b[^>]{0,200}>", re.IGNORECASE)
_HTML = re.compile(r"<(?:ul|ol|li|br|table|tr|td|th|p|div)\b", re.IGNORECASE)
_POINT = re.compile(r"[•●▪]\s+(?=\S)")
MOST_DEPTH = 6


def without_marks(text: str) -> str:
    """The text of a line without links, emphasis, LaTeX and entities. Lists of HTML stay for `cell_lines`."""
    for _ in range(2):
        text = _LINK.sub(r"\1", text)
    text = _STRONG.sub(r"\2", text)
    text = _EMPHASIS.sub(lambda found: found[1] or found[2], text)
    if "$" in text or "\\" in text:
        text = _MATHS.sub(lambda found: _plain_maths(found[1] or found[2]), text)
        text = _ESCAPED.sub(r"\1", text)
        text = _COMMAND.sub(lambda found: _SIGNS.get(found[1], found[0]), text)
    return text if _HTML.search(text) else unescape(_TAG.sub("", text))


def is_italic(text: str) -> bool:
    """Whether the whole text of a cell is in italics, as Markdown or HTML marks them."""
    bare = text.strip()
    return bool(re.fullmatch(r"(?<!\*)\*[^*]+\*|_[^_]+_|<(i|em)>.*</\1>", bare))


def cell_lines(text: str, place: Place) -> Iterator[Line]:
    """The lines of a cell: points of a list in HTML or with bullets, else its text as one line."""
    if _HTML.search(text):
        try:
            root = html.fragment_fromstring(text, create_parent="div")
        except (ParserError, ValueError):
            root = None
        if root is not None:
            yield from _Lines(place).of(root)
            return
    shown = one_line(text)
    points = (
        [part.strip() for part in re.split(r"(?:^|\s)[•●▪]\s+", shown)] if re.match(r"[•●▪]\s", shown) else []
    )
    if points:
        yield from (Line(point, place, level=1) for point in points if point)
    elif shown:
        yield Line(shown, place)


class _Lines:
    """Collects lines of a fragment of HTML; points of lists have the level of their list."""

    def __init__(self, place: Place) -> None:
        self.place, self.lines, self.parts, self.level = place, list[Line](), list[str](), 0

    def of(self, root: html.HtmlElement) -> list[Line]:
        self._walk(root, 0)
        self._end()
        return self.lines

    def _end(self) -> None:
        text = without_marks(one_line("".join(self.parts)))
        self.parts.clear()
        if point := _POINT.match(text):
            self.lines.append(Line(text[point.end() :], self.place, level=max(self.level, 1)))
        elif text:
            self.lines.append(Line(text, self.place, level=self.level))

    def _walk(self, element: html.HtmlElement, depth: int) -> None:
        tag = element.tag if isinstance(element.tag, str) else ""
        is_point, is_block = tag == "li", tag in ("li", "p", "div", "br", "ul", "ol")
        if is_block:
            self._end()
        before = self.level
        if is_point:
            self.level = max(depth, 1)
        if element.text and tag:
            self.parts.append(element.text)
        for child in element:
            if depth < MOST_DEPTH:
                self._walk(child, depth + (tag in ("ul", "ol")))
        if is_block:
            self._end()
        self.level = before
        if element.tail:
            self.parts.append(element.tail)


def _plain_maths(text: str) -> str:
    inner = _COMMAND.sub(lambda found: _SIGNS.get(found[1], ""), text)
    return one_line(re.sub(r"[{}^_]", "", inner))
