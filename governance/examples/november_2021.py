"""November 2021: scope and cut-off dates from the releases update paper of September 2021.

Facts that the paper does not give (impacts, costs, most dates) are still to come in the document.
"""

from governance.examples.story import REASON, Story, day
from modifications.operations.progress import set_next_steps
from releases.models.releases import Release
from releases.operations.timeline import add_timeline_rows
from secrel.core.changes.operations import AS_STORED, Actor
from secrel.core.models.people import Body

PAPER = "2021-09-21"
EXAMPLE_NOTE = "This document is made from a paper to the Change Sub-Committee (CSC) of 21 September 2021."
VOTE = ("Change Board vote", "change-board", "2021-09-29", False)
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
        "2021-10-21",
        "let changes to the SEC take effect with less effort.",
        [VOTE, ("Authority decision", "authority", "2021-10-21", True)],
    ),
    (
        "MP164",
        "November 2021 SEC Release supporting changes",
        "self_governance",
        "",
        "make the changes to the SEC that the release’s other modifications call for.",
        [VOTE],
    ),
    (
        "MP180",
        "Market-wide Half-Hourly Settlement Implementation",
        "authority_determined",
        "2021-10-28",
        "prepare the SEC for market-wide half-hourly settlement.",
        [VOTE, ("Authority decision", "authority", "2021-10-28", True)],
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


def load(by: Actor, chair: Actor) -> Release:
    """Enter the release and issue draft 0.1; returns it."""
    story = Story(
        by,
        chair,
        PAPER,
        slug="november-2021",
        slot="november",
        name="November 2021 SEC Release",
        go_live_on=day("2021-11-04"),
        profile=Release.Profile.SYSTEM,
        additions=[ADDITIONS],
    )
    for reference, title, system, description in APPROVED:
        modification = story.register(PAPER, reference, title, "implementation", impacts_dcc_systems=system)
        story.enter(PAPER, modification, description, status="approved")
    for reference, title, path, cut_off, description, steps in TARGETED:
        modification = story.register(PAPER, reference, title, "report", path=path, impacts_dcc_systems=False)
        story.enter(PAPER, modification, description, cut_off=cut_off)
        bodies = {body.key: body for body in Body.objects.all()}
        rows = [(step, bodies[body], expected, by_then, "") for step, body, expected, by_then in steps]
        set_next_steps(by=by, modification=modification, steps=rows, on=day(PAPER), token=AS_STORED)
    add_timeline_rows(by=by, release=story.release, rows=TIMELINE, on=day(PAPER), reason=REASON)
    story.criteria(PAPER)
    changes = "Scope as reported to the Change Sub-Committee in September 2021."
    story.draft(PAPER, changes, example_note=EXAMPLE_NOTE)
    return story.release
