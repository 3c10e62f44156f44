"""November 2021 as the releases update paper of September 2021 tells it: scope and cut-off dates.

What the paper does not tell (impacts, costs, most dates) is to come, and the document says so.
"""

from datetime import date

from governance.operations.acceptance import copy_standard_criteria
from governance.operations.versions import issue_draft
from modifications.operations.register import register_modification
from releases.models import Release
from releases.operations.releases import create_release
from releases.operations.scope import add_to_scope
from releases.operations.timeline import add_timeline_rows
from secrel.core.changes import Actor

PAPER = date(2021, 9, 21)
APPROVED = [
    (
        "SECMP0007",
        "Firmware updates to IHDs and PPMIDs",
        True,
        "allow the firmware of In-Home Displays (IHDs) and Prepayment Meter Interface Devices (PPMIDs) to be updated remotely.",
    ),
    ("MP077", "DCC Service Flagging", True, "have the DCC show whether it serves a metering point."),
    (
        "MP090",
        "Incorporation of Non GBCS Non-Mandated Alerts into the SEC",
        True,
        "bring Alerts that the GB Companion Specification (GBCS) neither defines nor mandates into the SEC.",
    ),
    (
        "MP105",
        "Sending SR11.2 to Devices in Suspended State",
        True,
        "allow Service Request 11.2 to be sent to a Device that is suspended.",
    ),
    (
        "MP138",
        "DCC Service Testing in ETAD",
        False,
        "set out the DCC’s service testing in the Enduring Testing Approach Document (ETAD).",
    ),
    ("MP150", "Removing Table 28c from the GBCS", False, "remove Table 28c from the GBCS."),
    (
        "MP157",
        "Removal of DUIS v1.0 and v2.0",
        False,
        "withdraw versions 1.0 and 2.0 of the DCC User Interface Specification (DUIS).",
    ),
    (
        "MP158",
        "Incorporation of multiple Issue Resolution Proposals into the SEC – Batch 5",
        False,
        "bring a fifth batch of resolved issues into the SEC’s technical documents.",
    ),
]
TARGETED = [
    (
        "MP149",
        "Effecting Changes to the Smart Energy Code efficiently",
        "authority_determined",
        date(2021, 10, 21),
        "let changes to the SEC take effect with less effort.",
    ),
    (
        "MP164",
        "November 2021 SEC Release supporting changes",
        "self_governance",
        None,
        "make the changes to the SEC that the release’s other modifications call for.",
    ),
    (
        "MP180",
        "Market-wide Half-Hourly Settlement Implementation",
        "authority_determined",
        date(2021, 10, 28),
        "prepare the SEC for market-wide half-hourly settlement.",
    ),
]
TIMELINE = [
    (
        "2021-09-29",
        "Change Board votes on MP149, MP164 and MP180",
        "MP149 and MP180 then go to the Authority.",
    ),
    ("", "DCC submits evidence against the acceptance criteria", ""),
    ("", "TAG, Operations Group and SSC review the evidence", "Each recommends to the Panel."),
    ("", "Panel go/no-go decision", "The Panel decides on the recommendations."),
    (None, "Release go-live", "The changes take effect."),
]
ADDITIONS = (
    "No further modification is expected. The Change Sub-Committee (CSC) may add one by exception where it is "
    "necessary or more efficient."
)


def load(by: Actor) -> Release:
    """Enter the release and issue draft 0.1; returns it."""
    release = create_release(
        by=by,
        slug="november-2021",
        name="November 2021 SEC Release",
        go_live_on=date(2021, 11, 4),
        profile=Release.Profile.SYSTEM,
        additions=[ADDITIONS],
        on=PAPER,
    )
    for reference, title, system, description in APPROVED:
        modification = register_modification(
            by=by,
            reference=reference,
            title=title,
            stage="implementation",
            impacts_dcc_systems=system,
            on=PAPER,
        )
        add_to_scope(
            by=by,
            release=release,
            part=modification.parts.get(),
            status="approved",
            description=description,
            on=PAPER,
        )
    for reference, title, path, cut_off_on, description in TARGETED:
        modification = register_modification(
            by=by,
            reference=reference,
            title=title,
            stage="report",
            path=path,
            impacts_dcc_systems=False,
            on=PAPER,
        )
        add_to_scope(
            by=by,
            release=release,
            part=modification.parts.get(),
            status="targeted",
            description=description,
            cut_off_on=cut_off_on,
            on=PAPER,
        )
    add_timeline_rows(by=by, release=release, rows=TIMELINE, on=PAPER)
    copy_standard_criteria(by=by, release=release, on=PAPER)
    issue_draft(
        by=by,
        release=release,
        changes="Scope as reported to the Change Sub-Committee in September 2021.",
        on=PAPER,
    )
    return release
