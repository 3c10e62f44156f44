"""June 2020: five versions up to 1.1; the last adds modifications on documents. `panel_2020` presents it."""

from decimal import Decimal

from costs.models import Basis, CostLine
from costs.operations.cells import CostCellFacts, set_cells
from costs.operations.operational import set_secas_effort
from costs.stages import EXPECTED_STAGES, Stage
from governance.acceptance.operations.criteria import set_criteria
from governance.criteria.queries.standard import standard_criteria
from governance.examples.story import EVERY_PARTY, REASON, Story, day
from modifications.operations.documents import add_change_request
from modifications.operations.progress import request_assessment
from modifications.operations.register import set_solutions
from releases.models.releases import Release
from releases.operations.change_requests import set_change_requests
from releases.operations.impacts import SummaryPointFacts, set_summary
from releases.operations.releases import change_release
from releases.operations.sections import set_notes
from releases.operations.testing import set_annexes
from releases.operations.timeline import add_timeline_rows
from secrel.core.changes.operations import AS_STORED, Actor

EVERYBODY = (*EVERY_PARTY, "dcc")
SYSTEM = {
    "SECMP0053": (
        "Amend Target Response Times for Service Requests Critical to Installation and Commissioning Processes",
        "",
        "shorten the Target Response Times of the Service Requests on which an installation waits.",
        ("suppliers", "dcc"),
        ["Appendix E"],
        ("53572", "26639", "5929", "5510"),
    ),
    "SECMP0062": (
        "Northbound Application Traffic Management – Alert Storm Protection",
        "1",
        "protect the DCC’s systems and their Users from storms of Alerts that one Device issues. This part throttles them; part 2, in a later release, tells Users which Alerts were throttled.",
        EVERYBODY,
        ["Section A", "Section H", "Appendix AB", "Appendix AH"],
        ("964346", "96995", "9359", "17692"),
    ),
}
DOCUMENTS_ONLY = {
    "MP079": (
        "Provisions for withdrawing modifications",
        "let the SEC Panel withdraw a Modification Proposal where the Change Sub-Committee (CSC) and the Working Group see no way forward.",
        EVERYBODY,
        ["Section D"],
    ),
    "MP084": (
        "Other User Panel Seating Amendment",
        "give Other Users a seat on the SEC Panel.",
        ("other_sec_parties",),
        ["Section C"],
    ),
    "MP088": (
        "Power to raise modifications",
        "let SECAS, the SEC Panel and its Sub-Committees raise Draft Proposals too.",
        (),
        ["Section D", "Section G", "Section L"],
    ),
}
SOLUTIONS = [
    ("proposed", "one of the seats of Other SEC Parties is kept for an Other User."),
    ("alternative", "Other Users get a seat of their own beside those of Other SEC Parties."),
]
POINTS = [
    ("suppliers", "", "Suppliers get the answers to Service Requests 6.14.1, 6.14.2 and 7.9 within 30 seconds, where they waited up to 24 hours.", "SECMP0053"),
    ("suppliers", "", "Alerts from a Supplier’s Devices may be throttled once they pass a threshold.", "SECMP0062"),
    ("suppliers", "", "The Panel may withdraw a Supplier’s Modification Proposal.", "MP079"),
    ("electricity_networks", "", "Alerts for Electricity Network Parties may be throttled once they pass a threshold.", "SECMP0062"),
    ("electricity_networks", "", "The Panel may withdraw a Modification Proposal of an Electricity Network Party.", "MP079"),
    ("gas_networks", "", "Alerts for Gas Network Parties may be throttled once they pass a threshold.", "SECMP0062"),
    ("gas_networks", "", "The Panel may withdraw a Modification Proposal of a Gas Network Party.", "MP079"),
    ("other_sec_parties", "", "Alerts for these Parties may be throttled once they pass a threshold.", "SECMP0062"),
    ("other_sec_parties", "", "The Panel may withdraw a Modification Proposal of an Other SEC Party.", "MP079"),
    ("other_sec_parties", "", "Other Users are represented on the Panel.", "MP084"),
    ("dcc", "Communications Service Providers", "The Communications Service Providers ensure that Users receive the answers to Service Requests 6.14.1, 6.14.2 and 7.9 within 30 seconds.", "SECMP0053"),
    ("dcc", "Data Service Provider", "The Data Service Provider throttles Alerts once a Device issues more of one kind than its threshold allows.", "SECMP0062"),
    ("dcc", "Governance", "The Panel may withdraw a Modification Proposal of the DCC.", "MP079"),
]  # fmt: skip
TIMELINE = [
    ("2019-10-11", "Panel baselines the RID for system-impacting modifications", "Includes modifications that are targeted and not yet approved."),
    ("2020-01-17", "Panel baselines the RID for the other modifications", "Baselines the document again, with the modifications that do not affect DCC systems."),
    ("", "DCC submits the draft TAD", ""),
    ("", "TAG reviews the draft TAD", ""),
    ("", "DCC consults on the draft TAD", "Parties are asked for their comments."),
    ("", "DCC submits the updated TAD", "Takes account of the comments of the TAG and of the consultation."),
    ("", "TAG reviews the updated TAD", "The TAG tells the Panel whether it is fit for use."),
    ("", "Panel reviews the TAD", "It then becomes an annex of the RID."),
    ("", "SIT commences", ""),
    ("", "DCC submits the SIT Completion Report", ""),
    ("", "TAG reviews the SIT Completion Report", "The TAG recommends to the Panel whether SIT is complete."),
    ("", "Panel approves the SIT Completion Report", ""),
    ("", "Test Participants tell the DCC their regression testing plans", "At the latest 10 Working Days before UIT begins."),
    ("", "UIT commences", ""),
    ("", "Test Participants give the DCC their regression testing results", "At the latest five Working Days before UIT ends."),
    ("", "UIT window closes", ""),
    ("2020-05-20", "DCC submits the UIT Completion Report and evidence for the testing criteria", ""),
    ("2020-05-26", "DCC submits evidence for the operational criteria", ""),
    ("2020-05-27", "TAG reviews the UIT Completion Report and the testing criteria", "The TAG recommends to the Panel whether UIT is complete and the release can go ahead."),
    ("2020-06-02", "Operations Group reviews the operational criteria", "It recommends to the Panel whether the release can go ahead."),
    ("2020-06-12", "Panel approves the UIT Completion Report", ""),
    ("2020-06-12", "Panel go/no-go decision", "The Panel decides on the state of the acceptance criteria."),
    (None, "Release go-live", "The changes take effect."),
]  # fmt: skip
DOCUMENTS = "It does not impact the DCC’s systems."
ADDITIONS = (
    "No further modification that affects the DCC’s systems is expected. The Panel may still add others to the "
    "scope by exception."
)
SCHEDULED = (
    "The dates assume the meetings as scheduled; sign-off of a document may need a meeting of its own."
)
RECOMMENDED = (
    "The Operations Group and the TAG review the release against these criteria and recommend to the Panel "
    "whether it should go live; the Panel then decides."
)
COMBINED = (
    "The costs of SIT, UIT and implementing to live are those of each modification on its own. A combined "
    "Preliminary Assessment is to give them for the package of modifications and DCC Change Requests, which "
    "then share them."
)
PROVING = "proposes that the DCC proves changes in production, with real meters and other Devices, so that Parties can rely on its systems and network."


def load(by: Actor, chair: Actor) -> Release:
    """Create versions 0.1 to 1.1 of its document history; returns the release."""
    story = Story(
        by,
        chair,
        "2019-05-02",
        slug="june-2020",
        name="June 2020 SEC Release",
        slot="june",
        go_live_on=day("2020-06-25"),
        profile=Release.Profile.SYSTEM,
        other_codes="none",
    )
    items = _system_scope(story)
    _up_to_the_first_baseline(story, items)
    _documents_only(story, items)
    story.draft("2020-01-10", "Updated draft with the modifications on documents, presented to the Panel.")
    return Release.objects.get(pk=story.release.pk)


def _system_scope(story: Story) -> dict:
    items = {}
    for reference, (title, part, description, participants, documents, _) in SYSTEM.items():
        modification = story.register(
            "2019-05-02", reference, title, "refinement", impacts_dcc_systems=True, parts=[part]
        )
        items[reference] = story.enter("2019-05-02", modification, description, part=part, body="panel")
        story.impact("2019-05-02", items[reference], participants, documents)
    return items


def _up_to_the_first_baseline(story: Story, items: dict) -> None:
    by, release = story.by, story.release
    _summaries(story, items, "2019-05-03")
    story.draft(
        "2019-05-09",
        "First draft, issued to the TABASC, the Operations Group and SEC Parties for comment.",
        comment_until=day("2019-06-06"),
    )
    add_timeline_rows(by=by, release=release, rows=TIMELINE, on=day("2019-09-05"), reason=REASON)
    annexes = [("Annex A", "The DCC’s Testing Approach Document (TAD), still to come")]
    set_annexes(by=by, release=release, annexes=annexes, on=day("2019-09-05"), token=AS_STORED, reason=REASON)
    story.draft(
        "2019-09-12",
        "Updated draft, issued to the TABASC, the Operations Group and SEC Parties for comment.",
        comment_until=day("2019-09-26"),
    )
    cells = [
        CostCellFacts(stage, "firm", Decimal(amount), item=items[reference], source="Impact Assessment")
        for reference, (*_, amounts) in SYSTEM.items()
        for stage, amount in zip(EXPECTED_STAGES, amounts, strict=True)
    ]
    set_cells(by=by, release=release, cells=cells, on=day("2019-10-01"), token=AS_STORED, reason=REASON)
    story.approve("2019-10-01", items["SECMP0053"])
    draft = story.draft(
        "2019-10-04",
        "Updated after the comments of the TABASC and the Operations Group; presented to the Panel.",
    )
    story.baseline("2019-10-11", story.present("2019-10-04", draft, "2019-10-11"))


def _documents_only(story: Story, items: dict) -> None:
    by, release = story.by, story.release
    for reference, (title, description, participants, documents) in DOCUMENTS_ONLY.items():
        modification = story.register("2019-12-16", reference, title, "report", impacts_dcc_systems=False)
        items[reference] = story.enter("2019-12-16", modification, description, reason=DOCUMENTS)
        story.impact("2019-12-16", items[reference], participants, documents)
    modification = items["MP084"].modification
    set_solutions(
        by=by,
        modification=modification,
        solutions=SOLUTIONS,
        on=day("2019-12-16"),
        token=AS_STORED,
        reason=REASON,
    )
    _summaries(story, items, "2019-12-17")
    _before_the_second_baseline(story, items)
    proving = add_change_request(
        by=by, reference="CR1088", title="DCC Production Proving", description=PROVING, on=day("2020-01-06")
    )
    set_change_requests(
        by=by,
        release=release,
        rows=[(proving, PROVING)],
        on=day("2020-01-06"),
        token=AS_STORED,
        reason=REASON,
    )
    change_release(
        by=by,
        release=release,
        fields={"change_requests": "items", "additions": [ADDITIONS]},
        token=AS_STORED,
        on=day("2020-01-06"),
        reason=REASON,
    )
    set_secas_effort(
        by=by,
        release=release,
        kind="implementation",
        days=Decimal(2),
        on=day("2020-01-07"),
        token=AS_STORED,
        reason=REASON,
    )
    set_secas_effort(
        by=by,
        release=release,
        kind="project_management",
        days=Decimal(20),
        on=day("2020-01-07"),
        token=AS_STORED,
        reason=REASON,
    )


def _before_the_second_baseline(story: Story, items: dict) -> None:
    """Facts added for the version of January 2020: criteria (none on security yet), operational costs, notes."""
    by, release, on = story.by, story.release, day("2020-01-07")
    rows = [
        (row.category, row.text, row.owner, row.reviewer)
        for row in standard_criteria(release.profile)
        if row.category != "security"
    ]
    set_criteria(by=by, release=release, criteria=rows, on=on, token=AS_STORED, reason=REASON)
    cells = [CostCellFacts(Stage.OPERATIONAL, Basis.NONE, line=CostLine.OPERATIONAL)]
    set_cells(by=by, release=release, cells=cells, on=on, token=AS_STORED, reason=REASON)
    for key, note in (("timeline", SCHEDULED), ("costs", COMBINED), ("acceptance", RECOMMENDED)):
        set_notes(by=by, release=release, key=key, notes=[note], on=on, token=AS_STORED, reason=REASON)
    first, second = items["SECMP0053"].part, items["SECMP0062"].part
    note = "Together with the DCC’s Change Requests."
    request_assessment(by=by, part=first, kind="combined", covers=[second], note=note, on=on)


def _summaries(story: Story, items: dict, on: str) -> None:
    points = [
        SummaryPointFacts(audience, text, area, modifications=(items[reference].modification,))
        for audience, area, text, reference in POINTS
        if reference in items
    ]
    set_summary(by=story.by, release=story.release, points=points, on=day(on), token=AS_STORED, reason=REASON)
