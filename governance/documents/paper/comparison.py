"""How two versions of a paper are compared."""

from governance.documents.engine.diff.comparison import Comparison
from governance.documents.engine.diff.found import Found
from governance.documents.engine.diff.phrases import holder
from governance.documents.engine.diff.sentences import yes_or_no
from governance.documents.paper import wording

VALUES = {
    **wording.GROUNDS,
    **wording.BASELINES,
    "aligned": "aligned",
    "moved_for": "moved because of this release",
    "depends_on": "depends on this release",
    "shares_environments": "shares test environments",
    "authority_led": "Authority-led",
    "authority_determined": "Authority-determined",
    "self_governance": "Self-Governance",
    "fast_track": "Fast-Track",
    "panel": "Panel",
    "csc": "CSC",
    "change-board": "Change Board",
    "dcc": "DCC",
    "secas": "SECAS",
    "authority": "Authority",
}


def _body(found: Found, comparison: Comparison) -> str:
    return "the paper is now for another body"


def _release(found: Found, comparison: Comparison) -> str:
    rows = len(found.entry.rows)
    count = f", with {rows} {'modification' if rows == 1 else 'modifications'} in its scope"
    if found.kind == "added":
        return f"the paper now reports on the {found.entry.name}{count}"
    return f"the paper no longer reports on the {found.entry.name}"


def _row(found: Found, comparison: Comparison) -> str:
    does = "is now reported" if found.kind == "added" else "is no longer reported"
    return f"{found.last.name} “{found.entry.title}” {does} in {holder(found.steps[:-1])}"


def _act(found: Found, comparison: Comparison) -> str:
    does = "now follows" if found.kind == "added" else "no longer follows"
    return f"a change for {found.entry.ref} {does} from {holder(found.steps[:-2])}"


COMPARISON = Comparison(
    general="Paper",
    own="releases",
    contents={
        "releases": "Releases",
        "purpose": "Purpose",
        "unsettled": wording.UNSETTLED,
        "sections": "Other sections",
        "recommendations": wording.RECOMMENDATIONS,
        "annexes": "Annexes",
        "attachments": wording.ATTACHMENTS,
    },
    values=VALUES,
    sentences={
        ("PaperMeeting", "body"): _body,
        ("PaperRelease", ""): _release,
        ("PaperRow", ""): _row,
        ("Act", ""): _act,
        ("PaperRow", "impacts_dcc_systems"): yes_or_no(
            "{} is now stated to impact the DCC’s systems",
            "{} is no longer stated to impact the DCC’s systems",
        ),
        ("PaperRelease", "is_new"): yes_or_no(
            "{} is now reported for the first time", "{} is no longer reported as for the first time"
        ),
        ("PaperRelease", "go_live_to_come"): yes_or_no(
            "the paper now says that the go-live of {} is to be set",
            "the paper no longer says that the go-live of {} is to be set",
        ),
        ("PaperStep", "by_then"): yes_or_no(
            "the date of {} is now the latest possible", "the date of {} is no longer the latest possible"
        ),
        ("PaperStep", "decides"): yes_or_no("{} now decides", "{} no longer decides"),
        ("PaperBaseline", "held"): yes_or_no(
            "the baseline of {} is now stated as held", "the baseline of {} is now stated as due"
        ),
        ("ScopeChange", "exception"): yes_or_no(
            "the change for {} is now stated as an exception to a baselined scope",
            "the change for {} is no longer stated as an exception to a baselined scope",
        ),
        ("UnsettledRow", "proposed"): yes_or_no(
            "{} is now proposed by this paper", "{} is no longer proposed by this paper"
        ),
        ("ConsultationText", "late"): yes_or_no(
            "the answer of {} is now marked as late", "the answer of {} is no longer marked as late"
        ),
        ("PaperConsultation", "to_come"): yes_or_no(
            "the result of {} is now to come", "the result of {} is no longer to come"
        ),
    },
)
