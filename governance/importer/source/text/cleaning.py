"""Takes what stands on every page out of a text: headers, footers, page numbers, addresses, marks of Markdown."""

import re
from collections import Counter
from collections.abc import Iterable

from msgspec import Struct
from msgspec.structs import replace

from governance.importer.source.document import Line, Note, Place
from governance.importer.source.text.beside import in_order
from governance.importer.source.text.markup import without_marks
from governance.importer.source.text.pages import edges
from secrel.core.values.texts import one_line


class Raw(Struct, frozen=True):
    """A line that is not blank. `text`: as written, without marks; `blanks`: blank lines above it; `is_led`: a space
    stands first; `gap`: whether one of the blank lines above holds a space, which is an empty cell in some extracts;
    `is_cut`: whether the heading or foot of a page was taken out above it.
    """

    text: str
    place: Place
    blanks: int = 0
    is_led: bool = False
    gap: bool = False
    heading: int = 0
    is_bold: bool = False
    is_cut: bool = False


_REFERENCE = re.compile(r"^[A-Z]{3,6}_\d+_\d{3,4}(?:_\d+)?\b")
_FURNITURE = re.compile(
    r"^(?:page\s+\d+(?:\s+of\s+\d+)?|\d{1,4}|[–—-]\s*\d{1,4}\s*[–—-]|https?://\S+|www\.\S+|classification:?\s+\w+|"
    r"this document has a classification(?:\s+of\s+\w+)?\.?|(?:©|\(c\)|copyright).{0,80})$|"
    r"^(?!.*[.;:]$).{0,110}\bpage\s+\d+\s+(?:of|/)\s+\d+\b.{0,40}$",
    re.IGNORECASE,
)
_CONTINUES = re.compile(
    r"^(?:of (?:white|green|amber|red)|.{0,40}(?:SEC Release|Implementation ?Document|Release "
    r"?Implementation).{0,40})$",
    re.IGNORECASE,
)
_RUNNING = re.compile(
    r"SEC Release|Implementation|\bRID\b|classif|version|draft|confidential|administered|managed",
    re.IGNORECASE,
)
_BOLD = re.compile(r"\*\*[^*]+\*\*|__[^_]+__")
_HEADING = re.compile(r"^(#{1,6})\s+(.*)$")
_COLUMNS = re.compile(r"\S {3,}\S")
"""Columns of a layout: “#   Date   Event” is no heading."""
_RULE = re.compile(r"^(?:-{3,}|_{3,}|\*{3,}|={3,}|(?:\* ){3,}|(?:- ){3,})$")


def clean(text: str) -> tuple[list[Raw], list[Note], list[Line]]:
    """The lines that belong to the text, notes on what was taken out, and what stands on pages, each once."""
    has_pages, page = "\f" in text, 1
    written: list[tuple[str, Place, bool]] = []
    lines, notes = in_order(text.split("\n"))
    for number, line in lines:
        is_new = False
        if "\f" in line:
            page += line.count("\f")
            line, is_new = line.replace("\f", ""), True
        written.append((line.rstrip("\r"), Place(page=page if has_pages else None, line=number), is_new))
    running = _running(line for line, _, _ in written)
    edge = edges([(place.page or 1, line) for line, place, _ in written]) if has_pages else set()
    found: list[Raw] = []
    margins: dict[str, Line] = {}
    blanks, gap, follows, since, is_cut = 0, False, False, 0, False
    begins = False
    for at, ((line, place, is_new), (below, _, is_end)) in enumerate(
        zip(written, [*written[1:], ("", Place(), True)], strict=True)
    ):
        begins = begins or is_new
        shown = one_line(line)
        if not shown or _RULE.fullmatch(shown):
            blanks, since, gap = blanks + 1, since + 1, gap or bool(line)
            continue
        plain = shown.strip("*_ ")
        stands_alone = (since > 0 or not found or is_new) and (not below.strip() or is_end)
        is_furniture = (
            bool(_FURNITURE.search(plain) and (stands_alone or not plain.isdecimal()))
            or shown in running
            or at in edge
            or bool(_REFERENCE.match(plain) and len(plain) < 80)
        )
        if "\t" not in line and (is_furniture or (follows and since == 0 and _CONTINUES.search(plain))):
            if not plain.isdecimal() and not plain.startswith("http"):
                margins.setdefault(plain, Line(plain, place))
                notes.append(Note(f"Left out, as it stands on every page: “{plain[:120]}”.", place))
            follows, since, is_cut = follows or is_furniture, 0, True
            continue
        follows = False
        if is_cut and found and not found[-1].text.rstrip().endswith((".", ":", ";", "?", "!")):
            blanks, gap = int(not shown[:1].islower() and not found[-1].text.rstrip().endswith("-")), False
        raw = _raw(line, place, blanks, is_new, gap)
        found.append(replace(raw, is_cut=True) if is_cut or begins else raw)
        blanks, gap, since, is_cut, begins = 0, False, 0, False, False
    return found, notes, list(margins.values())


def _raw(line: str, place: Place, blanks: int, is_new: bool, gap: bool) -> Raw:
    heading = 0
    if (marked := _HEADING.match(line.strip())) and not _COLUMNS.search(line.strip()):
        heading, line = len(marked[1]), marked[2].rstrip("# ")
    bare = line.strip()
    is_bold = bool(_BOLD.fullmatch(bare)) and not heading
    is_row = "\t" in line or bare.startswith("|") or "<t" in line
    text = line if is_row else without_marks(line)
    return Raw(
        text,
        place,
        blanks,
        line[:1] == " " and line[1:2] not in (" ", "") and not is_new,
        gap,
        heading,
        is_bold,
    )


def _running(lines: Iterable[str]) -> set[str]:
    """Lines that stand three times or more, and look like the heading or foot of a page."""
    shown = [one_line(line) for line in lines if "\t" not in line]
    counts = Counter(re.sub(r"\d+", "9", line) for line in shown if 8 < len(line) < 120)
    return {
        line
        for line in set(shown)
        if counts[re.sub(r"\d+", "9", line)] >= 3
        and _RUNNING.search(line)
        and line[-1:] not in ".:;"
        and not re.match(r"[•*#|<-]|\d{1,2}\. ", line)
    }
