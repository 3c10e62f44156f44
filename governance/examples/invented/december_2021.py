"""An invented release in progress on the day of the examples, 15 October 2021: each kind of user finds something to do.

Everything in it is invented, as its name, its references from MP904 and its meetings numbered from 901 show.
"""

from decimal import Decimal

from costs.operations.cells import CostCellFacts, set_cells
from costs.operations.operational import set_secas_effort
from costs.stages import EXPECTED_STAGES
from governance.examples.accounts import DELIVERY, SECRETARY
from governance.examples.invented import december_around as around
from governance.examples.invented import december_flight as flight
from governance.examples.invented import other_flags, what_if
from governance.examples.story import REASON, Story, day, person, rendered
from governance.meetings.operations.meetings import plan_meeting
from governance.packs.operations.packs import make_pack
from modifications.operations.progress import set_next_steps
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from releases.operations.impacts import SummaryPointFacts, set_summary
from releases.operations.testing import set_annexes
from releases.operations.timeline import PlannedRow, set_timeline
from secrel.core.changes.operations import AS_STORED, Actor
from secrel.core.dates.partial_dates import TO_BE_SET, PartialDate
from secrel.core.models.people import Body
from secrel.core.models.subscriptions import Topic
from secrel.core.notifications.following import subscribe

OPENED, BASELINED, ADDED = "2020-10-16", "2020-11-20", "2021-09-10"
LATELY, PRESENTED, TODAY = "2021-10-04", "2021-10-08", "2021-10-15"
SLUG, NAME = "december-2021", "December 2021 Example Release"
CHANGES = {
    "MP904": ("Clearer answers when a Device is unknown (example)", "implementation", {"path": "self_governance", "impacts_dcc_systems": True}, "have the DCC say why it does not know a Device.", ("suppliers", "dcc"), ["Appendix AD"]),
    "MP905": ("A monthly report on Alerts (example)", "report", {"path": "self_governance", "impacts_dcc_systems": False}, "have the DCC report each month how many Alerts it passed on.", ("suppliers", "dcc"), ["Section H"]),
    "MP906": ("Plain words for the return of Communications Hubs (example)", "report", {"path": "authority_determined", "impacts_dcc_systems": False}, "say in plain words how Communications Hubs are returned.", ("suppliers",), ["Appendix I"]),
    "MP907": ("One form for requests for data (example)", "refinement", {"path": "self_governance", "impacts_dcc_systems": False}, "replace three forms for requests for data by one.", ("other_sec_parties",), ["Section I"]),
    "MP908": ("Earlier notice before a Device is suspended (example)", "report", {"path": "self_governance", "impacts_dcc_systems": False}, "have the DCC give notice two Working Days earlier before it suspends a Device.", ("suppliers", "dcc"), ["Appendix AC"]),
}  # fmt: skip
POINTS = [
    ("suppliers", "", "Suppliers learn why the DCC does not know a Device.", ("MP904",)),
    ("suppliers", "", "Suppliers see each month how many Alerts there were.", ("MP905",)),
    ("suppliers", "", "Suppliers find in plain words how Communications Hubs are returned.", ("MP906",)),
    ("suppliers", "", "Suppliers hear two Working Days earlier that a Device will be suspended.", ("MP908",)),
    ("dcc", "Data Service Provider", "The Data Service Provider gives a reason with each such answer.", ("MP904",)),
    ("dcc", "Reporting", "The DCC makes the monthly report.", ("MP905",)),
    ("dcc", "Operations", "The DCC gives its notice earlier.", ("MP908",)),
]  # fmt: skip
ROWS = [
    ("2020-11-20", "Panel baselines the RID for system-impacting modifications", "More than twelve months before the go-live."),
    ("2021-06-04", "Panel baselines the RID for the other modifications", "Six months before the go-live."),
    ("2021-10-20", "DCC submits evidence for all acceptance criteria", "SECAS submits its own."),
    ("2021-11-09", "TAG, Operations Group and SSC review the evidence", "Each recommends to the Panel."),
    ("2021-11-19", "Panel go/no-go decision", "The Panel decides on the recommendations."),
]  # fmt: skip
LATER_ROWS = [
    ROWS[0],
    ("2021-10-04", "SSC reviews the evidence for the security criteria", "It recommends to the Panel."),
    ("2021-10-08", "DCC submits the SIT Completion Report", "To the TAG."),
    ("2021-10-11", "UIT commences", ""),
    (
        "2021-10-12",
        "Test Participants submit their regression testing plans",
        "Later than usual, as UIT was brought forward.",
    ),
    ("2021-10-13", "DCC submits evidence for the testing criteria", ""),
    (
        "2021-10-15",
        "Panel baselines the RID for the other modifications",
        "Later than six months before the go-live: MP905 and MP906 came late.",
    ),
    ("2021-10-18", "DCC closes the security findings", "Ten Working Days after the review of the SSC."),
    ("2021-10-20", "Test Participants submit their regression testing results", ""),
    ("2021-10-20", "DCC submits evidence for the operational criteria", "SECAS submits its own."),
    ("2021-10-21", "DCC submits the UIT Completion Report", "To the TAG."),
    ("2021-11-09", "TAG and Operations Group review the evidence", "Each recommends to the Panel."),
    ROWS[4],
]
"""From September 2021: the testing is under way."""
BY_RULE = {"DCC closes the security findings": (10, "SSC reviews the evidence for the security criteria")}
STEPS = {
    "MP905": (LATELY, "Change Board vote", "change-board", "2021-10-20"),
    "MP906": (ADDED, "Authority decision", "authority", "2021-10-07"),
    "MP908": (LATELY, "Change Board vote", "change-board", "2021-11-03"),
}
CUT_OFFS = {"MP905": "2021-10-20", "MP906": "2021-10-08", "MP908": "2021-10-29"}
"""One is near on the day of the examples, one passed, and one comes before the decision."""


def load(by: Actor, chair: Actor) -> Release:
    """Baselined once; since then one cut-off passed and one is near, and each body has something to do."""
    story = Story(
        by,
        chair,
        OPENED,
        slug=SLUG,
        name=NAME,
        slot="",
        go_live_on=day("2021-12-09"),
        profile=Release.Profile.SYSTEM,
        change_requests="none",
        other_codes="none",
    )
    items = {"MP904": _enter(story, "MP904", OPENED, status="approved", body="panel")}
    _write(story, items, OPENED)
    draft = story.draft("2020-11-13", "First draft, with MP904, presented to the Panel.")
    story.baseline(BASELINED, story.present("2020-11-13", draft, BASELINED))
    for reference, (on, *step) in STEPS.items():
        items[reference] = _enter(story, reference, ADDED, body="csc", cut_off=CUT_OFFS[reference])
        _expect(by, items[reference], on, *step)
    holiday = flight.mistaken_holiday()
    _write(story, items, ADDED)
    flight.comment_round(story)
    around.act()
    flight.test_with_parties(story.release)
    flight.security(story)
    _enter(story, "MP907", LATELY, status="candidate", reason="There is enough lead time.")
    flight.hand_in(story.release)
    around.consult(by, story.release)
    panel = Body.objects.get(key="panel")
    meeting = plan_meeting(by=person(SECRETARY), body=panel, on=day(TODAY), number="902")
    draft = story.draft(
        PRESENTED, "The testing dates as they are now, and MP907 as a candidate; presented to the Panel."
    )
    presented = rendered(story.present(PRESENTED, draft, TODAY))
    make_pack(by=person(SECRETARY), meeting=meeting, on=day(PRESENTED))
    flight.mend_holiday(holiday)
    flight.permit(story)
    around.draft(by, items["MP906"])
    effort = {"kind": "implementation", "days": Decimal(3), "token": AS_STORED, "reason": REASON}
    set_secas_effort(by=by, release=story.release, on=day("2021-10-13"), **effort)
    flight.second_round(story)
    flight.deliberate(presented)
    flight.propose_cost(story.release)
    other_flags.load(by)
    what_if.load(by)
    for email in ("member@panel.example", DELIVERY):
        subscribe(by=person(email), topic=Topic.RELEASE, value=SLUG, label=NAME, on=day(PRESENTED))
    return Release.objects.get(pk=story.release.pk)


def _enter(story: Story, reference: str, on: str, **scope: str) -> ScopeItem:
    title, stage, facts, description, participants, documents = CHANGES[reference]
    modification = story.register(on, reference, title, stage, **facts)
    item = story.enter(on, modification, description, **scope)
    story.impact(on, item, participants, documents)
    return item


def _expect(by: Actor, item: ScopeItem, on: str, step: str, body: str, expected: str) -> None:
    rows = [(step, Body.objects.get(key=body), expected, False, "")]
    set_next_steps(by=by, modification=item.modification, steps=rows, token=AS_STORED, on=day(on))


def _write(story: Story, items: dict[str, ScopeItem], on: str) -> None:
    """Enter summaries, timetable, costs and criteria, as of a day."""
    common = {"by": story.by, "release": story.release, "token": AS_STORED, "reason": REASON, "on": day(on)}
    points = [
        SummaryPointFacts(
            audience, text, area, (), tuple(items[ref].modification for ref in of if ref in items)
        )
        for audience, area, text, of in POINTS
        if set(of) & set(items)
    ]
    set_summary(points=points, **common)
    rows = [
        PlannedRow(
            event,
            notes,
            PartialDate.parse(when),
            actual=PartialDate.parse(when) if when <= BASELINED < on else TO_BE_SET,
            follows_rule=event in BY_RULE,
            rule_days=BY_RULE.get(event, (None, ""))[0],
            rule_of=BY_RULE.get(event, (None, ""))[1],
        )
        for when, event, notes in (ROWS if on == OPENED else LATER_ROWS)
    ]
    live = PlannedRow("Release go-live", "The changes take effect.", is_go_live=True)
    set_timeline(rows=[*rows, live], **common)
    if on != OPENED:
        return
    cells = [
        CostCellFacts(
            stage, "firm", Decimal(9000), item=items["MP904"], source="Impact Assessment of May 2020"
        )
        for stage in EXPECTED_STAGES
    ]
    set_cells(cells=cells, **common)
    set_annexes(annexes=[("Annex A", "The DCC’s Testing Approach Document (TAD), still to come")], **common)
    set_secas_effort(kind="implementation", days=Decimal(2), **common)
    story.criteria(on)
