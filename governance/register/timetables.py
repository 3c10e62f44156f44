"""The initial timetable of a new release, by its profile. Rules count Working Days; other dates are set by hand."""

from dataclasses import replace

from releases.models.releases import Release
from releases.operations.timeline import PlannedRow
from releases.steps import Step

UIT_ENDS = "UIT window closes"
DECISION = "Panel go/no-go decision"


def _row(body: str, event: str, *steps: Step, notes: str = "") -> PlannedRow:
    return PlannedRow(event, notes, steps=tuple(step.value for step in steps), body=body)


def _rule(body: str, event: str, days: int, of: str, *steps: Step, notes: str = "") -> PlannedRow:
    return replace(_row(body, event, *steps, notes=notes), rule_days=days, rule_of=of, follows_rule=True)


GO_LIVE = replace(_row("secas", "Release go-live", notes="The changes take effect."), is_go_live=True)
BASELINES = (
    _row(
        "panel",
        "Panel baselines the RID for system-impacting modifications",
        Step.BASELINE_SYSTEM,
        notes="Includes modifications that are targeted and not yet approved.",
    ),
    _row(
        "panel",
        "Panel baselines the RID for the other modifications",
        Step.BASELINE_FULL,
        notes="Baselines the document again, with the modifications that do not affect DCC systems.",
    ),
)
SYSTEM = (
    *BASELINES,
    _row("dcc", "DCC submits the draft TAD", Step.DRAFT_TAD),
    _row("tag", "TAG reviews the draft TAD", Step.DRAFT_TAD_VIEW),
    _row(
        "dcc",
        "DCC consults on the draft TAD",
        Step.TAD_CONSULTATION,
        notes="Parties are asked for their comments.",
    ),
    _row(
        "dcc",
        "DCC submits the updated TAD",
        Step.TAD,
        notes="Takes account of the comments of the TAG and of the consultation.",
    ),
    _row(
        "tag",
        "TAG reviews the updated TAD",
        Step.TAD_VIEW,
        notes="The TAG tells the Panel whether it is fit for use.",
    ),
    _row("panel", "Panel reviews the TAD", Step.TAD_DECISION, notes="It then becomes an annex of the RID."),
    _row("dcc", "SIT commences"),
    _row("dcc", "DCC submits the SIT Completion Report", Step.SIT),
    _row(
        "tag",
        "TAG reviews the SIT Completion Report",
        Step.SIT_VIEW,
        notes="The TAG recommends to the Panel whether SIT is complete.",
    ),
    _row("panel", "Panel approves the SIT Completion Report", Step.SIT_DECISION),
    _rule(
        "parties",
        "Test Participants tell the DCC their regression testing plans",
        -10,
        "UIT commences",
        Step.REGRESSION_PLANS,
    ),
    _row("dcc", "UIT commences"),
    _rule(
        "parties",
        "Test Participants give the DCC their regression testing results",
        -5,
        UIT_ENDS,
        Step.REGRESSION_RESULTS,
    ),
    _row("dcc", UIT_ENDS),
    _row(
        "dcc",
        "DCC submits the UIT Completion Report and evidence for the testing criteria",
        Step.UIT,
        Step.EVIDENCE_TESTING,
    ),
    _row("dcc", "DCC submits evidence for the operational criteria", Step.EVIDENCE_OPERATIONAL),
    _row("dcc", "DCC submits evidence for the security criteria", Step.EVIDENCE_SECURITY),
    _row(
        "tag",
        "TAG reviews the UIT Completion Report and the testing criteria",
        Step.UIT_VIEW,
        Step.RECOMMEND_TAG,
        notes="The TAG recommends to the Panel whether UIT is complete and the release can go ahead.",
    ),
    _row(
        "operations-group",
        "Operations Group reviews the operational criteria",
        Step.RECOMMEND_OPERATIONS,
        notes="It recommends to the Panel whether the release can go ahead.",
    ),
    _row(
        "ssc",
        "SSC reviews the security criteria",
        Step.RECOMMEND_SSC,
        notes="It recommends to the Panel whether the release can go ahead.",
    ),
    _row("panel", "Panel approves the UIT Completion Report", Step.UIT_DECISION),
    _row("panel", DECISION, Step.GO, notes="The Panel decides on the state of the acceptance criteria."),
    GO_LIVE,
)
DOCUMENTS = (
    *BASELINES,
    _rule(
        "secas",
        "Last day for approvals",
        -5,
        "go-live",
        notes="A targeted modification that is not approved by then leaves the scope.",
    ),
    _rule("secas", "SECAS confirms its acceptance criteria", -5, "go-live"),
    GO_LIVE,
)
TIMETABLES: dict[str, tuple[PlannedRow, ...]] = {
    Release.Profile.SYSTEM: SYSTEM,
    Release.Profile.DOCUMENT: DOCUMENTS,
}
