"""February, June and November 2022, from a paper of September 2021."""

from governance.examples.story import REASON, Story, day
from modifications.operations.progress import request_assessment, set_next_steps
from modifications.queries import find
from releases.models.releases import Release
from releases.operations.releases import change_release
from releases.operations.timeline import add_neighbour, add_timeline_rows, set_programme
from secrel.core.changes.operations import AS_STORED, Actor
from secrel.core.models.people import Body

PAPER = "2021-09-21"
JUNE_NOTE = (
    "This document is made from a paper of 21 September 2021, which gives the scope and says that the Panel baselined "
    "it. The Panel’s own document is no source of the examples."
)
ADDITIONS = (
    "No further modification is expected. The Change Sub-Committee (CSC) may add one by exception where it is "
    "necessary or more efficient."
)
CSC, VOTE, GROUP = (
    ("Modification Report to the CSC", "csc"),
    ("Change Board vote", "change-board"),
    ("Working Group", ""),
)
FEBRUARY = [
    ("MP109", "ADT and Exit Quarantine file delivery mechanism", "deliver the files of Anomaly Detection Thresholds (ADT) and of exits from quarantine in another way.", [(*CSC, "2021-10")]),
    ("MP116", "Service Request Forecasting", "improve how Users forecast their Service Requests.", [("DCC amends its guidance", "dcc", ""), (*CSC, "2021-10")]),
    ("MP121", "Commissioning non-commissioned Devices after CoS", "set out how Devices are commissioned that had not been when the Supplier changed.", [(*VOTE, "2021-09-29")]),
    ("MP128B", "Incorrect Gas Network Operator Certificates", "correct Certificates that name the wrong Gas Network Operator.", [(*CSC, "2021-09"), ("Modification Report Consultation", "", ""), (*VOTE, "2021-10-27")]),
    ("MP159", "Credit Cover Review", "review the credit cover that Parties provide.", [(*GROUP, "2021-10"), ("Refinement Consultation", "", ""), (*CSC, "2021-12")]),
    ("MP167", "Review of SEC documents", "correct and clarify documents of the SEC.", [(*GROUP, "2021-10"), ("Refinement Consultation", "", ""), (*CSC, "2021-12")]),
    ("DP173", "SMKI & DCCKI Document Set reviews", "make the changes that the reviews of the document sets called for.", [("Legal text with the Proposer", "secas", ""), ("Refinement Consultation", "", ""), (*CSC, "2021-11")]),
]  # fmt: skip
SELF_GOVERNANCE = ("MP121", "MP128B")
"""The paper states the path of these."""
JUNE = [
    ("SECMP0015", "GPF timestamp for reading instantaneous Gas values", "DUIS and MMC changes only", "bring the timestamp of gas readings into the DCC User Interface Specification (DUIS) and the Message Mapping Catalogue (MMC). The rest of it follows in November 2022."),
    ("SECMP0024", "Enduring Approach to Communication Hub Firmware Management", "", "establish an enduring approach to managing the firmware of Communications Hubs."),
    ("MP104", "Security Improvements", "", "make improvements to security."),
]  # fmt: skip
NOVEMBER_APPROVED = [
    ("SECMP0015", "GPF timestamp for reading instantaneous Gas values", "All but the DUIS and MMC changes", "put a timestamp on gas readings in the DCC’s systems and in the other documents."),
    ("SECMP0056", "IHD / PPMID Zigbee Attributes Available on the HAN", "", "make further attributes available to In-Home Displays (IHDs) and Prepayment Meter Interface Devices (PPMIDs)."),
    ("MP099", "Incorporation of multiple Issue Resolution Proposals into the SEC – Batch 4", "", "bring a fourth batch of resolved issues into the SEC’s technical documents."),
]  # fmt: skip
NOVEMBER_TARGETED = [
    ("MP078", "Incorporation of multiple Issue Resolution Proposals into the SEC – Part 2", "bring a further part of resolved issues into the SEC’s technical documents.", True),
    ("MP107", "SMETS1 Validation of SRV 6.15.1", "validate Service Request 6.15.1 for SMETS1 Devices.", False),
    ("MP140", "CH Stock Transfer", "let Suppliers pass on their stock of Communications Hubs (CHs).", True),
    ("MP141", "SRV Visibility for Devices on SSI", "show on the Self Service Interface which Service Requests a Device supports.", True),
]  # fmt: skip


def load(by: Actor, chair: Actor) -> list[Release]:
    return [_february(by, chair), _june(by, chair), _november(by, chair)]


def _open(by: Actor, chair: Actor, slot: str, go_live: str, profile: str, on: str) -> Story:
    return Story(
        by,
        chair,
        on,
        slug=f"{slot}-2022",
        name=f"{slot.capitalize()} 2022 SEC Release",
        slot=slot,
        go_live_on=day(go_live),
        profile=profile,
    )


def _steps(by: Actor, reference: str, steps: list[tuple[str, str, str]]) -> None:
    bodies = {body.key: body for body in Body.objects.all()}
    rows = [(step, bodies.get(body), expected, False, "") for step, body, expected in steps]
    set_next_steps(by=by, modification=find(reference), steps=rows, on=day(PAPER), token=AS_STORED)


def _february(by: Actor, chair: Actor) -> Release:
    story = _open(by, chair, "february", "2022-02-24", Release.Profile.DOCUMENT, "2021-07-20")
    for reference, title, description, steps in FEBRUARY:
        on, path = "2021-07-20", "self_governance" if reference in SELF_GOVERNANCE else ""
        scope = {"body": "csc"}
        if reference == "MP128B":  # the paper proposes it
            reason = "There is enough lead time, and Parties gain from having it early."
            on, scope = PAPER, {"status": "candidate", "reason": reason}
        facts = {"path": path, "impacts_dcc_systems": False}
        modification = story.register(on, reference, title, "refinement", **facts)
        story.enter(on, modification, description, **scope)
        _steps(by, reference, steps)
    returns = story.register(
        "2021-07-20", "MP154", "CH Returns SLA Amendment", "refinement", impacts_dcc_systems=True
    )
    story.enter("2021-07-20", returns, "change how soon returned Communications Hubs (CHs) are dealt with.")
    rows = [(None, "Release go-live", "The changes take effect.")]
    add_timeline_rows(by=by, release=story.release, rows=rows, on=day("2021-07-20"), reason=REASON)
    change_release(
        by=by,
        release=story.release,
        fields={"additions": [ADDITIONS]},
        token=AS_STORED,
        on=day(PAPER),
        reason=REASON,
    )
    return story.release


def _june(by: Actor, chair: Actor) -> Release:
    story = _open(by, chair, "june", "2022-06-30", Release.Profile.SYSTEM, "2021-05-20")
    for reference, title, part, description in JUNE:
        modification = story.register(
            "2021-05-20", reference, title, "implementation", impacts_dcc_systems=True, parts=[part]
        )
        story.enter("2021-05-20", modification, description, part=part, status="approved", body="panel")
    ecos = set_programme(
        by=by, slug="ecos", name="Enduring Change of Supplier (ECoS)", owner="DCC", go_live="2022-06"
    )
    note = "Both change the DUIS; one date means one change for Users."
    add_neighbour(by=by, release=story.release, programme=ecos, kind="aligned", note=note, reason=REASON)
    rows = [
        (
            "2021-06-18",
            "Panel baselines the RID for system-impacting modifications",
            "Covers the modifications that affect the DCC’s systems.",
        ),
        (
            "2021-12",
            "Panel baselines the RID for the other modifications",
            "Further modifications of this kind can still be added.",
        ),
        ("", "Panel go/no-go decision", ""),
        (None, "Release go-live", "The changes take effect."),
    ]
    add_timeline_rows(by=by, release=story.release, rows=rows, on=day("2021-05-21"), reason=REASON)
    story.criteria("2021-06-10")
    draft = story.draft("2021-06-11", "First draft, presented to the Panel.", example_note=JUNE_NOTE)
    story.baseline("2021-06-18", story.present("2021-06-11", draft, "2021-06-18"))
    return story.release


def _november(by: Actor, chair: Actor) -> Release:
    story = _open(by, chair, "november", "2022-11-03", Release.Profile.SYSTEM, "2021-08-20")
    for reference, title, part, description in NOVEMBER_APPROVED:
        modification = story.register(
            "2021-08-20", reference, title, "implementation", impacts_dcc_systems=True, parts=[part]
        )
        story.enter("2021-08-20", modification, description, part=part, status="approved", body="panel")
    for reference, title, description, assessed in NOVEMBER_TARGETED:
        modification = story.register("2021-08-20", reference, title, "refinement", impacts_dcc_systems=True)
        item = story.enter("2021-08-20", modification, description, body="csc")
        if assessed:
            revised = (
                "The DCC challenges a Service Provider’s costs; a new date is to come."
                if reference == "MP078"
                else ""
            )
            request_assessment(by=by, part=item.part, kind="impact", note=revised, on=day(PAPER))
            _steps(by, reference, [("Impact Assessment from the DCC", "dcc", ""), (*CSC, "2021-11")])
    _steps(by, "MP107", [("Proposer decides which solution goes on", "", ""), (*CSC, "")])
    rows = [
        ("2021-11", "Panel baselines the RID for system-impacting modifications", ""),
        (None, "Release go-live", "The changes take effect."),
    ]
    add_timeline_rows(by=by, release=story.release, rows=rows, on=day("2021-08-20"), reason=REASON)
    return story.release
