"""The steps that a timetable row stands for, and the body responsible: read from its text once, when it is entered.

The row stores both as keys (`steps`, `body`), which people can correct on its page. A row may stand for several steps.
When a step of testing or acceptance is completed, its day becomes the actual date of the row.
"""

import re
from collections.abc import Collection, Iterable

from django.db import models


class Step(models.TextChoices):
    BASELINE_SYSTEM = "baseline_system", "The scope that affects the DCC’s systems is baselined"
    BASELINE_FULL = "baseline_full", "The full scope is baselined"
    BASELINE = "baseline", "The only baseline of a release without system impact"
    DRAFT_TAD = "draft_tad", "The DCC submits the draft TAD"
    DRAFT_TAD_VIEW = "draft_tad_view", "The TAG gives its view on the draft TAD"
    TAD_CONSULTATION = "tad_consultation", "The DCC consults on the draft TAD"
    TAD = "tad", "The DCC submits the updated TAD"
    TAD_VIEW = "tad_view", "The TAG recommends on the updated TAD"
    TAD_DECISION = "tad_decision", "The TAD is reviewed"
    SIT = "sit", "The DCC submits the SIT Completion Report"
    SIT_VIEW = "sit_view", "The TAG recommends on the SIT Completion Report"
    SIT_DECISION = "sit_decision", "The SIT Completion Report is approved"
    REGRESSION_PLANS = "regression_plans", "The Test Participants’ regression testing plans are due"
    REGRESSION_RESULTS = "regression_results", "The Test Participants’ regression testing results are due"
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


def _in_order(*words: str) -> str:
    """A pattern for the words in this order on one line. Atomic groups avoid backtracking on lines that repeat the
    first word.
    """
    return "".join(rf"(?>.*?\b{word}\b)" for word in words)


def _both(one: str, other: str) -> str:
    """A pattern for two words on one line, in either order."""
    return rf"(?=(?>.*?\b{one}\b))(?=(?>.*?\b{other}\b))"


_DCC_SUBMITS, _TAG_REVIEWS = r"\Adcc submits", ("tag", "reviews?")
_CRITERIA_OR_EVIDENCE = "(?:criteria|evidence)"
_OF_ALL = "(?>.*?(?:all|the) acceptance criteria)"
_NOT_OF_ANOTHER_BODY = (
    r"\A(?!(?:sec )?(?:dcc|tag|ssc|csc|tabasc|panel|secas|operations group|change board|authority|ofgem)\b)"
)
"""The due days of Test Participants, and not what another body does with what they give."""
_FULL_SCOPE = "(?:non-(?:dcc )?system-impacting|the full|other modifications)"
_BASELINE = re.compile(r"\bbaselines?\b")
"""The only baseline of a release is named without a scope."""
PATTERNS: dict[Step, re.Pattern[str]] = {
    step: re.compile(f"^{pattern}", re.MULTILINE)
    for step, pattern in {
        Step.BASELINE_SYSTEM: _in_order("baselines?", "for (?:dcc )?system-impacting"),
        Step.BASELINE_FULL: _in_order("baselines?", _FULL_SCOPE),
        Step.DRAFT_TAD: _in_order(_DCC_SUBMITS, "draft", "tad"),
        Step.DRAFT_TAD_VIEW: _in_order(*_TAG_REVIEWS, "draft", "tad"),
        Step.TAD_CONSULTATION: _in_order("consults?", "tad"),
        Step.TAD: _in_order(_DCC_SUBMITS, "updated", "tad"),
        Step.TAD_VIEW: _in_order(*_TAG_REVIEWS, "updated", "tad"),
        Step.TAD_DECISION: _in_order(r"\Apanel reviews", "tad"),
        Step.SIT: _in_order(_DCC_SUBMITS, r"sit completion report\w*"),
        Step.SIT_VIEW: _in_order(*_TAG_REVIEWS, r"sit completion report\w*"),
        Step.SIT_DECISION: _in_order(r"\Apanel approves", r"sit completion report\w*"),
        Step.REGRESSION_PLANS: f"{_NOT_OF_ANOTHER_BODY}{_both('regression', 'plans?')}",
        Step.REGRESSION_RESULTS: f"{_NOT_OF_ANOTHER_BODY}{_both('regression', 'results?')}",
        Step.UIT: _in_order(_DCC_SUBMITS, r"uit completion report\w*"),
        Step.UIT_VIEW: _in_order(*_TAG_REVIEWS, r"uit completion report\w*"),
        Step.UIT_DECISION: _in_order(r"\Apanel approves", r"uit completion report\w*"),
        Step.EVIDENCE_TESTING: f"{_in_order('evidence')}(?:{_in_order('testing', 'criteria')}|{_OF_ALL})",
        Step.EVIDENCE_OPERATIONAL: f"{_in_order('evidence')}(?:{_in_order('operational', 'criteria')}|{_OF_ALL})",
        Step.EVIDENCE_SECURITY: f"{_in_order('evidence')}(?:{_in_order('security', 'criteria')}|{_OF_ALL})",
        Step.RECOMMEND_TAG: f"{_in_order(*_TAG_REVIEWS)}(?:{_in_order('testing', 'criteria')}|{_in_order('evidence')})",
        Step.RECOMMEND_OPERATIONS: _in_order("operations group", "reviews?", _CRITERIA_OR_EVIDENCE),
        Step.RECOMMEND_SSC: _in_order("ssc", "reviews?", _CRITERIA_OR_EVIDENCE),
        Step.GO: _in_order("go/no-go"),
    }.items()
}

SYSTEM, FULL = "system", "full"
_OF_SYSTEM, _OF_FULL = frozenset({Step.BASELINE_SYSTEM}), frozenset({Step.BASELINE_FULL})
BASELINES = {SYSTEM: (12, _OF_SYSTEM), FULL: (6, _OF_FULL)}
"""The two baselines: how many months before the go-live each is due, and the steps of its row. The field's rule."""
ONE_BASELINE = {FULL: (6, _OF_FULL | {Step.BASELINE})}
BASELINE_STEPS = _OF_SYSTEM | ONE_BASELINE[FULL][1]


def baselines_of(is_system: bool, steps: Iterable[Collection[str]]) -> dict[str, tuple[int, frozenset[Step]]]:
    """The baselines of a timetable, as BASELINES: both, or only the full one if the release is document-only and no row
    stands for the first.
    """
    return BASELINES if is_system or any(Step.BASELINE_SYSTEM in of_row for of_row in steps) else ONE_BASELINE


SUBJECTS = {
    "operations-group": r"operations group",
    "change-board": r"change board",
    "panel": r"panel",
    "authority": r"authority|ofgem",
    "tabasc": r"tabasc",
    "secas": r"secas",
    "tag": r"tag",
    "ssc": r"ssc",
    "csc": r"csc",
    "dcc": r"dcc|uit|sit|pit",
    "parties": r"test participants|parties|users|suppliers",
}


def acting_body(event: str) -> str:
    """Key of the body responsible for an event: the one that the event begins with, or else SECAS."""
    text = event.lower().removeprefix("the ").removeprefix("sec ")
    found = (key for key, names in SUBJECTS.items() if re.match(rf"(?:{names})\b", text))
    return next(found, "secas")


def steps_of(event: str) -> list[str]:
    """The steps recognised in the text of an event; people choose others by hand."""
    text = event.lower().replace("’", "'").removeprefix("the ")
    found = [step.value for step, pattern in PATTERNS.items() if pattern.search(text)]
    is_whole = _BASELINE.search(text) and not BASELINE_STEPS.intersection(found)
    return [Step.BASELINE.value, *found] if is_whole else found
