"""Rule about characters that the document's own typefaces lack."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from governance.documents.checks.document import Document
from governance.documents.checks.findings import Against, Problem, rule
from governance.documents.checks.places import ANY
from governance.documents.engine.printing.glyphs import lacking, set_elsewhere, spelled, unusual

MOST = 8
"""The most characters, and the longest stretch of them, that a finding names; the rest are counted."""
AROUND = 30
"""The number of characters quoted on either side."""

ESCAPES = ("\\u", "\\b")
"""How JSON begins a control character, other than those printed as space."""


@rule(
    "character-not-in-typefaces",
    Against.POLICY,
    ANY,
    together="{} texts have characters that the document’s typefaces lack",
)
def typefaces_hold_each_character(document: Document) -> Iterator[Problem]:
    """Every character is in the document’s own typefaces. A character that only another typeface has is a note. A
    character that no typeface has is printed as its code and name and is a warning."""
    text = _encoded(document.rid)
    signs = [*unusual(text), *(escape for escape in ESCAPES if escape in text)]
    for path, text in _texts(document.rid.as_data(), "", signs) if signs else ():
        if pieces := lacking(text):
            printed = _some(spelled(piece[:MOST]) + _rest(piece) for piece in pieces)
            named = _some(piece[:MOST] + _rest(piece) for piece in pieces)
            message = f"The PDF cannot print {named} in {_around(text, pieces[0][:MOST])}. It prints {printed} instead."
            yield Problem(path, message, "Write it in words, or leave it out.")
        if others := set_elsewhere(text):
            names = " and ".join(dict.fromkeys(others.values()))
            is_printed = "is printed" if len(others) == 1 else "are printed"
            place = _around(text, next(iter(others)))
            message = f"{_some(others)} in {place} {is_printed} in another typeface ({names})."
            yield Problem(
                path, message, "Do nothing if it is right. Otherwise write it in English.", Against.USAGE
            )


def _encoded(value: Any) -> str:
    return msgspec.json.encode(value).decode()


def _texts(value: Any, path: str, signs: list[str]) -> Iterator[tuple[str, str]]:
    """The texts in the data that may hold one of the signs, each with its JSON Pointer, and such keys, as acronyms are
    keys. A list or an object that holds none is not looked into."""
    if isinstance(value, str):
        yield path, value
        return
    if not isinstance(value, list | dict):
        return
    text = _encoded(value)
    if not any(sign in text for sign in signs):
        return
    for key, one in enumerate(value) if isinstance(value, list) else value.items():
        here = f"{path}/{str(key).replace('~', '~0').replace('/', '~1')}"
        if isinstance(key, str):
            yield here, key
        yield from _texts(one, here, signs)


def _some(pieces: Iterable[str]) -> str:
    """The first pieces and the number of the others."""
    named = [_shown(piece) for piece in pieces]
    more = f" and {len(named) - MOST} more" if len(named) > MOST else ""
    return ", ".join(named[:MOST]) + more


def _rest(piece: str) -> str:
    return "…" if len(piece) > MOST else ""


def _shown(text: str) -> str:
    """The text, with codes for characters that a page does not show: controls, direction marks, private use."""
    return "".join(char if char.isprintable() else spelled(char) for char in text)


def _around(text: str, piece: str) -> str:
    """The text around the first occurrence of a piece, in quotation marks."""
    at = text.find(piece)
    before, after = text[max(0, at - AROUND) : at], text[at : at + len(piece) + AROUND]
    begins, ends = at <= AROUND, at + len(piece) + AROUND >= len(text)
    return f"“{'' if begins else '…'}{_shown(before + after)}{'' if ends else '…'}”"
