"""Which of the pinned typefaces holds a character, and how one that none of them holds is printed.

The document's own typefaces come first, then those of other scripts, asked in the order of the settings. What no
typeface holds is printed as its code and official name, never as an empty box. The typefaces and the table of names
are pinned, so that the same text is printed in the same way everywhere.
"""

from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

import unicodedata2
from django.conf import settings
from fontTools.ttLib import TTFont

OWN_TYPEFACES = {
    "Public Sans": settings.FONTS / "PublicSans[wght].ttf",
    "Noto Sans": settings.FALLBACK_FONTS / "NotoSans[wdth,wght].ttf",
}
OTHER_TYPEFACES: dict[str, Path] = settings.OTHER_TYPEFACES
SPACE = frozenset("\t\n\f\r")
"""Printed as space."""
AS_SPACE = dict.fromkeys(map(ord, "\v\x85\u2028\u2029"), " ")
"""Other ends of lines, which no typeface has: they are made spaces."""
UNSEEN = frozenset(
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069"
    "\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07\ufe08\ufe09\ufe0a\ufe0b\ufe0c\ufe0d\ufe0e\ufe0f\ufeff"
)
"""Joiners, hyphenation points, directions and variants: they shape their neighbours and print nothing themselves."""
NEVER_SET = frozenset("\u202d\u202e\ufffc")
"""Overrides of direction, which print a text backwards, and the sign for an object that is not there."""
REASONS = {"Co": "PRIVATE USE", "Cs": "SURROGATE", "Cc": "CONTROL CHARACTER", "Cn": "UNASSIGNED"}


def typeface_of(char: str) -> str | None:
    """The name of the typeface that a character is set in; empty where it shows nothing, None where none holds it."""
    return _typeface_of(ord(char))


def set_elsewhere(text: str) -> dict[str, str]:
    """The characters that the document's own typefaces lack and another holds, with its name; in order, each once."""
    found = {char: typeface_of(char) for char in dict.fromkeys(text) if char not in _usual()}
    return {char: name for char, name in found.items() if name and name not in OWN_TYPEFACES}


def other_typefaces(text: str) -> dict[str, str]:
    """The names of the other typefaces that a text needs, each with its file's address."""
    names = set(set_elsewhere(text).values())
    return {name: file.as_uri() for name, file in OTHER_TYPEFACES.items() if name in names}


def lacking(text: str) -> list[str]:
    """The stretches of a text that no typeface holds, each once."""
    return list(dict.fromkeys(piece for piece, is_lacking in _pieces(text.translate(AS_SPACE)) if is_lacking))


def spell(text: str) -> str:
    """The text as it is printed: what no typeface holds stands as “[U+1F600 GRINNING FACE]”."""
    pieces = _pieces(text.translate(AS_SPACE))
    return "".join(spelled(piece) if is_lacking else piece for piece, is_lacking in pieces)


def spelled(piece: str) -> str:
    """Codes and official names of characters, in brackets."""
    return f"[{', '.join(_named(char) for char in piece)}]"


def _named(char: str) -> str:
    name = unicodedata2.name(char, "") or REASONS[unicodedata2.category(char)]
    return f"U+{ord(char):04X} {name}"


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in stretches, each with whether no typeface holds it; marks and joiners go with what they stand on."""
    if _usual().issuperset(text):
        yield text, False
        return
    start, before = 0, False
    for place, char in enumerate(text):
        is_lacking = typeface_of(char) is None or (before and _clings(char))
        if is_lacking != before:
            yield text[start:place], before
            start, before = place, is_lacking
    yield text[start:], before


def _clings(char: str) -> bool:
    return char in UNSEEN or unicodedata2.category(char).startswith("M")


@lru_cache(maxsize=10_000)
def _typeface_of(code: int) -> str | None:
    char = chr(code)
    if char in SPACE or char in UNSEEN:
        return ""
    if char in NEVER_SET or unicodedata2.category(char) in REASONS:
        return None
    every = OWN_TYPEFACES | OTHER_TYPEFACES
    return next((name for name, file in every.items() if code in _held(file)), None)


@cache
def _held(file: Path) -> frozenset[int]:
    """The code points that a typeface has a glyph for."""
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _usual() -> frozenset[str]:
    """The characters that the document's own typefaces set, and those that print as space."""
    codes = frozenset().union(*map(_held, OWN_TYPEFACES.values())) | set(map(ord, SPACE))
    return frozenset(chr(code) for code in codes if _typeface_of(code) in {*OWN_TYPEFACES, ""})
