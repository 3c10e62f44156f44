"""The Panel's paper of 17 January 2020: June 2020 whole, a smaller November 2020, criteria, and what was decided.

The sentences are ours. No source of the examples holds the Panel's decisions: those here are fictional.
"""

from governance.criteria.operations.standard import draft_standard
from governance.examples.accounts import SECRETARY
from governance.examples.story import REASON, Story, day, decide, person, rendered
from governance.meetings.models import Result
from governance.meetings.operations.meetings import plan_meeting
from governance.papers.models import Paper
from governance.papers.operations.drafting import draft_paper, edit_paper, propose_change
from governance.papers.operations.issuing import issue_paper
from governance.versions.models import RidVersion
from modifications.models.modifications import Part
from modifications.operations.documents import add_change_request
from modifications.operations.register import link_modification
from modifications.queries import find
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from releases.operations.timeline import add_timeline_rows, set_timeline
from secrel.core.changes.operations import AS_STORED, Actor
from secrel.core.models.people import Body

SCOPED, DRAFTED, MEETING = "2019-10-11", "2020-01-10", "2020-01-17"
ITEM, NUMBER = 23, "76"
NOVEMBER = {
    "SECMP0046": ("Allow DNOs to control Electric Vehicle chargers connected to Smart Meter infrastructure", "", "let Distribution Network Operators (DNOs) control the chargers of electric vehicles through smart meters."),
    "SECMP0062": ("Northbound Application Traffic Management – Alert Storm Protection", "2", "tell Users which Alerts were throttled, in the data about the Alerts that are passed on."),
    "SECMP0067": ("Service Request Traffic Management", "", "manage the traffic of Service Requests, so that one User’s peak does not slow the others."),
    "MP093": ("Implementing IRP511 and CRP535 to support GBCS v3.2 devices", "", "support Devices that follow version 3.2 of the GB Companion Specification (GBCS)."),
}  # fmt: skip
LATER = {
    "SECMP0007": ("Firmware updates to IHDs and PPMIDs", "allow the firmware of In-Home Displays (IHDs) and Prepayment Meter Interface Devices (PPMIDs) to be updated remotely."),
    "SECMP0015": ("GPF timestamp for reading instantaneous Gas values", "put a timestamp on gas readings."),
    "SECMP0024": ("Enduring Approach to Communication Hub Firmware Management", "establish an enduring approach to managing the firmware of Communications Hubs."),
    "SECMP0056": ("IHD / PPMID Zigbee Attributes Available on the HAN", "make further attributes available to In-Home Displays (IHDs) and Prepayment Meter Interface Devices (PPMIDs)."),
    "MP078": ("Incorporation of multiple Issue Resolution Proposals into the SEC – Part 2", "bring a further part of resolved issues into the SEC’s technical documents."),
}  # fmt: skip
CHANGE_REQUESTS = {
    "CR1047": "A firmware change of the Communication Service Providers (its title was not published), expected in Q4 2020 without a committed timeline.",
    "CR1057": "A firmware change of the Communication Service Providers (its title was not published), at an advanced stage.",
}  # fmt: skip
PURPOSE = [
    "This paper reports the scope of the Smart Energy Code (SEC) Releases of 2020 and 2021. It asks the Panel to "
    "baseline the Release Implementation Document (RID) of the June 2020 SEC Release again, and to agree the standard "
    "acceptance criteria for SEC Releases.",
]
ROWS = {
    "june-2020/SECMP0062-part-1": "The Panel agreed earlier that it is in this release.",
    **dict.fromkeys(
        (f"june-2020/{ref}" for ref in ("MP079", "MP084", "MP088")),
        "We propose to include it in this release.",
    ),
    **dict.fromkeys(
        (
            "november-2020/SECMP0046",
            "november-2020/SECMP0062-part-2",
            "november-2020/SECMP0067",
            "november-2020/MP093",
        ),
        "We understand at present that it can still be in this release.",
    ),
}
NOTES = {
    "june-2020": [
        "The RID in Appendix A includes these modifications, and lists the DCC’s Change Requests that are planned beside "
        "them. We ask the Panel to baseline it again.",
        "The SEC Release Management Policy sets the scope on the SEC’s documents six months before the go-live. We expect "
        "no more modifications after this meeting. The Panel can still add one where it is necessary or more efficient, "
        "as an exception.",
        "The DCC is looking into several approaches to testing this release. It takes them to the Testing Advisory Group "
        "(TAG) in January.",
    ],
    "november-2020": [
        "We reviewed this scope together with the DCC. After this meeting we update the RID of this release, so that it "
        "shows the smaller scope on the DCC’s systems.",
    ],
    "unsettled": [
        "We reviewed the timelines of these modifications with the DCC. They cannot be delivered in November 2020, and we "
        "do not know yet whether June or November 2021 suits each of them better. The DCC gives two reasons.",
        "1. Two firmware changes of the Communication Service Providers (CSPs), CR1057 and CR1047, come first. CR1057 is "
        "at an advanced stage. CR1047 has no committed timeline and is expected in Q4 2020. The DCC is planning it with "
        "the CSPs, and can then confirm when these modifications follow.",
        "2. Firmware of the CSPs takes much longer to test than changes of the Data Service Provider (DSP) alone. "
        "Experience suggests more cycles of testing. The DCC, SECAS and the Service Providers are looking for ways to "
        "shorten them, above all by finding and correcting defects early.",
        "Once the final Impact Assessments are there, the DCC will question whether development has to wait until CR1057 "
        "is delivered and CR1047 has left Pre-Integration Testing (PIT). It does not expect another answer. It also "
        "assumes that both CSPs deliver these modifications together; otherwise a part might come sooner.",
        "Six other modifications are in Preliminary Assessment or have recently left it, and more are expected. We will say "
        "which of them are candidates for 2021 when the DCC’s lead times are known.",
    ],
}  # fmt: skip
SECTION = {
    "key": "acceptance-criteria",
    "title": "Acceptance criteria for SEC Releases",
    "after": "",
    "paragraphs": [
        "After what we heard about the November 2019 SEC Release, we reviewed the acceptance criteria. Annex 1 has the set "
        "that we propose from now on. It rests on the criteria of the programme that enrolled and adopted SMETS1 meters, "
        "which the Sub-Committees found useful.",
        "The RID has this standard set when it is first baselined, 12 months before the go-live. The set is confirmed as "
        "the scope becomes clearer and the approach to testing is agreed. The Panel approves changes to it when it "
        "baselines the RID again, six months before the go-live.",
        "We ask the Panel to agree the standard set. The criteria in the RID in Appendix A follow it already.",
    ],
}
TEXTS = {
    "scope": "the targeted scope for the June 2020 SEC Release on the SEC documentation",
    "baseline-june-2020": "the June 2020 SEC Release Implementation Document",
    "scope-2": "the proposed scopes for subsequent SEC Releases on the DCC Systems",
    "standard": "the standard acceptance criteria to be used for SEC Releases",
}
WHY = "CR1057 and CR1047 come first."
FICTIONAL = (
    "No source of the examples holds what the Panel decided on 17 January 2020: its decision is an example."
)
MOVED = "Example: the RID of the June 2021 SEC Release of July 2020 has it in its scope."


def load(by: Actor, chair: Actor) -> Paper:
    """Draft, issue and decide on the paper, which presents the RID 1.1 of June 2020; returns it."""
    november = _november(by, chair)
    considered = [
        _coming(by, chair, slot, go_live)
        for slot, go_live in (("june", "2021-06-24"), ("november", "2021-11-04"))
    ]
    _dependencies(by)
    draft_standard(by=by, on=day("2020-01-09"))
    paper = _draft(by, november.release, considered)
    issue_paper(by=by, paper=paper, token=AS_STORED, on=day(DRAFTED))
    rendered(RidVersion.objects.get(release__slug="june-2020", state="presented"))
    for item in paper.items():
        result = Result.BASELINED if item.kind == "baseline" else Result.AGREED
        decide(MEETING, item, result, chair, f"Example: {FICTIONAL}", example_note=FICTIONAL)
    moved = ScopeItem.objects.get(release=november.release, part__modification__reference="SECMP0067")
    november.leave("2020-07-06", moved, "moved", MOVED)
    _end_here(by, november.release)
    return Paper.objects.get(pk=paper.pk)


def _november(by: Actor, chair: Actor) -> Story:
    """November 2020 as it was targeted before. The sources do not say since when, or its go-live date then."""
    story = Story(
        by,
        chair,
        SCOPED,
        slug="november-2020",
        name="November 2020 SEC Release",
        slot="november",
        go_live_on=None,
        profile=Release.Profile.SYSTEM,
    )
    scope = NOVEMBER | {reference: (title, "", text) for reference, (title, text) in LATER.items()}
    for reference, (title, part, description) in scope.items():
        modification = story.register(
            SCOPED, reference, title, "refinement", impacts_dcc_systems=True, parts=[part]
        )
        story.enter(SCOPED, modification, description, part=part, body="panel")
    rows = [("2020-05", "Panel baselines the RID for the other modifications", "")]
    add_timeline_rows(by=by, release=story.release, rows=rows, on=day(SCOPED), reason=REASON)
    return story


def _coming(by: Actor, chair: Actor, slot: str, go_live: str) -> Release:
    """A release of 2021 that is considered. Its own story follows."""
    name = f"{slot.capitalize()} 2021 SEC Release"
    profile = Release.Profile.SYSTEM
    story = Story(
        by,
        chair,
        "2020-01-09",
        slug=f"{slot}-2021",
        name=name,
        slot=slot,
        go_live_on=day(go_live),
        profile=profile,
    )
    return story.release


def _dependencies(by: Actor) -> None:
    on = day("2020-01-09")
    requests = [
        add_change_request(
            by=by,
            reference=reference,
            title="Communication Service Provider firmware",
            description=text,
            on=on,
        )
        for reference, text in CHANGE_REQUESTS.items()
    ]
    for reference in LATER:
        for request in requests:
            link_modification(by=by, modification=find(reference), kind="depends_on", other=request, on=on)


def _end_here(by: Actor, release: Release) -> None:
    """Expect nothing of its timetable, as no source of the examples holds more of it (`sources.py`)."""
    set_timeline(by=by, release=release, rows=[], token=AS_STORED, on=day("2020-07-06"))


def _draft(by: Actor, november: Release, considered: list[Release]) -> Paper:
    panel, common = Body.objects.get(key="panel"), {"by": by, "on": day(DRAFTED)}
    plan_meeting(by=person(SECRETARY), body=panel, on=day(MEETING), number=NUMBER)
    paper = draft_paper(body=panel, meeting_on=day(MEETING), item=ITEM, author="SECAS analyst", **common)
    for reference in LATER:
        paper = propose_change(
            paper=paper,
            do="defer",
            part=Part.objects.get(modification__reference=reference),
            release=november,
            considered=considered,
            ground="dependency",
            reason=WHY,
            recommendation="scope-2",
            token=AS_STORED,
            **common,
        )
    fields = {
        "months": 6,
        "since": SCOPED,
        "purpose": PURPOSE,
        "rows": ROWS,
        "notes": NOTES,
        "sections": [SECTION],
        "texts": TEXTS,
        "dropped": ["note"],
        "attachments": ["june-2020/1.1"],
    }
    return edit_paper(paper=paper, fields=fields, token=AS_STORED, **common)
