"""Which pinned typeface has a character, and how a character that none has is printed.

The document's own typefaces come first, then those of other scripts in the order of the settings. A character that no
typeface has is printed as its code and official name, never as an empty box. Typefaces and the table of names are
pinned, so that the same text prints the same everywhere.
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
"""Other line endings, which no typeface has, replaced by spaces."""
UNSEEN = frozenset(
    "\u00ad\u034f\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u2060\u2061\u2062\u2063\u2064\u2066\u2067\u2068\u2069"
    "\ufe00\ufe01\ufe02\ufe03\ufe04\ufe05\ufe06\ufe07\ufe08\ufe09\ufe0a\ufe0b\ufe0c\ufe0d\ufe0e\ufe0f\ufeff"
)
"""Joiners, soft hyphens, direction marks and variation selectors, which print nothing themselves."""
NEVER_SET = frozenset("\u202d\u202e\ufffc")
"""Direction overrides, which print a text backwards, and the object replacement character."""
REASONS = {"Co": "PRIVATE USE", "Cs": "SURROGATE", "Cc": "CONTROL CHARACTER", "Cn": "UNASSIGNED"}


def typeface_of(char: str) -> str | None:
    """The name of the typeface for a character; empty if it prints nothing, None if no typeface has it."""
    return _typeface_of(ord(char))


def unusual(text: str) -> list[str]:
    """The characters that the document's own typefaces lack and that are not printed as space, each once."""
    return sorted(set(text) - _usual())


def set_elsewhere(text: str) -> dict[str, str]:
    """Characters that only another typeface has, with its name, each once in order of the text."""
    if text.isascii() and text.isprintable():
        return {}
    found = {char: typeface_of(char) for char in dict.fromkeys(text) if char not in _usual()}
    return {char: name for char, name in found.items() if name and name not in OWN_TYPEFACES}


def other_typefaces(text: str) -> dict[str, str]:
    """The other typefaces that a text needs: name to file address."""
    names = set(set_elsewhere(text).values())
    return {name: file.as_uri() for name, file in OTHER_TYPEFACES.items() if name in names}


def lacking(text: str) -> list[str]:
    """The stretches of a text that no typeface has, each once."""
    if text.isascii() and text.isprintable():
        return []
    return list(dict.fromkeys(piece for piece, is_lacking in _pieces(text.translate(AS_SPACE)) if is_lacking))


def spell(text: str) -> str:
    """The text as printed, with characters that no typeface has as “[U+1F600 GRINNING FACE]”."""
    pieces = _pieces(text.translate(AS_SPACE))
    return "".join(spelled(piece) if is_lacking else piece for piece, is_lacking in pieces)


def spelled(piece: str) -> str:
    """Codes and official names of characters, in brackets."""
    return f"[{', '.join(_named(char) for char in piece)}]"


def _named(char: str) -> str:
    name = unicodedata2.name(char, "") or REASONS[unicodedata2.category(char)]
    return f"U+{ord(char):04X} {name}"


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """The text in stretches, each with whether no typeface has it. Marks and joiners belong to the character before."""
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
    return next((name for name, file in every.items() if code in _code_points(file)), None)


@cache
def _code_points(file: Path) -> frozenset[int]:
    """The code points that a typeface has a glyph for."""
    with TTFont(file, lazy=True) as font:
        return frozenset(font.getBestCmap())


@cache
def _usual() -> frozenset[str]:
    """The characters that the document's own typefaces have, and those printed as space."""
    codes = frozenset().union(*map(_code_points, OWN_TYPEFACES.values())) | set(map(ord, SPACE))
    return frozenset(chr(code) for code in codes if _typeface_of(code) in {*OWN_TYPEFACES, ""})
