"""Ranges, qualifiers, yearly costs and further stages as a browser sends them."""

import pytest
from django.db import IntegrityError, connection, transaction

from costs.models import CostCell
from costs.operations.cells import CostCellFacts, set_cells
from costs.operations.stages import set_stages
from costs.operations.yearly import set_yearly_costs
from releases.models.releases import Release
from secrel.core.changes.errors import RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.record import AuditEntry
from tests.releases.editing.sheet_forms import save, sheet
from tests.support.rids import composed

pytestmark = pytest.mark.django_db
JUNE = "/releases/june-2020"
COSTS, YEARLY, STAGES = (f"{JUNE}/edit/{page}/" for page in ("costs", "yearly-costs", "cost-stages"))


def test_a_range_and_a_qualifier_are_entered_summed_and_refused_in_a_sentence(june, as_role):
    client = as_role("analyst")
    refused = save(client, COSTS, **{"SECMP0053.sit": "£30,000 to £26,000"})
    assert refused.status_code == 422
    assert "The first amount of a range must be lower than the second" in refused.content.decode()
    data = sheet(client, COSTS, **{"SECMP0053.sit": "26,639 to 30,000", "SECMP0053.uit": "around 5,929"})
    total = client.post(f"{COSTS}total/", data).content.decode()
    assert "around £1,180,042 to £1,183,403" in total
    assert client.post(COSTS, data).status_code == 303
    costs = composed(june)["costs"]
    assert costs["dcc_lines"][0]["sit"] == {
        "status": "firm",
        "amount": "26639",
        "amount_to": "30000",
        "source": "Impact Assessment",
    }
    assert costs["dcc_lines"][0]["uit"]["qualifiers"] == ["around"]
    assert costs["dcc_total"] == {
        "status": "quoted",
        "amount": "1180042",
        "amount_to": "1183403",
        "qualifiers": ["around"],
    }
    page = client.get(COSTS).content.decode()
    assert 'value="26,639 to 30,000"' in page
    assert 'value="around 5,929"' in page
    recorded = [entry.changes for entry in AuditEntry.objects.filter(action="costs.set_cells")]
    assert any("firm 26639 to 30000 Impact Assessment" in str(changes) for changes in recorded)


def test_a_pasted_range_is_read_as_excel_shows_it(june, as_role):
    client = as_role("analyst")
    entered = sheet(client, COSTS) | {"pasted": ["1"], "paste": ["Line\tSIT\nSECMP0053\t£27,000 – £31,000"]}
    lines = client.post(COSTS, entered).context["lines"]
    assert "27,000 to 31,000" in [line.row.cells["sit"] for line in lines if not line.is_new]


def test_yearly_costs_are_entered_with_their_period(june, as_role):
    client = as_role("analyst")
    add = [
        {"text": "hosting", "cost": "£40k to £50k p.a.", "starts": "Apr 2022", "ends": "Mar 2027"},
        {"cost": "around 1,000 est a year", "years": "5 years"},
    ]
    assert save(client, YEARLY, add=add).status_code == 303
    assert composed(june)["costs"]["yearly"] == [
        {
            "text": "hosting",
            "cost": {"status": "firm", "amount": "40000", "amount_to": "50000"},
            "starts": {"label": "Apr 22", "precision": "month", "date": "2022-04"},
            "ends": {"label": "Mar 27", "precision": "month", "date": "2027-03"},
        },
        {"text": "", "cost": {"status": "estimate", "amount": "1000", "qualifiers": ["around"]}, "years": 5},
    ]
    for cells, sentence in (
        ({"1.ends": "Mar 2021"}, "The period ends before it starts"),
        ({"1.years": "3"}, "Enter either the end of the period or its number of years"),
        ({"1.years": "0"}, "is not a number of years"),
        ({"1.cost": ""}, "Enter the cost a year, or TBC."),
    ):
        refused = save(client, YEARLY, **cells)
        assert (refused.status_code, sentence in refused.content.decode()) == (422, True), cells
    assert save(client, YEARLY, remove=["1"]).status_code == 303
    assert [row["text"] for row in composed(june)["costs"]["yearly"]] == [""]
    assert composed(june)["costs"]["operational"]["status"] == "none"  # the single one stays as it is


def test_the_effort_of_secas_is_around_its_amount(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/other-costs/"
    for text, status in (("perhaps", 422), ("up to, at least", 422), ("Around", 303)):
        assert save(client, path, **{"implementation.qualifiers": text}).status_code == status, text
    effort = composed(june)["costs"]["secas_implementation"]
    assert effort == {"days": 2, "amount": "1200", "qualifiers": ["around"]}
    assert save(client, path, **{"implementation.days": "3"}).status_code == 303
    assert composed(june)["costs"]["secas_implementation"]["qualifiers"] == ["around"]


def test_a_further_stage_is_a_column_that_waits_for_its_costs(june, as_role):
    client = as_role("analyst")
    assert save(client, STAGES, add=[{"name": "Early life support"}]).status_code == 303
    june.refresh_from_db()
    costs = composed(june)["costs"]
    assert costs["stages"][-1] == {"key": "early_life_support", "name": "Early life support"}
    assert {line["further"]["early_life_support"]["status"] for line in costs["dcc_lines"]} == {"tbc"}
    assert costs["dcc_total"] == {"status": "tbc", "amount": None}
    cells = {f"{ref}.early_life_support": "1,000" for ref in ("SECMP0053", "SECMP0062")}
    assert save(client, COSTS, **cells, **{"combined.early_life_support": "500"}).status_code == 303
    costs = composed(Release.objects.get(pk=june.pk))["costs"]
    assert costs["combined"]["further"]["early_life_support"]["amount"] == "500"
    assert costs["dcc_total"]["amount"] == "1180542"  # the combined cell replaces the two
    assert "Early life support" in client.get(COSTS).content.decode()
    refused = save(client, STAGES, remove=["early_life_support"])
    assert (refused.status_code, "has costs" in refused.content.decode()) == (422, True)
    ordered = sheet(client, STAGES) | {"early_life_support.place": ["0"], "sit.place": ["9"]}
    assert client.post(STAGES, ordered).status_code == 303
    keys = [stage["key"] for stage in composed(Release.objects.get(pk=june.pk))["costs"]["stages"]]
    assert (keys[0], keys[-1]) == ("early_life_support", "sit")


def test_a_stage_without_costs_can_be_removed_and_the_standard_ones_cannot(june, as_role):
    client = as_role("analyst")
    before = composed(june)
    assert save(client, STAGES, add=[{"name": "Programme management"}]).status_code == 303
    assert save(client, STAGES, remove=["programme_management", "sit"]).status_code == 303
    assert composed(Release.objects.get(pk=june.pk)) == before
    for name in ("SIT", "Total", ""):
        refused = save(client, STAGES, add=[{"name": name or " "}, {"name": "x" * 61}])
        assert refused.status_code == 422


def test_a_cost_in_a_column_that_was_removed_meanwhile_is_refused(june, as_role):
    client = as_role("analyst")
    save(client, STAGES, add=[{"name": "Programme management"}])
    late = sheet(client, COSTS, **{"SECMP0053.programme_management": "7,000", "SECMP0053.sit": "9"})
    save(client, STAGES, remove=["programme_management"])
    refused = client.post(COSTS, late)
    assert refused.status_code == 422
    text = refused.content.decode()
    assert "SECMP0053, programme management: 7,000" in text
    assert not CostCell.objects.filter(amount=9).exists()


def test_the_new_operations_take_a_token_a_reason_and_a_permission(june, people):
    with pytest.raises(Stale):
        set_stages(by=people.analyst, release=june, stages=[("a", "A")], token=0)
    with pytest.raises(Stale):
        set_yearly_costs(by=people.analyst, release=june, costs=[], token=0)
    with pytest.raises(RuleBroken, match="has no cost stage “lunch”"):
        cell = CostCellFacts("lunch", "tbc", line="combined")
        set_cells(by=people.analyst, release=june, cells=[cell], token=AS_STORED, reason="x")


@pytest.mark.parametrize(
    "values",
    [
        {"amount_to": 1},
        {"qualifiers": ["guess"]},
        {"qualifiers": ["up_to", "at_least"]},
        {"qualifiers": ["estimated"]},
        {"amount_to": 10**9, "qualifiers": ["up_to"]},
        {"years": 3},
        {"text": "hosting"},
        {"starts": "2022-04"},
        {"stage": "lunch"},
    ],
)
def test_the_database_refuses_a_cell_that_cannot_be(june, values):
    cell = CostCell.objects.get(item__part__modification__reference="SECMP0053", stage="sit")
    with pytest.raises(IntegrityError), transaction.atomic():
        CostCell.objects.filter(pk=cell.pk).update(**values)


def test_the_database_keeps_a_stage_with_costs(june, people):
    release = set_stages(
        by=people.analyst, release=june, stages=[("a", "A")], token=AS_STORED, reason="As agreed"
    )
    cell = CostCellFacts("a", "firm", 5, item=june.cost_cells.exclude(item=None).first().item)
    set_cells(by=people.analyst, release=release, cells=[cell], token=AS_STORED, reason="As agreed")
    with pytest.raises(IntegrityError), transaction.atomic():
        Release.objects.filter(pk=june.pk).update(cost_stages=[])
        with connection.cursor() as cursor:
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
