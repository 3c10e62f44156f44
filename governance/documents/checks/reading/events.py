"""What an event of a timetable is, whatever its words: "UIT begins" and "UIT commences" are one event.

The field's stages are Pre-Integration, Systems Integration and User Integration Testing, each with a beginning, an end
and a completion report that the DCC submits, the TAG reviews and the Panel approves. Source: SEC, Section D and the
published timetables of releases.
"""

import re
from enum import StrEnum
from typing import NamedTuple


class Stage(StrEnum):
    PIT = "pit"
    SIT = "sit"
    UIT = "uit"
    TAD = "tad"
    GO_LIVE = "go-live"
    GO_NO_GO = "go/no-go"


class Moment(StrEnum):
    BEGINS = "begins"
    ENDS = "ends"
    SUBMITTED = "submitted"
    REVIEWED = "reviewed"
    APPROVED = "approved"
    THERE = "takes place"
    """Of a decision and a go-live, which have one moment."""


class Event(NamedTuple):
    stage: Stage
    moment: Moment
    is_draft: bool = False
    """Of the TAD, which is submitted and reviewed as a draft first."""


GO_LIVE = Event(Stage.GO_LIVE, Moment.THERE)
_STAGES = {
    Stage.GO_NO_GO: r"go\s?(?:/|-|or)\s?no[- ]?go",
    Stage.GO_LIVE: r"go(?:es|ing)?[- ]?live|implementation (?:date|of the release)|release is implemented",
    Stage.PIT: r"pit|pre-integration testing",
    Stage.SIT: r"sit|systems? integration testing",
    Stage.UIT: r"uit|user integration testing",
    Stage.TAD: r"tad|testing approach document",
}
_GO_LIVE = re.compile(
    r"(?:the )?(?:sec )?(?:[a-z]+ [0-9]{4} )?(?:sec )?(?:release(?:'s)? )?"
    r"(?:go(?:es)?[- ]?live|implementation|is implemented)(?: date| day)?(?: of the release)?\.?"
)
"""The go-live itself, not what only speaks of it: "Panel confirms the go-live date"."""
_STAGE = {stage: re.compile(rf"\b(?:{words})\b") for stage, words in _STAGES.items()}
_BEGINS = re.compile(
    r"\b(?:begin(?:s|ning)?|began|commenc(?:e|es|ed|ing|ement)|start(?:s|ed|ing)?|open(?:s|ed|ing)?|entry)\b"
)
_ENDS = re.compile(
    r"\b(?:end(?:s|ed|ing)?|clos(?:e|es|ed|ing|ure)|complet(?:e|es|ed|ing|ion)|finish(?:es|ed|ing)?|"
    r"conclu(?:de|des|ded|sion)|exit)\b"
)
_REPORT = re.compile(r"\breports?\b")
_SUBMITTED = re.compile(
    r"\b(?:submi(?:t|ts|tted|tting|ssion)|provid(?:e|es|ed)|deliver(?:s|ed)?|issu(?:e|es|ed))\b"
)
_REVIEWED = re.compile(r"\b(?:review(?:s|ed|ing)?|considers?|recommend(?:s|ation)?|views?)\b")
_APPROVED = re.compile(r"\b(?:approv(?:e|es|ed|al)|agree(?:s|d)?|accept(?:s|ed)?|sign(?:s|ed)?[- ]off)\b")
_OTHER = re.compile(r"\b(?:plans?|results?|regression|environment|training)\b")
"""What is about a stage and is none of its moments."""


def read_event(text: str) -> Event | None:
    """The event that the words mean; None for one that is no stage's, or has no one moment."""
    words = " ".join(text.lower().replace("’", "'").split())
    stages = [stage for stage, pattern in _STAGE.items() if pattern.search(words)]
    if not stages:
        return None
    stage = stages[0]
    if stage is Stage.GO_NO_GO or (stage is Stage.GO_LIVE and _GO_LIVE.fullmatch(words)):
        return Event(stage, Moment.THERE) if len(stages) == 1 else None
    if stage is Stage.GO_LIVE:
        return None
    if len(stages) > 1 or _OTHER.search(words):
        return None
    if stage is Stage.TAD or _REPORT.search(words):
        moment = _of_document(words)
        if stage is Stage.TAD and moment is Moment.REVIEWED and "panel" in words:
            moment = Moment.APPROVED  # the Panel's review ends the work on the TAD
    elif _BEGINS.search(words):
        moment = Moment.BEGINS if not _ENDS.search(words) else None
    else:
        moment = Moment.ENDS if _ENDS.search(words) else None
    return Event(stage, moment, is_draft=stage is Stage.TAD and "draft" in words) if moment else None


def _of_document(words: str) -> Moment | None:
    for moment, pattern in (
        (Moment.SUBMITTED, _SUBMITTED),
        (Moment.APPROVED, _APPROVED),
        (Moment.REVIEWED, _REVIEWED),
    ):
        if pattern.search(words):
            return moment
    return None
