"""What the status of a modification says in a paper: whether it is approved, until when it must be, what comes next."""

import re
from collections.abc import Iterator

from msgspec import Struct

from governance.importer.words.dates import read_date
from governance.importer.words.references import modifications_in
from secrel.core.values.texts import one_line

APPROVED, TARGETED, CANDIDATE, OUT = "approved", "targeted", "candidate", "out"
_APPROVED = re.compile(
    r"\bapproved for (?:inclusion|implementation)\b|^approved\b|\b(?:ha(?:s|ve) been|was|were) approved\b|"
    r"\bapproved (?:by|under|on|in)\b",
    re.IGNORECASE,
)
_NOT_YET = re.compile(
    r"\b(?:if|once|when|until|unless|should|provided|subject to|to be|not|before)\b[^.]{0,40}\bapprov",
    re.IGNORECASE,
)
_ENDED = re.compile(
    r"\b(?:has been|was|were|is|been) (?:rejected|withdrawn)\b|^(?:rejected|withdrawn)\b", re.IGNORECASE
)
_MONTH = r"(?:[A-Z][a-z]{2,8})"
DATE = rf"\d{{1,2}}(?:st|nd|rd|th)?\s+{_MONTH}\s+\d{{2,4}}"
_CUT_OFF = re.compile(
    r"\b(?:if|provided|subject to|once|needs?|must|requires?|unless)\b[^.;]{0,160}"
    r"\b(?:approv|determin|decid|decision|vote)\w{0,12}[^.;]{0,80}\b(?:by|before|no later than)\s+"
    rf"({DATE})|\bcut-?off(?: date)?\b[^.;]{{0,40}}?({DATE})",
    re.IGNORECASE,
)
_STEP = re.compile(
    r"\b(?:vote|presented|decision|determin\w+|issued|submitted|consultation|assessment|report|develop\w*|awaiting)\b",
    re.IGNORECASE,
)
_WHEN = re.compile(rf"\b({DATE}|(?:early |mid |late ){_MONTH} \d{{4}}|{_MONTH} \d{{4}}|Q[1-4] \d{{4}})\b")
_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z])")
LONGEST_STEP = 160


class CutOff(Struct, frozen=True):
    """The day by which a modification must be approved. `others`: references that the sentence names."""

    day: str
    label: str
    others: tuple[str, ...] = ()


def standing_of(status: str) -> tuple[str, float]:
    """Where a modification stands by its status, and how sure that is."""
    text = one_line(status)
    if _ENDED.search(text):
        return OUT, 0.7
    for sentence in _sentences(text):
        if _APPROVED.search(sentence) and not _NOT_YET.search(sentence):
            return APPROVED, 0.95
    return TARGETED, 0.9 if text else 0.6


def cut_off_in(status: str) -> CutOff | None:
    """The last day for its approval that a status states."""
    found = _CUT_OFF.search(one_line(status))
    if not found:
        return None
    label = one_line(found[1] or found[2])
    day = read_date(label).day
    if day is None:
        return None
    sentence = next((one for one in _sentences(one_line(status)) if label in one), "")
    return CutOff(day.isoformat(), label, tuple(one.ref for one in modifications_in(sentence)))


def next_step_in(status: str) -> tuple[str, str]:
    """The sentence of a status that says what comes next, and when, as written; both empty if it says nothing."""
    for sentence in _sentences(one_line(status)):
        if _STEP.search(sentence):
            when = _WHEN.search(sentence)
            return _short(sentence), when[1] if when else ""
    return "", ""


def _short(sentence: str) -> str:
    text = sentence.rstrip(".")
    if len(text) <= LONGEST_STEP:
        return text
    return text[: LONGEST_STEP - 1].rpartition(" ")[0] + "…"


def _sentences(text: str) -> Iterator[str]:
    yield from _SENTENCE.split(text)
