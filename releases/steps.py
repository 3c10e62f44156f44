"""Which step of testing and acceptance a row of the timetable stands for: its actual date follows from the step.

Source: DOMAIN 4 (testing deliverables), 6 (the flow of acceptance). A row may stand for several steps.
"""

import re
from collections.abc import Iterable

from django.db import models


class Step(models.TextChoices):
    DRAFT_TAD = "draft_tad", "The DCC submits the draft TAD"
    DRAFT_TAD_VIEW = "draft_tad_view", "The TAG gives its view on the draft TAD"
    TAD_CONSULTATION = "tad_consultation", "The DCC consults on the draft TAD"
    TAD = "tad", "The DCC submits the updated TAD"
    TAD_VIEW = "tad_view", "The TAG recommends on the updated TAD"
    TAD_DECISION = "tad_decision", "The TAD is reviewed"
    SIT = "sit", "The DCC submits the SIT Completion Report"
    SIT_VIEW = "sit_view", "The TAG recommends on the SIT Completion Report"
    SIT_DECISION = "sit_decision", "The SIT Completion Report is approved"
    UIT = "uit", "The DCC submits the UIT Completion Report"
    UIT_VIEW = "uit_view", "The TAG recommends on the UIT Completion Report"
    UIT_DECISION = "uit_decision", "The UIT Completion Report is approved"
    EVIDENCE_TESTING = "evidence_testing", "All testing criteria have evidence"
    EVIDENCE_OPERATIONAL = "evidence_operational", "All operational criteria have evidence"
    EVIDENCE_SECURITY = "evidence_security", "All security criteria have evidence"
    RECOMMEND_TAG = "recommend_tag", "The TAG recommends on the testing criteria"
    RECOMMEND_OPERATIONS = "recommend_operations-group", "The Operations Group recommends on its criteria"
    RECOMMEND_SSC = "recommend_ssc", "The SSC recommends on the security criteria"
    GO = "go", "Go or no-go is decided"


_OF_ALL = r"(?:all|the) acceptance criteria"
PATTERNS: dict[Step, str] = {
    Step.DRAFT_TAD: r"^dcc submits\b.*\bdraft\b.*\btad\b",
    Step.DRAFT_TAD_VIEW: r"\btag\b.*\breviews?\b.*\bdraft\b.*\btad\b",
    Step.TAD_CONSULTATION: r"\bconsults?\b.*\btad\b",
    Step.TAD: r"^dcc submits\b.*\bupdated\b.*\btad\b",
    Step.TAD_VIEW: r"\btag\b.*\breviews?\b.*\bupdated\b.*\btad\b",
    Step.TAD_DECISION: r"^panel reviews\b.*\btad\b",
    Step.SIT: r"^dcc submits\b.*\bsit completion report",
    Step.SIT_VIEW: r"\btag\b.*\breviews?\b.*\bsit completion report",
    Step.SIT_DECISION: r"^panel approves\b.*\bsit completion report",
    Step.UIT: r"^dcc submits\b.*\buit completion report",
    Step.UIT_VIEW: r"\btag\b.*\breviews?\b.*\buit completion report",
    Step.UIT_DECISION: r"^panel approves\b.*\buit completion report",
    Step.EVIDENCE_TESTING: rf"\bevidence\b.*(?:\btesting\b.*\bcriteria\b|{_OF_ALL})",
    Step.EVIDENCE_OPERATIONAL: rf"\bevidence\b.*(?:\boperational\b.*\bcriteria\b|{_OF_ALL})",
    Step.EVIDENCE_SECURITY: rf"\bevidence\b.*(?:\bsecurity\b.*\bcriteria\b|{_OF_ALL})",
    Step.RECOMMEND_TAG: r"\btag\b.*\breviews?\b.*(?:\btesting\b.*\bcriteria\b|\bevidence\b)",
    Step.RECOMMEND_OPERATIONS: r"\boperations group\b.*\breviews?\b.*(?:\bcriteria\b|\bevidence\b)",
    Step.RECOMMEND_SSC: r"\bssc\b.*\breviews?\b.*(?:\bcriteria\b|\bevidence\b)",
    Step.GO: r"\bgo/no-go\b",
}

SYSTEM, FULL = "system", "full"
BASELINES = {
    SYSTEM: (12, re.compile(r"\bbaselines?\b.*\bfor (?:dcc )?system-impacting\b", re.IGNORECASE)),
    FULL: (
        6,
        re.compile(
            r"\bbaselines?\b.*(?:\bnon-(?:dcc )?system-impacting\b|\bthe full\b|\bother modifications\b)",
            re.IGNORECASE,
        ),
    ),
}
"""The two baselines: how many months before the go-live each is due, and the row that stands for it (DOMAIN 4)."""
_ANY_BASELINE = re.compile(r"\bbaselines?\b", re.IGNORECASE)


def baselines_of(is_system: bool, events: Iterable[str]) -> dict[str, tuple[int, re.Pattern[str]]]:
    """The baselines that a timetable has, as BASELINES: both, or one of the whole scope for a release without system
    impact whose timetable does not name the first."""
    if is_system or any(BASELINES[SYSTEM][1].search(event) for event in events):
        return BASELINES
    return {FULL: (BASELINES[FULL][0], _ANY_BASELINE)}


SUBJECTS = {
    "operations-group": r"operations group",
    "change-board": r"change board",
    "panel": r"(?:sec )?panel",
    "authority": r"(?:the )?authority|ofgem",
    "tabasc": r"tabasc",
    "secas": r"secas",
    "tag": r"tag",
    "ssc": r"ssc",
    "csc": r"csc",
    "dcc": r"dcc|uit|sit|pit",
    "parties": r"test participants|parties|users|suppliers",
}


def whose(event: str) -> str:
    """The body that acts in an event, by its key: the one that the event begins with; SECAS for the rest."""
    said = event.lower().removeprefix("the ")
    found = (key for key, names in SUBJECTS.items() if re.match(rf"(?:{names})\b", said))
    return next(found, "secas")


def steps_of(event: str) -> list[str]:
    """The steps that an event names, as timetables word them; what is not recognised is chosen by hand."""
    said = event.lower().replace("’", "'").removeprefix("the ")
    return [step.value for step, pattern in PATTERNS.items() if re.search(pattern, said)]
