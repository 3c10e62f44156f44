"""Joins the lines that a page broke into paragraphs and points."""

import itertools
import re
from collections import Counter
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from governance.importer.source.document import Line
from governance.importer.source.text.cleaning import Raw
from governance.importer.source.text.markers import Markers
from governance.importer.words.headings import TITLES, heading_of, is_contents_entry
from governance.importer.words.vocabulary import is_word
from secrel.core.values.texts import folded, one_line

_ENDS = (".", ":", ";", "?", "!", ".”", ".’", '."', ".'")
_SPACED = 0.1
"""The share of lines broken within a sentence with a blank line after them, from which blank lines end nothing."""
_COVER = re.compile(
    r"^(?:version|v)\s*\d|^\d{1,2} [A-Z][a-z]+ \d{4}$|^(?:date|status|classification|paper reference)\b",
    re.IGNORECASE,
)


EARLY = 0.9
"""The part of a line's width up to which a word would certainly have fitted."""
_MARK = re.compile(r"^\S{1,4}\s+")
_GAP = re.compile(r"\S {3,}\S")
BESIDE = "Spaces divide this line in the file: two columns of text may have run together."


class Paragraphs:
    """Collects lines until a paragraph ends. Some extracts put a blank line below every line: it ends nothing there."""

    def __init__(self, lines: Sequence[Raw]) -> None:
        self.words = Counter(
            word for line in lines for word in re.findall(r"[a-z]{4,}", line.text.casefold())
        )
        lengths = sorted(
            len(line.text.rstrip()) for line in lines if "\t" not in line.text and len(line.text) > 40
        )
        self.width = lengths[int(len(lengths) * 0.9)] if lengths else 80
        self.is_spaced = _is_spaced(lines, self.width)
        self.open: Line | None = None
        self.last: Raw | None = None
        self.markers = Markers()
        self.after: list[Line] = []

    def add(self, raw: Raw) -> Iterator[Line]:
        """The paragraphs that this line ends, and itself if it is a heading."""
        shown = one_line(raw.text)
        heading = None if raw.heading else heading_of(shown)
        if raw.heading or heading or is_contents_entry(shown):
            yield from self.end()
            self.markers.end()
            yield Line(shown, raw.place, heading=raw.heading, is_bold=raw.is_bold)
            return
        marked = self._marked(raw)
        if marked:
            yield from self.end()
            self.open, self.last = marked, raw
        elif self.open and self.last and self._continues(self.last, raw, shown):
            self.open = Line(
                self._joined(self.open.text, shown),
                self.open.place,
                self.open.heading,
                self.open.level,
                self.open.number,
                doubt=self.open.doubt,
            )
            self.last = raw
        else:
            yield from self.end()
            self.markers.end()
            self.open, self.last = Line(shown, raw.place, is_bold=raw.is_bold), raw
        if self.open and self._is_divided(raw):
            self.open = replace(self.open, doubt=BESIDE)

    def _is_divided(self, raw: Raw) -> bool:
        """Whether wide white space stands within a line, not after the mark of a point."""
        return "\t" not in raw.text and bool(_GAP.search(_MARK.sub("", raw.text.strip())))

    def end(self) -> Iterator[Line]:
        if self.open:
            self.after.append(self.open)
            yield self.open
        self.open = None

    def title(self) -> str:
        """The open line, taken away, if it is the title of a table."""
        line = self.open
        if (
            line
            and (folded(line.text) in TITLES or re.search(r"(?:matrix|timetable)$", folded(line.text)))
            and not line.level
        ):
            self.open = None
            return line.text
        return ""

    def _marked(self, raw: Raw) -> Line | None:
        """The point that a line begins, with its level."""
        found = self.markers.point(raw)
        return Line(found.text, raw.place, level=found.level, number=found.number) if found else None

    def _continues(self, last: Raw, raw: Raw, shown: str) -> bool:
        """Whether a line goes on where the last one was broken."""
        before = one_line(last.text)
        if raw.is_bold or last.is_bold:
            return False
        if not self.is_spaced:
            is_broken = raw.blanks == 0 and not _COVER.match(shown) and not last.text.endswith("  \n")
            return is_broken and not self._ends_early(before, shown)
        if raw.blanks > 2:
            return shown[:1].islower()
        if raw.blanks > 1 and before.endswith(_ENDS):
            return False
        if before.endswith(_ENDS):
            first = shown.split(" ", 1)[0]
            return before[-1] not in ":;" and len(before) + 1 + len(first) > self.width * 0.9
        fits = len(before) + 1 + len(shown.split(" ", 1)[0]) <= self.width * 0.75
        return (not fits or shown[:1].islower()) and not _COVER.match(shown)

    def _ends_early(self, before: str, shown: str) -> bool:
        """Whether a sentence ends although the next word would have fitted on its line: a paragraph ends there."""
        if not before.endswith(_ENDS[:1]) or not shown[:1].isupper() or self.open is None or self.open.level:
            return False
        return len(before) + 1 + len(shown.split(" ", 1)[0]) <= self.width * EARLY

    def _joined(self, before: str, after: str) -> str:
        return joined(before, after, self.words)


def joined(before: str, after: str, words: Counter[str]) -> str:
    """Two parts of a broken text. A hyphen at the end stays unless the word stands elsewhere without it."""
    if not before.endswith("-") or before.endswith((" -", "--")) or not after[:1].isalpha():
        return f"{before} {after}".strip()
    head, tail = re.split(r"\W", before[:-1])[-1], re.split(r"\W", after)[0]
    whole = f"{head}{tail}".casefold()
    is_divided = is_word(whole) and not is_word(tail) and tail.isalpha()
    if tail[:1].islower() and (words[whole] or is_divided):
        return before[:-1] + after
    return before + after


def _is_spaced(lines: Sequence[Raw], width: int) -> bool:
    """Whether long lines that are broken within a sentence have a blank line below them."""
    prose = [line for line in lines if "\t" not in line.text]
    broken = [
        after.blanks
        for before, after in itertools.pairwise(prose)
        if len(before.text) > width * 0.75
        and not one_line(before.text).endswith(_ENDS)
        and one_line(after.text)[:1].islower()
    ]
    return sum(blanks == 1 for blanks in broken) > max(2, len(broken) * 0.4)
