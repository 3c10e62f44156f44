"""What a row of a document's history says became of modifications: added, approved, left the scope."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

_REFERENCE = r"(?:SECMP|MP|DP)0*+[1-9][0-9]*+[A-Z]?(?![0-9])"
_GROUP = re.compile(
    rf"{_REFERENCE}(?:\s++\([^()]{{0,80}}\))?+"
    rf"(?:(?:\s*+,\s*+(?:and\s++)?+|\s++and\s++|\s*+&\s*+)(?:part\s++[0-9A-Z]++\s++of\s++)?+{_REFERENCE}(?:\s++\([^()]{{0,80}}\))?+)*+"
)
"""References one after the other: "MP106, MP116 and DP144"."""
_ONE = re.compile(r"(?:SECMP|MP|DP)0*+([1-9][0-9]*+[A-Z]?)(?![0-9])")


class ChangeKind(StrEnum):
    IN = "added"
    OUT = "out"
    APPROVED = "approved"


_NOUNS = {
    ChangeKind.IN: r"inclusion|addition|targeting",
    ChangeKind.OUT: r"removal|rejection|withdrawal|deferral|descoping",
    ChangeKind.APPROVED: r"approval",
}
_VERBS = {
    ChangeKind.IN: r"added|included|(?<!from )(?<!to )targeted|(?:enter|join)(?:s|ed|ing)|com(?:es|ing) in|"
    r"brought (?:in|forward)|back in scope",
    ChangeKind.OUT: r"removed|rejected|withdrawn|deferred|descoped|postponed|taken out|"
    r"moved(?! (?:from targeted|to (?:approved|targeted)|(?:in)?to (?:the scope|this release)|up|within))|"
    r"(?:fall|drop)(?:s|ing|ped|en)? out|fell out|out of (?:the )?scope|left|leav(?:es|ing)",
    ChangeKind.APPROVED: r"approved",
}
_BY_NOUN = {
    change: re.compile(rf"\b(?:{words})\s++of\s++(?:the\s++)?+\Z", re.IGNORECASE)
    for change, words in _NOUNS.items()
}
_BEFORE = {
    change: re.compile(rf"\b(?:{words})\s++(?:the\s++)?+\Z", re.IGNORECASE)
    for change, words in _VERBS.items()
}
"""The Panel approved MP146."""
_VERB = {change: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for change, words in _VERBS.items()}
_NOT = re.compile(
    r"\b(?:not|if|unless|would|could|to be|once|awaiting|pending|subject to|target(?:ed)? but)\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(
    r"[.;]|,\s++(?:and\s++)?+(?:presented|issued|baselined)\b|\b(?:and|with|following)\s++the\b"
)
BEFORE, AFTER = 40, 120
"""Characters on either side of a group in which its noun or verb stands."""


class HistoryChange(NamedTuple):
    """That a modification, by number and letter, came in, left or was approved."""

    number: str
    kind: ChangeKind


def read_changes(text: str) -> Iterator[HistoryChange]:
    """In the order of the text. What only may happen, or is said of no reference, is left out."""
    groups = list(_GROUP.finditer(text))
    ends = [group.start() for group in groups[1:]] + [len(text)]
    for group, end in zip(groups, ends, strict=False):
        before = text[max(0, group.start() - BEFORE) : group.start()]
        after = text[group.end() : min(end, group.end() + AFTER)]
        for part, kinds in _parts(group.group(), _by_noun(before), _by_verb(before, after)):
            for kind in kinds:
                for number in _ONE.findall(part):
                    yield HistoryChange(number, kind)


def _parts(
    group: str, by_noun: list[ChangeKind], by_verb: list[ChangeKind]
) -> list[tuple[str, list[ChangeKind]]]:
    """Both lists of "the approval of A and B, and C and D being added": the second begins at the first ", and", or else
    at the last "and"."""
    if not by_noun or not by_verb:
        return [(group, by_noun or by_verb)]
    first, joint, second = group.partition(", and ")
    if not joint:
        first, joint, second = group.rpartition(" and ")
    return [(first, by_noun), (second, by_verb)] if joint else [(group, by_noun)]


def _by_noun(before: str) -> list[ChangeKind]:
    return [kind for kind in ChangeKind if _BY_NOUN[kind].search(before) or _BEFORE[kind].search(before)]


def _by_verb(before: str, after: str) -> list[ChangeKind]:
    clause = _CLAUSE_ENDS.split(after, maxsplit=1)[0]
    if _NOT.search(clause) or _NOT.search(before[-20:]):
        return []
    return [kind for kind, pattern in _VERB.items() if pattern.search(clause)]
