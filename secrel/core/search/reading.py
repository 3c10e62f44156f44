"""Parse the text of a search.

A term is a word, a reference in any way of writing it, or a number with the word before it. "SMETS1", "SMETS-1" and
"SMETS 1" are the same term; several words in quotation marks are one term. All terms of a search must be found, or all
terms of another alternative ("or"). There is no other syntax: no negation, no repetition, no wildcards.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, field

from secrel.core.search.words import BINDING, DOCUMENTS, MODIFICATIONS, NO_DOCUMENTS, PAIRS, REFERENCES, STOP

LONGEST, MOST_TERMS = 300, 12
_BETWEEN = re.compile(r"[\s,;/|+()\[\]{}<>]+")
_PIECE = re.compile(r"[0-9]+(?:\.[0-9]+)*|[^\W_0-9]+")
_QUOTES = str.maketrans("“”„‟″", '"""""')
_OF_SOMEBODY = ("'s", "’s")


@dataclass(frozen=True)
class Reference:
    """A reference as entered: "mp", "104", "A" for MP104A; the kind is "" for a number alone."""

    kind: str
    digits: str
    suffix: str = ""

    def __str__(self) -> str:
        return f"{self.kind.upper()}{self.digits}{self.suffix}"

    @property
    def number(self) -> int:
        return int(self.digits)

    @property
    def is_modification(self) -> bool:
        return self.kind in MODIFICATIONS


@dataclass(frozen=True)
class Term:
    """The pieces of a term, in lower case: ("smets", "1"), ("go", "live"), ("costs",)."""

    pieces: tuple[str, ...]
    is_quoted: bool = False

    @property
    def word(self) -> str:
        """The term if it is one word of letters, else ""."""
        return self.joined if len(self.pieces) == 1 else ""

    @property
    def joined(self) -> str:
        """The term written as one word if it has letters only, else ""."""
        return "" if any(piece[0] in "0123456789" for piece in self.pieces) else "".join(self.pieces)

    @property
    def reference(self) -> Reference | None:
        if len(self.pieces) == 1:
            return Reference("", self.pieces[0]) if _is_number(self.pieces[0]) else None
        kind, digits, *suffix = self.pieces
        if kind not in REFERENCES or not _is_number(digits) or len("".join(suffix)) > 1:
            return None
        return Reference(kind, digits, "".join(suffix).upper())


@dataclass(frozen=True)
class Search:
    """A parsed search. `alternatives` are lists of terms; `entered` is the text that the page shows again."""

    entered: str = ""
    is_entered: bool = False
    is_cut: bool = False
    alternatives: tuple[tuple[Term, ...], ...] = ()
    references: tuple[Reference, ...] = field(default=())

    def __str__(self) -> str:
        return self.entered

    def __bool__(self) -> bool:
        return self.is_entered

    @property
    def problem(self) -> str:
        """The sentence that says why nothing can be found; "" if something can, or nothing was entered."""
        if self.alternatives or not self.is_entered:
            return ""
        problem = (
            f"“{self.entered}” is too common to search for, or has no words in it."
            if self.entered
            else "Your search has no words in it."
        )
        return f"{problem} Enter a reference such as MP153, or a less common word."

    @property
    def note(self) -> str:
        return "Your search was too long, so we used only the beginning of it." if self.is_cut else ""


ALL = Search()
"""The empty search, which leaves nothing out."""


def read_search(entered: str) -> Search:
    """Parse the text of a search. Any text can be parsed; one without words has no alternatives."""
    clean = "".join(" " if unicodedata.category(one)[0] == "C" else one for one in entered[:LONGEST])
    text = unicodedata.normalize("NFKC", clean)[: 2 * LONGEST]
    found = [_terms(chunks) for chunks in _alternatives(list(_chunks(text)))]
    alternatives = tuple(tuple(terms[:MOST_TERMS]) for terms in found if terms)
    terms = [term for each in found for term in each]
    named = [term.reference for term in terms if term.reference]
    if not all(term.reference for term in terms):
        named = [reference for reference in named if reference.kind]
    too_many = len(alternatives) > MOST_TERMS or any(len(each) > MOST_TERMS for each in found)
    return Search(
        entered=" ".join(clean.split()),
        is_entered=bool(entered.strip(" \t\r\n")),
        is_cut=len(entered) > LONGEST or too_many,
        alternatives=alternatives[:MOST_TERMS],
        references=tuple(dict.fromkeys(named)),
    )


@dataclass
class _Chunk:
    """The text between two spaces."""

    entered: str
    pieces: list[str]
    is_quoted: bool = False

    @property
    def only(self) -> str:
        """Its one piece in lower case, or ""."""
        return self.pieces[0].lower() if len(self.pieces) == 1 and not self.is_quoted else ""


def _chunks(text: str) -> Iterator[_Chunk]:
    parts = text.translate(_QUOTES).split('"')
    if len(parts) % 2 == 0:  # the last quotation mark has no counterpart
        parts[-2:] = [f"{parts[-2]} {parts[-1]}"]
    for place, part in enumerate(parts):
        for chunk in [part] if place % 2 else _BETWEEN.split(part):
            bare = chunk[:-2] if chunk.lower().endswith(_OF_SOMEBODY) else chunk
            pieces = _glued(bare) or _PIECE.findall(bare)
            for each in [pieces] if place % 2 else _references_apart(pieces):
                if each:
                    yield _Chunk(bare, each, is_quoted=bool(place % 2))


def _references_apart(pieces: list[str]) -> list[list[str]]:
    """“MP104&MP122” and “MP104-122” as two references; everything else unchanged."""
    found: list[list[str]] = []
    for piece in pieces:
        if piece.lower() in REFERENCES:
            found.append([piece])
        elif found and _is_number(piece):
            if len(found[-1]) > 1:
                found.append([found[-1][0]])
            found[-1].append(piece)
        elif found and len(found[-1]) == 2 and len(piece) == 1:
            found[-1].append(piece)
        else:
            return [pieces]
    return found if len(found) > 1 and all(len(each) > 1 for each in found) else [pieces]


def _glued(chunk: str) -> list[str]:
    """“AppendixAB” and “AppAB” in two pieces."""
    lower = chunk.lower()
    for size in (len(chunk) - 2, len(chunk) - 1):
        beginning, end = lower[: max(size, 0)], chunk[max(size, 0) :]
        is_meant = end.isupper() or beginning == DOCUMENTS.get(beginning)
        if is_meant and beginning in DOCUMENTS and end.isalpha() and lower not in NO_DOCUMENTS:
            return [beginning, end]
    return []


def _alternatives(chunks: list[_Chunk]) -> list[list[_Chunk]]:
    found: list[list[_Chunk]] = [[]]
    for chunk in chunks:
        if chunk.only == "or":
            found.append([])
        else:
            found[-1].append(chunk)
    return found


def _terms(chunks: list[_Chunk]) -> list[Term]:
    joined: list[_Chunk] = []
    for chunk in chunks:
        if joined and _belong(joined[-1], chunk):
            joined[-1] = _Chunk(joined[-1].entered, joined[-1].pieces + chunk.pieces)
        else:
            joined.append(chunk)
    terms = [
        Term(_in_full(chunk), chunk.is_quoted) for chunk in joined if chunk.only not in STOP or not chunk.only
    ]
    return list(dict.fromkeys(terms))


def _belong(before: _Chunk, chunk: _Chunk) -> bool:
    """Whether two chunks are one term: SMETS 1, MP 104, go live, e mail, Appendix AB."""
    first, second = before.only, chunk.pieces[0].lower()
    if not first or chunk.is_quoted or first[0].isdigit():
        return False
    if second[0].isdigit():
        return first in REFERENCES or (first not in STOP and len(second) <= 3)
    if first in DOCUMENTS and len(chunk.pieces) == 1 and len(second) <= 2:
        return chunk.entered.isupper() or second not in STOP or len(second) == 1
    return (first, second) in PAIRS or first in BINDING


def _in_full(chunk: _Chunk) -> tuple[str, ...]:
    pieces = tuple(piece.lower() for piece in chunk.pieces)
    if len(pieces) == 2 and pieces[0] in DOCUMENTS and (len(pieces[1]) <= 2):
        return DOCUMENTS[pieces[0]], pieces[1]
    return pieces


def _is_number(piece: str) -> bool:
    return piece.isascii() and piece.isdigit() and len(piece) <= 6
