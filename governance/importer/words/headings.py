"""Headings of a RID by what they mean, whatever the year: “Appendix 1: Version control” is the history."""

import re
from dataclasses import dataclass

from governance.importer.words.references import modification_at
from governance.importer.words.vocabulary import mended
from secrel.core.values.texts import folded, one_line

MOST_WORDS = 9
_NUMBER = re.compile(
    r"^(?:(?:section|appendix|annex|part)\s+)?(?:\d{1,2}(?:\.\d{1,2})*|[a-z](?:\.\d{1,2})+|[a-z](?=[:.)]))\s?[.:)–—-]?\s+(?=\S)|"
    r"^(?:appendix|annex)\s+[a-z0-9]{1,2}\s*[:.–—-]\s*",
    re.IGNORECASE,
)
_VERBS = {"will", "is", "are", "be", "has", "have", "may"}
"""Words of sentences; of headings only where the format or a number such as A.1 says that it is one."""
_DOTTED = re.compile(r"(?:\d{1,2}|[A-Z])\.\d{1,2}\.?\s+\S")
_LEADERS = re.compile(r"(?:\.{3,}|…+|(?:\. ){3,}|_{3,}|\t)(?s:.*)")
_PAGE = re.compile(r"\s\d{1,3}$")
_REVIEWED = re.compile(r"\s(?:[–—-]\s?|\()reviewed by .*$", re.IGNORECASE)
_SENTENCE = re.compile(r"[.;?!:]$")


@dataclass(frozen=True)
class Rule:
    """`needs`: groups of words, one of each must be there. `never`: words that must not. `most`: of how many words."""

    key: str
    needs: tuple[frozenset[str], ...]
    never: frozenset[str] = frozenset()
    most: int = MOST_WORDS


def _rule(key: str, *needs: str, never: str = "", most: int = MOST_WORDS) -> Rule:
    return Rule(key, tuple(frozenset(words.split()) for words in needs), frozenset(never.split()), most)


RULES = (
    _rule("contents", "contents", most=3),
    _rule("about", "about", "document rid", most=5),
    _rule("history", "version document change revision amendment", "control history record", most=5),
    _rule("glossary", "glossary acronym abbreviation", most=6),
    _rule("glossary", "definition term", "term abbreviation acronym used", most=5),
    _rule("acc_operational", "acceptance criterion", "operational operation", most=7),
    _rule("acc_testing", "acceptance criterion", "testing test", most=7),
    _rule("acc_security", "acceptance criterion", "security", most=7),
    _rule("acc_general", "acceptance criterion", "general other", most=7),
    _rule("acceptance", "acceptance entry exit go-live going", "criterion", most=6),
    _rule("change_requests", "change", "request", never="modification", most=8),
    _rule("change_requests", "dcc", "cr crs", most=6),
    _rule(
        "targeted",
        "targeted target candidate proposed pending await awaiting undecided subject not yet",
        "modification proposal mod mp",
        most=8,
    ),
    _rule("approved", "approved", "modification proposal mod mp", never="rejected withdrawn", most=7),
    _rule("scope", "scope", never="impact", most=6),
    _rule(
        "other_codes",
        "code cross-code",
        "impact affected change impacted other industry cross-code consequential",
        most=7,
    ),
    _rule(
        "documents",
        "document documentation section text",
        "impact impacted affected change matrix update",
        never="participant",
        most=7,
    ),
    _rule("parties", "party participant user dcc system", "impact impacted affected matrix", most=8),
    _rule("secas_costs", "secas administrator", "cost effort", most=8),
    _rule("operational_costs", "operational ongoing operating", "cost", most=6),
    _rule("dcc_costs", "dcc", "cost", most=9),
    _rule("dcc_costs", "breakdown", "cost", most=8),
    _rule("costs", "cost", most=5),
    _rule("dcc_testing", "dcc dccs dcc’s", "testing test", "approach strategy arrangement", most=6),
    _rule(
        "user_testing", "user party participant uit", "testing test", "approach strategy arrangement", most=6
    ),
    _rule("user_testing", "user", "testing test", most=3),
    _rule("dcc_testing", "dcc", "testing test", "by of", never="document", most=4),
    _rule("testing", "testing test", "strategy approach arrangement plan", never="document", most=5),
    _rule("testing", "testing", most=1),
    _rule("timeline", "timeline timetable milestone timescale", never="note", most=6),
    _rule("timeline", "key important", "date", most=4),
    _rule("timeline", "implementation release", "plan schedule", most=4),
    _rule("impacts", "impact", most=5),
    _rule("impacts", "effect", "party dcc sec participant", most=9),
    _rule("annexes", "annex annexe", most=3),
)
_SINGULAR = {
    "criteria": "criterion",
    "criterium": "criterion",
    "parties": "party",
    "impacts": "impact",
    "impacted": "impacted",
    "annexes": "annex",
    "contents": "contents",
    "timescales": "timescale",
}
LONGEST_MISREAD = 70
TITLES = {
    "participant impact matrix",
    "sec party impacts",
    "dcc impacts",
    "sec document impact matrix",
    "release implementation timetable",
    "breakdown of dcc implementation costs",
    "document history",
    "glossary",
    "dcc implementation costs",
    "other sources of changes",
}
"""Titles that stand over tables: of the same section as the table, whose columns say what it is."""


@dataclass(frozen=True)
class Heading:
    key: str
    text: str
    is_numbered: bool = False


def bare_heading(text: str) -> str:
    """The heading without its number, the dots and page of a table of contents, and the body that reviews."""
    plain = _LEADERS.sub("", one_line(text.replace("\t", "\u2026")) if "\t" in text else text).rstrip()
    plain = one_line(plain).strip("*_# ")
    return _REVIEWED.sub("", _NUMBER.sub("", plain, count=1)).strip(" *_#")


def heading_of(text: str, *, is_marked: bool = False) -> Heading | None:
    """What a line is the heading of, also if OCR misread it. `is_marked`: whether its format says that it is one."""
    if (found := _heading(text, is_marked)) or len(text) > LONGEST_MISREAD:
        return found
    better, count = mended(text)
    return _heading(better, is_marked) if count else None


def _heading(text: str, is_marked: bool) -> Heading | None:
    if len(text) > 120 or "•" in text or (not is_marked and _SENTENCE.search(text.rstrip(" *_"))):
        return None
    plain = bare_heading(text)
    if not plain or (not plain[0].isupper() and not is_marked) or modification_at(plain):
        return None
    words = [
        _singular(word) for word in folded(plain.replace("’", "'")).replace("&", "and").strip(":").split()
    ]
    may_have_verbs = is_marked or bool(_DOTTED.match(text.strip(" *_#")))
    if len(words) > MOST_WORDS or (not may_have_verbs and _VERBS & set(words)):
        return None
    stems = {word.strip("'(),") for word in words}
    for rule in RULES:
        if len(words) <= rule.most and all(stems & group for group in rule.needs) and not stems & rule.never:
            return Heading(rule.key, plain, plain != one_line(text).strip("*_# "))
    return None


def is_contents_entry(text: str) -> bool:
    """Whether a line is of a table of contents: dots, or a page number after a heading."""
    if _LEADERS.search(text):
        return True
    return bool(_PAGE.search(text)) and heading_of(_PAGE.sub("", text)) is not None


def _singular(word: str) -> str:
    word = word.removesuffix("'s").removesuffix("s'")
    if word in _SINGULAR:
        return _SINGULAR[word]
    return (
        word[:-1]
        if len(word) > 3 and word.endswith("s") and not word.endswith(("ss", "us", "is", "as"))
        else word
    )
