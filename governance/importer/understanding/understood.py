"""The result of understanding a document: its facts, where each comes from, and what was left."""

import re
from collections.abc import Iterator
from typing import Any

from msgspec import Struct

from governance.importer.source.document import Note, Place
from governance.importer.words.noise import without_noise
from governance.importer.words.references import modifications_in

SURE = 0.8
"""From this confidence on, a field is sure. What was guessed, mended or contradicted stays below."""
MENDED = 0.7
_ACRONYM = re.compile(r"\b(?:dcc|secas|sit|uit|pit|sec)\b")
DOUBTFUL = 0.5
GUESSED = 0.4


class UnderstoodField(Struct, frozen=True):
    """A field of secrel.rid/1. `path`: its JSON pointer; `rule`: what read it; `changed`: what was changed, in words;
    `source`: the text that it was read from."""

    path: str
    confidence: float
    place: Place
    rule: str
    changed: str = ""
    source: str = ""

    @property
    def label(self) -> str:
        """The path in words: Scope, approved, 1, title."""
        keys = self.path.split("/")[1:]
        words = ", ".join(str(int(key) + 1) if key.isdecimal() else key.replace("_", " ") for key in keys)
        words = _ACRONYM.sub(lambda found: found[0].upper(), words)
        return words[:1].upper() + words[1:]

    @property
    def percent(self) -> str:
        return f"{self.confidence:.0%}"


class Left(Struct, frozen=True):
    """A text that was not understood."""

    text: str
    place: Place


class Understood(Struct, frozen=True):
    facts: dict[str, Any]
    """A document of secrel.rid/1, with the optional fields that the text states."""
    fields: tuple[UnderstoodField, ...]
    left: tuple[Left, ...] = ()
    notes: tuple[Note, ...] = ()

    def below(self, confidence: float = SURE) -> Iterator[UnderstoodField]:
        """The fields with less confidence, least sure first."""
        yield from sorted(
            (field for field in self.fields if field.confidence < confidence),
            key=lambda field: field.confidence,
        )


class Gathered:
    """Collects fields and what was left while sections are read. `noise`: words that had to be mended."""

    def __init__(self, acronyms: frozenset[str] = frozenset(), noise: int = 0) -> None:
        self.fields: list[UnderstoodField] = []
        self.left: list[Left] = []
        self.notes: list[Note] = []
        self.acronyms = acronyms
        self.noise = noise

    def add(
        self, path: str, confidence: float, place: Place, rule: str, *, changed: str = "", source: str = ""
    ) -> None:
        self.fields.append(UnderstoodField(path, confidence, place, rule, changed, source[:2000]))

    def text(
        self,
        path: str,
        text: str,
        place: Place,
        rule: str,
        *,
        confidence: float = 0.95,
        doubt: str = "",
        changed: str = "",
    ) -> str:
        """A text of the document as a field: in one line, with what OCR did to its words undone where that is plain."""
        mended, count = without_noise(text, self.acronyms.__contains__)
        for found in reversed(list(modifications_in(mended))):
            if misread := mended[found.start : found.end].replace(" ", "").replace("-", "") != found.ref:
                mended = f"{mended[: found.start]}{found.ref}{mended[found.end :]}"
                count += misread
        self.noise += count
        said = [changed, doubt, f"{count} of its words looked misread and were mended." if count else ""]
        confidence = min(confidence, MENDED if count else 1.0, DOUBTFUL if doubt else 1.0)
        self.add(path, confidence, place, rule, changed=" ".join(filter(None, said)), source=text)
        return mended

    def leave(self, text: str, place: Place) -> None:
        if text.strip():
            self.left.append(Left(text.strip(), place))
