"""The DCC's proposals change no fact until an analyst accepts them."""

from datetime import date

import pytest
from django.urls import reverse

from costs.models import CostCell
from governance.documents.rid.document import PAGES
from governance.watch.waiting.deciding import proposals
from modifications.models.modifications import Modification
from modifications.operations.register import convert_modification
from releases.models.releases import Release
from secrel.core.editing.proposals import ProposedCell
from secrel.core.editing.proposals import propose as propose_cells
from secrel.core.editing.sheets.places import SheetPlace
from secrel.core.editing.sheets.sheet import Sheet
from secrel.core.models.outbox import Notification
from secrel.core.models.proposals import Proposal
from secrel.core.models.record import AuditEntry
from tests.support.factories import ModificationFactory
from tests.support.rids import composed

pytestmark = pytest.mark.django_db
COSTS = "/releases/june-2020/edit/costs/"
SIT = "SECMP0053.sit"


@pytest.fixture
def release(examples):
    return Release.objects.get(slug="june-2020")


def entered(client, **cells):
    """The sheet as a browser sends it back, with some cells changed."""
    page = client.get(COSTS)
    lines = page.context["lines"]
    data = {"was": page.context["sheet_input"].was_json, "row": [line.row.key for line in lines]}
    data |= {cell.name: cell.value for line in lines for cell in line.cells if not cell.locked}
    return data | {name.replace("__", "."): text for name, text in cells.items()}


def propose(client, **cells):
    return client.post(COSTS, entered(client, **cells))


def test_a_proposal_changes_no_fact_and_is_shown_to_the_analyst(release, as_role, people):
    before = composed(release)
    response = propose(as_role("delivery"), SECMP0053__sit="30,000")
    assert response.status_code == 303
    assert composed(release) == before
    row = Proposal.objects.get()
    assert (row.row, row.column, row.was, row.text, row.state) == (
        "SECMP0053",
        "sit",
        "26,639",
        "30,000",
        "open",
    )
    assert Notification.objects.filter(user=people.analyst, path=COSTS).count() == 1
    page = as_role("analyst").get(COSTS).content.decode()
    assert '<span class="proposed"><span class="vh">Proposed: </span>30,000</span>' in page


def test_accepting_writes_the_cell_and_says_who_proposed_it(release, as_role):
    propose(as_role("delivery"), SECMP0053__sit="30,000", SECMP0053__uit="6,000 est")
    sit = Proposal.objects.get(column="sit")
    response = as_role("analyst").post(COSTS, {"decide": "accept", "proposal": [sit.pk]})
    assert response.status_code == 303
    lines = composed(release)["costs"]["dcc_lines"][0]
    assert (lines["sit"]["amount"], lines["uit"]["amount"]) == ("30000", "5929")
    assert dict(Proposal.objects.values_list("column", "state")) == {"sit": "accepted", "uit": "open"}


def test_sending_back_needs_a_reason_and_keeps_the_fact(release, as_role, people):
    propose(as_role("delivery"), SECMP0053__sit="30,000")
    row = Proposal.objects.get()
    analyst = as_role("analyst")
    refused = analyst.post(COSTS, {"decide": "send_back", "proposal": [row.pk], "why": ""})
    assert refused.status_code == 422
    assert "Give a reason for sending it back. The DCC can read it." in refused.content.decode()
    sent = analyst.post(
        COSTS, {"decide": "send_back", "proposal": [row.pk], "why": "Not the assessed figure."}
    )
    assert sent.status_code == 303
    row.refresh_from_db()
    assert (row.state, row.reason) == ("sent_back", "Not the assessed figure.")
    assert "Not the assessed figure." in as_role("delivery").get(COSTS).content.decode()
    assert CostCell.objects.get(item__part__modification__reference="SECMP0053", stage="sit").amount == 26639


def test_a_later_proposal_for_the_same_cell_replaces_the_earlier(release, as_role):
    propose(as_role("delivery"), SECMP0053__sit="30,000")
    propose(as_role("delivery"), SECMP0053__sit="31,000")
    assert list(Proposal.objects.order_by("pk").values_list("text", "state")) == [
        ("30,000", "replaced"),
        ("31,000", "open"),
    ]


def test_a_slip_is_refused_at_its_cell_for_the_dcc_too(release, as_role):
    response = propose(as_role("delivery"), SECMP0053__sit="1,2o0")
    assert response.status_code == 422
    assert "“1,2o0” is not a cost" in response.content.decode()
    assert not Proposal.objects.exists()


def test_nobody_decides_on_a_proposal_but_secas(release, as_role):
    propose(as_role("delivery"), SECMP0053__sit="30,000")
    row = Proposal.objects.get()
    as_role("delivery").post(COSTS, {"decide": "accept", "proposal": [row.pk]})
    row.refresh_from_db()
    assert row.state == "open"


def test_a_new_row_is_accepted_with_all_its_cells(release, as_role):
    place = "/releases/june-2020/edit/change-requests/"
    delivery = as_role("delivery")
    page = delivery.get(place)
    data = {"was": page.context["sheet_input"].was_json, "row": ["new-1"]}
    data |= {"new-1.reference": "CR2001", "new-1.title": "More proving", "new-1.description": "proves more."}
    assert delivery.post(place, data).status_code == 303
    rows = list(Proposal.objects.values_list("pk", flat=True))
    assert len(rows) == 3
    assert as_role("analyst").post(place, {"decide": "accept", "proposal": rows}).status_code == 303
    assert [row["ref"] for row in composed(release)["scope"]["change_requests"]][-1] == "CR2001"


def test_a_fact_that_changed_since_is_not_overwritten_by_an_acceptance(release, as_role):
    propose(as_role("delivery"), SECMP0053__sit="30,000")
    row = Proposal.objects.get()
    analyst = as_role("analyst")
    analyst.post(COSTS, entered(analyst, SECMP0053__sit="28,000") | {"reason": "Assessed"})
    refused = analyst.post(COSTS, {"decide": "accept", "proposal": [row.pk]})
    assert (
        refused.status_code,
        "was changed after the proposal: it is now 28,000." in refused.content.decode(),
    ) == (422, True)
    analyst.post(COSTS, entered(analyst, SECMP0053__sit="30,000") | {"reason": "Assessed"})
    assert analyst.post(COSTS, {"decide": "accept", "proposal": [row.pk]}).status_code == 303
    row.refresh_from_db()
    assert row.state == "accepted"


def test_a_proposal_outlives_the_conversion_of_its_draft_proposal(release, as_role, analyst, people):
    """It is about the modification, not about the address of its page."""
    modification = ModificationFactory(reference="DP700")
    place, delivery = "/modifications/DP700/edit/assessments/", as_role("delivery")
    data = {"was": delivery.get(place).context["sheet_input"].was_json, "row": ["new-1"]}
    data |= {"new-1.part": "DP700", "new-1.kind": "preliminary", "new-1.requested_on": "1 Oct 2021"}
    response = delivery.post(place, data)
    assert response.status_code == 303, response.context["wrong"]
    convert_modification(by=analyst, modification=modification, on=date(2021, 10, 22))
    page = as_role("analyst").get("/modifications/MP700/edit/assessments/")
    waiting = page.context["proposals"].open
    assert [row.about for row in waiting] == [f"modification:{modification.pk}"] * len(waiting) != []
    [task] = proposals(people.analyst, date(2021, 10, 22))
    assert (task.path, task.what) == (
        "/modifications/MP700/edit/assessments/",
        f"{len(waiting)} cells proposed for MP700: assessments",
    )


def test_the_same_cell_of_a_converted_modification_has_one_open_proposal(people):
    modification = ModificationFactory(reference="DP700")
    place = SheetPlace(f"modification:{modification.pk}", "assessments")
    for text in ("May 22", "June 22"):
        cell = ProposedCell("1", "One", "asked", "Asked", "", text)
        propose_cells(
            by=people.delivery, place=place, label="Assessments", cells=[cell], on=date(2021, 10, 1)
        )
        Modification.objects.filter(pk=modification.pk).update(reference="MP700")
    assert list(Proposal.objects.order_by("pk").values_list("text", "state")) == [
        ("May 22", "replaced"),
        ("June 22", "open"),
    ]
    targets = list(AuditEntry.objects.order_by("position").values_list("target", flat=True))[-2:]
    assert targets == ["modifications/DP700/edit/assessments", "modifications/MP700/edit/assessments"]


def test_every_sheet_that_takes_proposals_has_a_key_and_an_address():
    keys = sorted(sheet.key for sheet in _sheets(Sheet) if sheet.key)
    assert keys == ["assessments", "change-requests", "costs", "standing", "timeline"]
    of_releases = {page.key for page in PAGES if page.takes_proposals}
    assert of_releases == set(keys) - {
        "assessments",
        "standing",
    }  # where papers propose, and the DCC does not
    for key in (*of_releases, "standing"):
        assert SheetPlace("release:june-2021", key).address == reverse(f"edit-{key}", args=["june-2021"])
    pk = ModificationFactory(reference="MP700").pk
    assert SheetPlace(f"modification:{pk}", "assessments").address == "/modifications/MP700/edit/assessments/"
    assert SheetPlace("page:releases/x/edit/y").address == "/releases/x/edit/y/"
    assert SheetPlace("modification:0", "assessments").address == "/"


def _sheets(of: type[Sheet]) -> set[type[Sheet]]:
    found = set(of.__subclasses__())
    return {sheet for sheet in found.union(*map(_sheets, found)) if sheet.__module__.split(".")[0] != "tests"}


@pytest.mark.parametrize("count", [1, 3])
def test_proposals_are_listed_by_sheet_in_a_constant_number_of_queries(
    people, django_assert_num_queries, count
):
    for number in range(count):
        pk = ModificationFactory(reference=f"MP70{number}").pk
        for about, sheet in ((f"modification:{pk}", "assessments"), (f"release:r-{number}", "costs")):
            cell = ProposedCell("1", "One", "x", "X", "", "y")
            place = SheetPlace(about, sheet)
            propose_cells(by=people.delivery, place=place, label="L", cells=[cell], on=date(2021, 10, 1))
    analyst = people.analyst
    assert analyst.permissions()
    with django_assert_num_queries(3):
        tasks = list(proposals(analyst, date(2021, 10, 1)))
    assert [task.what for task in tasks] == [
        *(f"1 cell proposed for MP70{n}: assessments" for n in range(count)),
        *(f"1 cell proposed for R {n}: costs" for n in range(count)),
    ]
