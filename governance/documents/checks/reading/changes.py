"""What a row of a document's history says became of modifications: added, approved, left the scope."""

import re
from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from governance.documents.rid.history_row import ScopeChanges
from governance.documents.rid.types.scope import number_of

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
    r"brought (?:in|into|forward)|taken in(?:to)?|back in scope|(?:now|newly) (?:also )?in scope|"
    r"moved (?:in)?to (?:the scope|this release)",
    ChangeKind.OUT: r"removed|rejected|withdrawn|deferred|descoped|postponed|taken out|"
    r"moved(?! (?:from targeted|to (?:approved|targeted)|(?:in)?to (?:the scope|this release)|up|within))|"
    r"(?:fall|drop)(?:s|ing|ped|en)? out|fell out|out of (?:the )?scope|left|leav(?:es|ing)|"
    r"no longer (?:in|part|included)",
    ChangeKind.APPROVED: r"approved",
}
_BY_NOUN = {
    change: re.compile(rf"\b(?:{words})\s++of\s++(?:the\s++)?+\Z", re.IGNORECASE)
    for change, words in _NOUNS.items()
}
_AUXILIARIES = (
    "is|are|was|were|be|been|being|has|have|had|having|now|also|since|both|all|each|then|later|"
    "subsequently|formally|newly"
)
_OBJECT_FOLLOWS = {
    ChangeKind.IN: r"includ(?:e|es|ing)|adds?|adding|scope (?:is|has|includes|covers|comprises)",
    ChangeKind.OUT: r"removes?|removing|rejects|withdraws|defers|drops|excludes|excluding",
    ChangeKind.APPROVED: r"approves",
}
_BEFORE = {
    change: re.compile(rf"\b(?:{words}|{_OBJECT_FOLLOWS[change]})\s++(?:the\s++)?+\Z", re.IGNORECASE)
    for change, words in _VERBS.items()
}
"""The Panel approved MP146."""
_VERB = {change: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for change, words in _VERBS.items()}
_CLOSE = {
    change: re.compile(rf"\A(?:\s++(?:{_AUXILIARIES})\b){{0,6}}+\s++(?:{words})\b", re.IGNORECASE)
    for change, words in _VERBS.items()
}
"""MP146 has since been approved: nothing but auxiliaries stands between the reference and its verb."""
_NOT = re.compile(
    r"\b(?:not|if|unless|would|could|to be|once|awaiting|pending|subject to|target(?:ed)? but)\b",
    re.IGNORECASE,
)
_CLAUSE_ENDS = re.compile(
    r"[.;]|,\s++(?:and\s++)?+(?:presented|issued|baselined)\b|\b(?:and|with|following)\s++the\b"
)
_SENTENCE_ENDS = re.compile(r"(?<=[.;])\s")
_MOVES = re.compile(r"\b(?:moved|moves|moving|deferred|deferral|postponed|postponement)\b", re.IGNORECASE)
_MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
_NAMES_A_TARGET = re.compile(
    rf"(?<![0-9] )\b(?:{_MONTHS})\s++20[0-9]{{2}}\b|\b(?:to|in|for|until)\s++(?:late\s++|early\s++)?+20[0-9]{{2}}\b|"
    r"\bnot (?:yet )?(?:settled|known|decided)\b|\bto be (?:confirmed|settled|decided)\b"
)
"""A release, a year, or that the target is open."""
BEFORE, AFTER = 40, 120
"""Characters on either side of a group in which its noun or verb stands."""


class HistoryChange(NamedTuple):
    """That a modification, by number and letter, came in, left or was approved. `is_close`: the verb or noun stands
    beside the reference, so it is certain what it is said of."""

    number: str
    kind: ChangeKind
    is_close: bool = True


def read_changes(text: str) -> Iterator[HistoryChange]:
    """In the order of the text. What only may happen, or is said of no reference, is left out."""
    groups = list(_GROUP.finditer(text))
    ends = [group.start() for group in groups[1:]] + [len(text)]
    for group, end in zip(groups, ends, strict=False):
        before = text[max(0, group.start() - BEFORE) : group.start()]
        after = text[group.end() : min(end, group.end() + AFTER)]
        by_noun = [] if after.startswith(("’s", "'s")) else _by_noun(before)
        for part, kinds in _parts(group.group(), by_noun, _by_verb(before, after)):
            for kind in kinds:
                is_close = kind in by_noun or bool(_CLOSE[kind].match(after))
                for number in _ONE.findall(part):
                    yield HistoryChange(number, kind, is_close)


def untold(text: str, changes: ScopeChanges) -> Iterator[tuple[ChangeKind, str]]:
    """The changes of the scope that a row does not tell of, as kind and reference."""
    told = {(change.number, change.kind) for change in read_changes(text)}
    approved = "approv" in text.lower()
    for kind, refs in (
        (ChangeKind.IN, changes.added),
        (ChangeKind.OUT, changes.left),
        (ChangeKind.APPROVED, changes.approved),
    ):
        for ref in refs:
            is_mentioned = kind is ChangeKind.APPROVED and approved and number_of(ref) in _ONE.findall(text)
            if (number_of(ref), kind) not in told and not is_mentioned:
                yield kind, ref


def moved_to_no_release(text: str) -> Iterator[tuple[str, str]]:
    """References, by number and letter, that a sentence moves to a later release without saying which, each with its
    sentence."""
    for sentence in _SENTENCE_ENDS.split(text):
        if _MOVES.search(sentence) and not _NAMES_A_TARGET.search(sentence):
            for change in read_changes(sentence):
                if change.kind is ChangeKind.OUT:
                    yield change.number, sentence


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
    if _NOT.search(clause) or _NOT.search(_SENTENCE_ENDS.split(before)[-1][-20:]):
        return []
    return [kind for kind, pattern in _VERB.items() if pattern.search(clause)]
