"""An invented release from its first draft to its go-live, complete and without contradictions."""

from decimal import Decimal

from costs.operations.cells import CostCellFacts, set_cells
from costs.operations.operational import set_secas_effort
from costs.stages import EXPECTED_STAGES
from governance.examples.invented import regression_2021
from governance.examples.story import REASON, Story, day
from modifications.operations.register import link_modification, set_solutions
from releases.models.releases import Release
from releases.operations.impacts import SummaryPointFacts, set_summary
from releases.operations.releases import change_release
from releases.operations.testing import set_annexes, set_test_strategy
from releases.operations.timeline import PlannedRow, set_timeline
from secrel.core.changes.operations import AS_STORED, Actor
from secrel.core.dates.partial_dates import TO_BE_SET, PartialDate

OPENED, FIRST, SECOND = "2019-12-02", "2020-02-14", "2020-08-14"
CHANGES = {
    "MP901": ("Faster answers to readings of the register", "implementation", True, "shorten the time in which the DCC answers a request for a register’s reading.", ("suppliers", "dcc"), ["Appendix E", "Appendix AD"], ("42000", "18000", "6000", "4000")),
    "MP902": ("Alerts when a Device loses its tariff", "implementation", True, "have a Device send an Alert when its tariff is lost.", ("suppliers", "electricity_networks", "gas_networks", "dcc"), ["Schedule 8", "Appendix AF"], ("120500", "44000", "12500", "8000")),
    "MP903": ("Plain words for the rights of Other Users", "implementation", False, "say in plain words what Other Users may ask of the DCC.", ("other_sec_parties",), ["Section H"], ()),
}  # fmt: skip
SOLUTIONS = [
    ("proposed", "The Device sends the Alert by itself."),
    ("alternative", "The Data Service Provider asks each Device for its tariff once a day."),
]
POINTS = [
    ("suppliers", "", "Suppliers get readings sooner, and an Alert when a tariff is lost:", ("Answers come within 30 seconds.", "The Alert comes within an hour."), ("MP901", "MP902")),
    ("electricity_networks", "", "The Alert shows Electricity Network Parties which meters run without a tariff.", (), ("MP902",)),
    ("gas_networks", "", "The Alert shows Gas Network Parties which meters run without a tariff.", (), ("MP902",)),
    ("other_sec_parties", "", "Other Users find their rights in one place.", (), ("MP903",)),
    ("dcc", "Data Service Provider", "The Data Service Provider answers sooner and passes on the new Alert.", (), ("MP901", "MP902")),
]  # fmt: skip
ROWS = [
    ("2020-02-14", "Panel baselines the RID for system-impacting modifications", "Twelve months before the go-live."),
    ("2020-03-06", "DCC submits the draft TAD", ""),
    ("2020-03-25", "TAG reviews the draft TAD", "The TAG gives its view."),
    ("2020-04-24", "DCC submits the updated TAD", "Takes account of the comments of the TAG and of Parties."),
    ("2020-05-15", "Panel reviews the TAD", "It becomes Annex A."),
    ("2020-08-14", "Panel baselines the RID for the other modifications", "Six months before the go-live."),
    ("2020-09-07", "SIT commences", ""),
    ("2020-11-06", "DCC submits the SIT Completion Report", ""),
    ("2020-11-25", "TAG reviews the SIT Completion Report", "The TAG recommends to the Panel."),
    ("2020-12-11", "Panel approves the SIT Completion Report", ""),
    ("2020-12-14", "UIT commences", ""),
    ("2021-01-15", "UIT window closes", ""),
    ("2021-01-22", "DCC submits evidence for all acceptance criteria", ""),
    ("2021-02-02", "TAG, Operations Group and SSC review the evidence", "Each recommends to the Panel."),
    ("2021-02-12", "Panel go/no-go decision", "The Panel decides on the recommendations."),
]  # fmt: skip


def load(by: Actor, chair: Actor, *, with_participants: bool = True) -> Release:
    """Create the release with its whole history; returns it. The version before had no Test Participants."""
    story = Story(
        by,
        chair,
        OPENED,
        slug="february-2021",
        name="February 2021 Example Release",
        slot="february",
        go_live_on=day("2021-02-25"),
        profile=Release.Profile.SYSTEM,
        change_requests="none",
        other_codes="none",
    )
    items = {reference: _enter(story, reference) for reference in ("MP901", "MP902")}
    set_solutions(
        by=by,
        modification=items["MP902"].modification,
        solutions=SOLUTIONS,
        approved=1,
        on=day(OPENED),
        token=AS_STORED,
        reason=REASON,
    )
    _write(story, items, OPENED)
    draft = story.draft("2020-02-07", "First draft, presented to the Panel.")
    story.baseline(FIRST, story.present("2020-02-07", draft, FIRST))
    items["MP903"] = _enter(story, "MP903", "2020-07-20")
    supports = {"modification": items["MP903"].modification, "other": items["MP901"].modification}
    link_modification(
        by=by, kind="supports", note="Other Users read registers too.", on=day("2020-07-20"), **supports
    )
    _write(story, items, "2020-07-21", took_place_by="2020-05-15")
    additions = ["The scope is complete; no further modification will be added."]
    change_release(
        by=by,
        release=story.release,
        fields={"additions": additions},
        token=AS_STORED,
        on=day("2020-07-21"),
        reason=REASON,
    )
    draft = story.draft("2020-08-07", "MP903, which is approved, added; presented to the Panel.")
    story.baseline(SECOND, story.present("2020-08-07", draft, SECOND))
    if with_participants:
        regression_2021.declare(story.release)
    story.evidence("2021-01-22")
    story.review("2021-02-02")
    story.recommend("2021-02-02")
    _write(story, items, "2021-02-12", took_place_by="2021-02-12")
    story.go("2021-02-12")
    story.issue("2021-02-15", "The steps up to the go/no-go decision have taken place.")
    story.go_live("2021-02-25")
    story.issue("2021-02-26", "The release went live.")
    return Release.objects.get(pk=story.release.pk)


def _enter(story: Story, reference: str, on: str = OPENED):
    title, stage, system, description, participants, documents, _ = CHANGES[reference]
    modification = story.register(
        on, reference, title, stage, path="self_governance", impacts_dcc_systems=system
    )
    item = story.enter(on, modification, description, status="approved", body="panel")
    story.impact(on, item, participants, documents)
    return item


def _write(story: Story, items: dict, on: str, took_place_by: str = "") -> None:
    """Enter everything but the scope, as of a day."""
    common = {"by": story.by, "release": story.release, "token": AS_STORED, "reason": REASON, "on": day(on)}
    points = [
        SummaryPointFacts(
            audience, text, area, sub, tuple(items[ref].modification for ref in of if ref in items)
        )
        for audience, area, text, sub, of in POINTS
        if set(of) & set(items)
    ]
    set_summary(points=points, **common)
    rows = [
        PlannedRow(
            event,
            notes,
            PartialDate.parse(when),
            actual=PartialDate.parse(when) if when <= took_place_by else TO_BE_SET,
        )
        for when, event, notes in ROWS
    ]
    set_timeline(
        rows=[*rows, PlannedRow("Release go-live", "The changes take effect.", is_go_live=True)], **common
    )
    if took_place_by:
        annexes = [("Annex A", "The DCC’s Testing Approach Document (TAD)")]
        set_annexes(annexes=annexes, **common)
        return
    set_annexes(annexes=[("Annex A", "The DCC’s Testing Approach Document (TAD), still to come")], **common)
    approach = ["The DCC tests in two cycles of Systems Integration Testing (SIT)."]
    users = ["Users test in one window of User Integration Testing (UIT), which the DCC supports."]
    set_test_strategy(dcc_approach=approach, user_approach=users, **common)
    cells = [
        CostCellFacts(
            stage, "firm", Decimal(amount), item=items[reference], source="Impact Assessment of October 2019"
        )
        for reference, item in items.items()
        for stage, amount in zip(EXPECTED_STAGES, CHANGES[reference][-1], strict=True)
    ]
    set_cells(cells=cells, **common)
    set_secas_effort(kind="implementation", days=Decimal(3), **common)
    set_secas_effort(kind="project_management", days=Decimal(12), **common)
    story.criteria(on)
