"""The timetable that a new release begins with, by its profile. Rules are Working Days (I); dates are set by hand."""

from releases.models import Release
from releases.operations.timeline import PlannedRow

UIT_ENDS = "UIT window closes"
DECISION = "Panel go/no-go decision"
GO_LIVE = PlannedRow("Release go-live", "The changes take effect.", is_go_live=True)


def _rule(event: str, days: int, of: str, notes: str = "") -> PlannedRow:
    return PlannedRow(event, notes, rule_days=days, rule_of=of, follows_rule=True)


SYSTEM = (
    PlannedRow(
        "Panel baselines the RID for system-impacting modifications",
        "Includes modifications that are targeted and not yet approved.",
    ),
    PlannedRow(
        "Panel baselines the RID for the other modifications",
        "Baselines the document again, with the modifications that do not affect DCC systems.",
    ),
    PlannedRow("DCC submits the draft TAD"),
    PlannedRow("TAG reviews the draft TAD"),
    PlannedRow("DCC consults on the draft TAD", "Parties are asked for their comments."),
    PlannedRow(
        "DCC submits the updated TAD", "Takes account of the comments of the TAG and of the consultation."
    ),
    PlannedRow("TAG reviews the updated TAD", "The TAG tells the Panel whether it is fit for use."),
    PlannedRow("Panel reviews the TAD", "It then becomes an annex of the RID."),
    PlannedRow("SIT commences"),
    PlannedRow("DCC submits the SIT Completion Report"),
    PlannedRow(
        "TAG reviews the SIT Completion Report", "The TAG recommends to the Panel whether SIT is complete."
    ),
    PlannedRow("Panel approves the SIT Completion Report"),
    _rule("Test Participants tell the DCC their regression testing plans", -10, "UIT commences"),
    PlannedRow("UIT commences"),
    _rule("Test Participants give the DCC their regression testing results", -5, UIT_ENDS),
    PlannedRow(UIT_ENDS),
    PlannedRow("DCC submits the UIT Completion Report and evidence for the testing criteria"),
    PlannedRow("DCC submits evidence for the operational criteria"),
    PlannedRow(
        "TAG reviews the UIT Completion Report and the testing criteria",
        "The TAG recommends to the Panel whether UIT is complete and the release can go ahead.",
    ),
    PlannedRow(
        "Operations Group reviews the operational criteria",
        "It recommends to the Panel whether the release can go ahead.",
    ),
    PlannedRow("Panel approves the UIT Completion Report"),
    PlannedRow(DECISION, "The Panel decides on the state of the acceptance criteria."),
    GO_LIVE,
)
DOCUMENTS = (
    PlannedRow("Panel baselines the RID", "Includes modifications that are targeted and not yet approved."),
    _rule(
        "Last day for approvals",
        -5,
        "go-live",
        "A targeted modification that is not approved by then leaves the scope.",
    ),
    _rule("SECAS confirms its acceptance criteria", -5, "go-live"),
    GO_LIVE,
)
TIMETABLES: dict[str, tuple[PlannedRow, ...]] = {
    Release.Profile.SYSTEM: SYSTEM,
    Release.Profile.DOCUMENT: DOCUMENTS,
}
