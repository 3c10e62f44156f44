"""Columns of a RID's tables by what their headings mean, and which table has such columns."""

import re
from collections.abc import Iterable, Sequence

from governance.importer.words.references import modification_at
from modifications.participants import ALL_PARTIES, Participant
from secrel.core.values.texts import folded

PHRASES: dict[str, tuple[str, ...]] = {
    "modification": (
        "modification",
        "modifications",
        "modification proposal",
        "modification proposals",
        "modification reference",
        "mod",
        "mods",
        "modification ref",
        "sec modification",
        "reference",
        "ref",
        "mp",
        "modification number",
    ),
    "document": (
        "document",
        "documents",
        "sec document",
        "sec documents",
        "sec section",
        "sec document impacted",
        "document impacted",
        "sec documentation",
    ),
    "date": (
        "date",
        "dates",
        "planned date",
        "target date",
        "when",
        "due date",
        "expected date",
        "indicative date",
        "date due",
    ),
    "event": (
        "event",
        "events",
        "milestone",
        "activity",
        "step",
        "action",
        "milestone event",
        "task",
        "key milestone",
        "stage",
        "key event",
    ),
    "notes": (
        "notes",
        "note",
        "comment",
        "comments",
        "remarks",
        "further information",
        "additional information",
        "notes and comments",
    ),
    "took_place": ("took place", "actual date", "actual", "completed on"),
    "version": (
        "version",
        "version number",
        "version no",
        "version no.",
        "ver",
        "ver.",
        "issue",
        "rid version",
        "v",
    ),
    "changes": (
        "changes",
        "change",
        "summary of changes",
        "description of changes",
        "description of change",
        "changes made",
        "reason for change",
        "amendments",
        "details of changes",
        "change description",
        "reason for issue",
    ),
    "acronym": ("acronym", "abbreviation", "acronyms", "abbreviations"),
    "term": ("term", "defined term"),
    "meaning": (
        "full term",
        "definition",
        "meaning",
        "full name",
        "expansion",
        "stands for",
        "full form",
        "term in full",
        "full title",
        "expanded term",
    ),
    "participant": (
        "participant",
        "party",
        "sec party",
        "party category",
        "participants",
        "party type",
        "parties",
        "party impacted",
        "participant impacted",
        "participant category",
    ),
    "area": (
        "area impacted",
        "area affected",
        "area",
        "dcc area",
        "impacted area",
        "affected area",
        "area of impact",
        "dcc system or area",
        "dcc area impacted",
    ),
    "summary": (
        "summary of impacts",
        "summary of impact",
        "summary",
        "impacts",
        "impact",
        "impact summary",
        "description of impacts",
        "summary of the impacts",
        "details of impact",
        "description of impact",
        "how impacted",
    ),
    "description": ("description", "details", "detail"),
    "design_build_pit": (
        "design, build & pit",
        "design, build and pit",
        "design, build, pit",
        "design build & pit",
        "design build and pit",
        "design/build/pit",
        "design, build & test",
        "design & build",
        "design and build",
        "dbt",
        "design, build & pre-integration testing (pit)",
        "design, build and pre-integration testing (pit)",
        "design, build & pre-integration testing",
        "dbt & pit",
    ),
    "sit": (
        "sit",
        "systems integration testing",
        "systems integration testing (sit)",
        "system integration testing",
        "system integration testing (sit)",
    ),
    "uit": ("uit", "user integration testing", "user integration testing (uit)"),
    "implement_to_live": (
        "implement to live",
        "implementation to live",
        "implement to live (itl)",
        "itl",
        "implement",
        "implementation",
        "transition to live",
        "implement-to-live",
        "to live",
        "transition to operations",
    ),
    "total": ("total", "totals", "total cost", "total costs", "sum", "total (£)"),
}
"""The keys of columns, with how the field writes them."""
_BY_PHRASE = {phrase: key for key, phrases in PHRASES.items() for phrase in phrases}
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
FLAT = {**_BY_PHRASE, **dict.fromkeys(_MATRIX_PHRASES, "")}
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
    named = [key for key, words in LABELS.items() if any(re.search(rf"\b{word}", plain) for word in words)]
    return named[0] if len(named) == 1 else ""


def column_of(text: str) -> str:
    """The key of a column: of PHRASES, a participant, or a reference of a modification; "" if unknown."""
    plain = folded(text).strip(" :*").removesuffix(" (£)").removesuffix(" costs").removesuffix(" cost")
    plain = re.sub(
        r"\s*([,/&])\s*",
        lambda sign: f"{sign[1]} " if sign[1] == "," else sign[1] if sign[1] == "/" else " & ",
        plain,
    )
    if key := _BY_PHRASE.get(plain):
        return key
    if found := modification_at(text.strip()):
        return found.ref
    return participant_of(text)


def kind_of(columns: Sequence[str]) -> str:
    """Which table has these columns: matrix, documents, costs, timeline, history, glossary, parties, areas; or ""."""
    known = set(columns)
    rest = known - {"modification", "total", ""}
    is_split = "modification" in known and bool(rest)  # a page may hold one column of a wide table
    if len(known & set(Participant.values)) >= 2 or (is_split and rest <= set(Participant.values)):
        return "matrix"
    if len(known & set(STAGES)) >= 2 or (is_split and rest <= set(STAGES)):
        return "costs"
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
