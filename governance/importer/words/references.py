"""References of modifications, Change Requests and SEC documents as old documents and OCR write them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from governance.importer.words.noise import LOOKS_LIKE_A_FIGURE, as_figures
from secrel.core.values.references import DIGITS, ModificationReference

_LETTER = {"0": "O", "1": "I", "l": "I", "|": "I", "8": "B", "5": "S"}
_MODIFICATION = re.compile(
    rf"(?<![A-Za-z0-9])(SECMP|5ECMP|S[EF]CMP|MP|DP)[ \u00a0]?-?[ "
    rf"\u00a0]?([{LOOKS_LIKE_A_FIGURE}]{{2,6}})([A-H])?(?![A-Za-z0-9])"
)
_CHANGE_REQUEST = re.compile(
    rf"(?<![A-Za-z0-9])CR[ \u00a0]?-?[ \u00a0]?([{LOOKS_LIKE_A_FIGURE}]{{3,5}})(?![A-Za-z0-9])"
)
_DOCUMENT = re.compile(
    r"(?:SEC\s+)?([S5]ect[i1l][o0]n|[S5]chedu[l1]e|Append[i1l]x|Sect?\.|App\.|Sched\.)\s+"
    r"(?:‘|')?([A-Z0-9l|]{1,2})(?![A-Za-z0-9])",
    re.IGNORECASE,
)
_KINDS = {"s": "Section", "5": "Section", "a": "Appendix"}


@dataclass(frozen=True)
class Found:
    """A reference in a text: as this system writes it, where it stands, and what was changed ("" if nothing was)."""

    ref: str
    start: int
    end: int
    changed: str = ""


def modification_at(text: str) -> Found | None:
    """The modification that a text begins with; None if it begins otherwise."""
    found = _MODIFICATION.match(text)
    return _modification(found) if found else None


def modifications_in(text: str) -> Iterator[Found]:
    """The modifications that a text names, in order."""
    for found in _MODIFICATION.finditer(text):
        if made := _modification(found):
            yield made


def change_request_at(text: str) -> Found | None:
    found = _CHANGE_REQUEST.match(text)
    if found is None:
        return None
    return _found(found, f"CR{as_figures(found[1])}")


def document_at(text: str) -> Found | None:
    """The SEC document that a text begins with: Section A, Schedule 8, Appendix AB."""
    found = _DOCUMENT.match(text)
    if found is None:
        return None
    word, name = found[1].casefold(), found[2]
    kind = "Schedule" if word[1:3] == "ch" else _KINDS[word[0]]
    if kind == "Schedule":
        name = as_figures(name)
        return _found(found, f"{kind} {int(name)}") if name.isdecimal() else None
    name = "".join(_LETTER.get(sign, sign) for sign in name)
    return _found(found, f"{kind} {name}") if name.isalpha() and name.isupper() else None


def documents_in(text: str) -> Iterator[Found]:
    """The SEC documents that a text names, in order."""
    for found in _DOCUMENT.finditer(text):
        if one := document_at(found[0]):
            yield Found(one.ref, found.start(), found.start() + one.end, one.changed)


def change_requests_in(text: str) -> Iterator[Found]:
    """The Change Requests that a text names, in order."""
    for found in _CHANGE_REQUEST.finditer(text):
        yield _found(found, f"CR{as_figures(found[1])}")


def _modification(found: re.Match[str]) -> Found | None:
    prefix, figures, suffix = found[1].replace("5", "S").replace("F", "E"), found[2], found[3] or ""
    need = DIGITS[prefix]
    if not any(sign.isdecimal() for sign in figures):
        return None
    if len(figures) == need + 1 and not suffix and figures[-1] in "BDS":
        figures, suffix = figures[:-1], figures[-1]
    if len(figures) == need + 1 and not figures[0].isdecimal():
        figures = figures[1:]  # OCR reads one 0 as O0
    try:
        ref = ModificationReference.parse(f"{prefix}{as_figures(figures)}{suffix}")
    except ValueError:
        return None
    return _found(found, str(ref))


def _found(found: re.Match[str], ref: str) -> Found:
    written = " ".join(found[0].split())
    changed = "" if written in (ref, f"SEC {ref}") else f"“{written}” is read as {ref}."
    return Found(ref, found.start(), found.end(), changed)
