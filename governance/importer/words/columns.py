"""Columns of a RID's tables by what their headings mean, and which table has such columns."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from governance.importer.words.phrases import OTHERS, PHRASES
from governance.importer.words.references import modification_at
from governance.importer.words.vocabulary import mended
from modifications.participants import ALL_PARTIES, Participant
from secrel.core.values.texts import folded

_IN_TEXT = {phrase: key for key, phrases in PHRASES.items() for phrase in phrases}
_BY_PHRASE = {phrase: key for key, phrases in OTHERS.items() for phrase in phrases} | _IN_TEXT
STAGES = ("design_build_pit", "sit", "uit", "implement_to_live")
ONLY: dict[str, set[str]] = {
    "matrix": {"modification", *Participant.values},
    "documents": {"document", "modification"},
    "costs": {"modification", "total", *STAGES},
    "timeline": {"date", "event", "notes", "took_place", "description"},
    "history": {"version", "date", "changes", "description", "notes"},
    "glossary": {"acronym", "term", "meaning", "description"},
    "parties": {"participant", "summary", "description"},
    "areas": {"area", "summary", "description"},
}
"""The columns that a table of each kind has."""
_BRACKETS = re.compile(r"\([^()]*\)")
_STAGE_WORDS = (
    (
        "design_build_pit",
        re.compile(r"\bdesign\b.*\bbuild\b|\bbuild\b.*\b(?:pit|pre-integration)\b|^pit$|^dbt?\b"),
    ),
    ("sit", re.compile(r"\bsystems? integration\b|\bsit\b")),
    ("uit", re.compile(r"\buser integration\b|\buit\b")),
    ("implement_to_live", re.compile(r"\b(?:to|go) live\b|\bdeploy(?:ment)?\b")),
)
_LONGEST = 60
LABELS = {
    Participant.SUPPLIERS.value: ("supplier",),
    Participant.ELECTRICITY_NETWORKS.value: ("electricity", "dno"),
    Participant.GAS_NETWORKS.value: ("gas", "gdn"),
    Participant.OTHER_SEC_PARTIES.value: ("other",),
    Participant.DCC.value: ("dcc",),
}
_MATRIX_PHRASES = (
    "suppliers",
    "supplier parties",
    "supplier",
    "supplier party",
    "electricity networks",
    "electricity network parties",
    "electricity network",
    "electricity network operators",
    "electricity distributors",
    "gas networks",
    "gas network parties",
    "gas network",
    "gas network operators",
    "gas transporters",
    "other sec parties",
    "other sec party",
    "other parties",
    "other users",
    "dcc",
    "the dcc",
    "dcc systems",
    "all sec parties",
)
FLAT = {**_IN_TEXT, **dict.fromkeys(_MATRIX_PHRASES, "")}
"""Every phrase that can be a heading in a row of headings whose cells run together."""
LONGEST = max(len(phrase.split()) for phrase in FLAT)


def participant_of(text: str) -> str:
    """The participant that a text names: suppliers, …, dcc, all_sec_parties; "" if it names none."""
    plain = folded(text).replace("parties", "party")
    if len(plain) > 60:
        return ""
    if plain in (
        "all",
        "all party",
        "all user",
        "all users",
        "all sec party",
        "all sec party categories",
        "all participants",
    ):
        return ALL_PARTIES
    named = _named(plain)
    if len(named) != 1:  # “Suppliers (gas and electricity)”
        named = _named(_BRACKETS.sub("", plain))
    return named[0] if len(named) == 1 else ""


def _named(plain: str) -> list[str]:
    return [key for key, words in LABELS.items() if any(re.search(rf"\b{word}", plain) for word in words)]


@lru_cache(maxsize=16_384)
def column_of(text: str) -> str:
    """The key of a column: of PHRASES, a participant, or a reference of a modification; "" if unknown. A heading that
    OCR misread is read as the words that it can only be."""
    if (key := _column(text)) or len(text) > _LONGEST:
        return key
    better, count = mended(text)
    return _column(better) if count else ""


def _column(text: str) -> str:
    plain = folded(text).strip(" :*").removesuffix(" (£)").removesuffix(" costs").removesuffix(" cost")
    plain = re.sub(
        r"\s?([,/&])\s?",
        lambda sign: f"{sign[1]} " if sign[1] == "," else sign[1] if sign[1] == "/" else " & ",
        plain,
    )
    if key := _BY_PHRASE.get(plain):
        return key
    if found := modification_at(text.strip()):
        return found.ref
    return participant_of(text) or _stage_of(plain) or _BY_PHRASE.get(_BRACKETS.sub("", plain).strip(), "")


def _stage_of(plain: str) -> str:
    """The stage of a delivery that a heading names, however it words it."""
    if len(plain) > 70:
        return ""
    found = [key for key, words in _STAGE_WORDS if words.search(plain)]
    return found[0] if len(found) == 1 or found[:1] == ["design_build_pit"] else ""


def kind_of(columns: Sequence[str]) -> str:
    """Which table has these columns: matrix, documents, costs, timeline, history, glossary, parties, areas; or ""."""
    known = set(columns)
    rest = known - {"modification", "total", ""}
    is_split = "modification" in known and bool(rest)  # a page may hold one column of a wide table
    if len(known & set(Participant.values)) >= 2 or (is_split and rest <= set(Participant.values)):
        return "matrix"
    if len(known & set(STAGES)) >= 2 or (is_split and rest <= set(STAGES)):
        return "costs"
    if "participant" in known and sum(map(is_reference, columns)) == len(columns) - 1 > 1:
        return "matrix"  # participants stand down it
    if "document" in known and (any(is_reference(key) for key in columns) or "modification" in known):
        return "documents"
    if "version" in known and known & {"changes", "description", "date", "notes"}:
        return "history"
    if "event" in known and known & {"date", "notes", "took_place", "description"}:
        return "timeline"
    if "date" in known and known & {"description"} and "version" not in known:
        return "timeline"
    if "acronym" in known or ("term" in known and known & {"meaning", "description"}):
        return "glossary"
    if "participant" in known and known & {"summary", "description"}:
        return "parties"
    if "area" in known and known & {"summary", "description"}:
        return "areas"
    return ""


def is_reference(key: str) -> bool:
    return key[:2] in ("MP", "DP", "SE") and key[-1:].isalnum() and any(sign.isdecimal() for sign in key)


def columns_of(texts: Iterable[str]) -> list[str]:
    return [column_of(text) for text in texts]


def run_together(words: tuple[str, ...], start: int = 0) -> list[str] | None:
    """The words as headings of columns, one after another; None if they are something else."""
    if start == len(words):
        return []
    for length in range(min(LONGEST, len(words) - start), 0, -1):
        phrase = " ".join(words[start : start + length])
        found = modification_at(phrase) if length == 1 else None
        known = folded(phrase) in FLAT or (found is not None and found.end == len(phrase))
        if known and (rest := run_together(words, start + length)) is not None:
            return [phrase, *rest]
    return None
