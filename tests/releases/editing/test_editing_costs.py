"""Costs and Change Requests as a browser sends them."""

import pytest

from costs.models import CostCell, SecasEffort
from modifications.models.change_requests import ChangeRequest
from releases.models.releases import Release
from tests.releases.editing.sheet_forms import save, sheet
from tests.support.rids import composed

pytestmark = pytest.mark.django_db
JUNE = "/releases/june-2020"


def test_costs_are_entered_and_a_slip_is_refused(june, as_role):
    path, client = f"{JUNE}/edit/costs/", as_role("analyst")
    refused = save(client, path, **{"SECMP0053.sit": "1,2o0"})
    assert refused.status_code == 422
    assert "“1,2o0” is not a cost" in refused.content.decode()
    add = [{"line": "CR1088", "sit": "1,000 est"}]
    saved = save(
        client, path, add=add, **{"SECMP0053.sit": "n/a: counted with SECMP0062", "combined.uit": "5"}
    )
    assert saved.status_code == 303
    costs = composed(june)["costs"]
    assert costs["dcc_lines"][0]["sit"]["reason"] == "counted with SECMP0062"
    assert costs["change_request_lines"][0]["sit"] == {"status": "estimate", "amount": "1000"}
    assert costs["combined"]["uit"]["amount"] == "5"
    assert save(client, path, remove=["CR1088"], **{"combined.uit": ""}).status_code == 303
    june = Release.objects.get(pk=june.pk)
    assert not {"change_request_lines", "combined"} & set(composed(june)["costs"])


def test_the_total_is_computed_while_figures_are_entered(june, as_role):
    client = as_role("analyst")
    path = f"{JUNE}/edit/costs/"
    data = sheet(client, path, **{"SECMP0053.sit": "26,640"})
    assert "£1,180,043" in client.post(f"{path}total/", data).content.decode()
    data["SECMP0053.sit"] = "tbc"
    assert "Not yet determined (£1,153,403 so far)" in client.post(f"{path}total/", data).content.decode()
    page = " ".join(client.get(path).content.decode().split())
    assert (
        "Not listed: MP079, MP084 and MP088, as the register does not say that they impact DCC systems."
        in page
    )
    assert CostCell.objects.get(item__part__modification__reference="SECMP0053", stage="sit").amount == 26639


def test_days_of_secas_come_to_their_amount(june, as_role):
    path = f"{JUNE}/edit/other-costs/"
    assert save(as_role("analyst"), path, **{"implementation.days": "3.5"}).status_code == 303
    assert SecasEffort.objects.get(release=june, kind="implementation").amount == 2100
    assert save(as_role("analyst"), path, **{"implementation.days": "0"}).status_code == 422


def test_change_requests_beside_are_entered_with_their_title(june, as_role):
    path = f"{JUNE}/edit/change-requests/"
    assert save(as_role("analyst"), path, add=[{"reference": "CR2002"}]).status_code == 422
    add = [{"reference": "cr 2002", "title": "Another", "description": "does more."}]
    assert save(as_role("analyst"), path, add=add).status_code == 303
    assert composed(june)["scope"]["change_requests"][-1]["ref"] == "CR2002"


def test_a_new_line_of_what_has_costs_already_wipes_nothing(june, as_role):
    response = save(as_role("analyst"), f"{JUNE}/edit/costs/", add=[{"line": "SECMP0053", "sit": "1"}])
    assert (response.status_code, "already has a line" in response.content.decode()) == (422, True)
    assert composed(june)["costs"]["dcc_lines"][0]["sit"]["amount"] == "26639"


def test_a_change_request_listed_twice_is_refused_and_not_created(june, as_role):
    add = [{"reference": "CR7001", "title": "Once"}, {"reference": "cr7001", "title": "Twice"}]
    response = save(as_role("analyst"), f"{JUNE}/edit/change-requests/", add=add)
    assert (response.status_code, "CR7001 is listed twice" in response.content.decode()) == (422, True)
    assert not ChangeRequest.objects.filter(reference="CR7001").exists()


@pytest.mark.parametrize("text", ["CR\x00", "CR\x001", "CR１２"])
def test_a_reference_that_no_database_holds_gets_a_sentence(june, as_role, text):
    client = as_role("analyst")
    for path, add in (("costs", {"line": text}), ("change-requests", {"reference": text, "title": "x"})):
        assert save(client, f"{JUNE}/edit/{path}/", add=[add]).status_code == 422


def test_a_pasted_block_finds_the_line_of_a_modification(june, as_role):
    path = f"{JUNE}/edit/costs/"
    client = as_role("analyst")
    entered = sheet(client, path) | {"pasted": ["1"], "paste": ["Line\tSIT\nsecmp0053\t£27,000"]}
    lines = client.post(path, entered).context["lines"]
    rows = [(line.row.cells["line"], line.row.cells["sit"]) for line in lines if not line.is_new]
    assert ("SECMP0053", "27,000") in rows
