"""Ranges, qualifiers, yearly costs and further stages in a document: printed, exported, compared and checked."""

import pytest

from governance.documents.engine.blocks import Table, texts
from governance.documents.engine.links import Links
from governance.documents.rid.document import BY_KEY, NO_ISSUE
from governance.documents.rid.history_row import drafted
from governance.documents.rid.kind import RID_KIND
from governance.documents.rid.types.rid import Rid
from governance.importer.rules_of_costs import cost_rules
from tests.governance.versions.checked import checked, document

SUPPORT = {"key": "support", "name": "Early life support"}
MANAGEMENT = {"key": "management", "name": "Programme management"}
STANDARD = [
    {"key": "design_build_pit", "name": "Design, Build & PIT"},
    {"key": "sit", "name": "SIT"},
    {"key": "uit", "name": "UIT"},
    {"key": "implement_to_live", "name": "Implement to live"},
]


def firm(amount, **more):
    return {"status": "firm", "amount": str(amount)} | more


def stated(total=None, line=None, **costs):
    """The correct document with other costs."""
    data = document()
    data["content"]["costs"] |= costs
    data["content"]["costs"]["dcc_lines"][0] |= line or {}
    if total:
        data["content"]["costs"]["dcc_total"] = total
    return data


def rid(data):
    return Rid.of_data(data)


def blocks(data):
    return BY_KEY["costs"].chapter("5.", rid(data).content, NO_ISSUE, Links()).blocks


def printed(data):
    return list(texts(blocks(data)))


def table(data):
    return next(block for block in blocks(data) if isinstance(block, Table))


def rules(data):
    return {finding.rule for finding in checked(data)}


def test_a_range_is_printed_in_cell_sums_and_sentence():
    data = stated(
        {"status": "quoted", "amount": "400", "amount_to": "450"}, {"sit": firm(100, amount_to="150")}
    )
    assert "The DCC’s implementation costs are currently quoted at £400 to £450 in total." in printed(data)
    assert [cell.text for cell in table(data).foot.cells] == [
        *("Total", "£100", "£100 to £150", "£100", "£100", "£400 to £450"),
    ]
    assert rules(data) == set()


@pytest.mark.parametrize(
    ("total", "sentence"),
    [
        ({"qualifiers": ["around"]}, "are currently quoted at around £400 in total."),
        ({"qualifiers": ["up_to", "around"]}, "are currently quoted at up to around £400 in total."),
        ({"qualifiers": ["currently_quoted"]}, "are currently quoted at £400 in total."),
        (
            {"status": "estimate", "qualifiers": ["currently_quoted", "around"]},
            "are currently quoted at around £400 (an estimate) in total.",
        ),
        ({"status": "estimate", "qualifiers": ["estimated"]}, "are estimated at £400 in total."),
        (
            {"status": "estimate", "amount_to": "500", "qualifiers": ["around"]},
            "at around £400 to £500 in total.",
        ),
    ],
)
def test_a_qualifier_is_said_in_the_sentence_of_the_total(total, sentence):
    data = stated({"status": "quoted", "amount": "400"} | total)
    assert any(text.endswith(sentence) for text in printed(data)), printed(data)


def test_qualifiers_that_a_total_cannot_carry_are_said_below_the_table():
    line = {"sit": firm(100, qualifiers=["up_to"]), "uit": firm(100, amount_to="200")}
    data = stated({"status": "quoted", "amount": "300", "amount_to": "500"}, line)
    assert "The total includes amounts that are stated as “up to”." in printed(data)
    assert "up to £100" in printed(data)
    assert rules(data) == set()


def test_a_total_that_loses_the_words_or_an_end_of_its_cells_is_found():
    line = {"sit": firm(100, qualifiers=["around"])}
    assert rules(stated(line=line)) == {"total-status-mismatch"}
    assert rules(stated({"status": "quoted", "amount": "400", "qualifiers": ["around"]}, line)) == set()
    line = {"sit": firm(100, amount_to="150")}
    for total in (
        {"amount": "400"},
        {"amount": "400", "amount_to": "500"},
        {"amount": "300", "amount_to": "450"},
    ):
        assert rules(stated({"status": "quoted"} | total, line)) == {"total-mismatch"}


def test_further_stages_stand_in_table_sums_notes_export_and_comparison_in_their_order():
    further = {"support": firm(5, source="Letter"), "management": firm(7)}
    stages = [STANDARD[0], MANAGEMENT, *STANDARD[1:], SUPPORT]
    data = stated({"status": "quoted", "amount": "412"}, {"further": further}, stages=stages)
    first, second = (block for block in blocks(data) if isinstance(block, Table))
    assert first.columns == ("Modification", "Design, Build & PIT", "Programme management", "SIT")
    assert second.columns == ("Modification", "UIT", "Implement to live", "Early life support", "Total")
    assert [cell.text for cell in first.rows[0].cells][1:] == ["£100", "£7", "£100"]
    assert [cell.text for cell in second.foot.cells][1:] == ["£100", "£100", "£5", "£412"]
    assert "Source of Early life support of MP201: Letter." in printed(data)
    rows = list(RID_KIND.tables(rid(data))["costs"])
    assert [(row[1], row[3]) for row in rows[1:7]] == [
        *(("design_build_pit", "100"), ("management", "7"), ("sit", "100")),
        *(("uit", "100"), ("implement_to_live", "100"), ("support", "5")),
    ]
    assert rules(data) == set()
    assert rules(stated({"status": "quoted", "amount": "407"}, {"further": further}, stages=stages)) == {
        "total-mismatch"
    }
    changes = RID_KIND.compare(rid(stated()).content, rid(data).content)
    assert {(change.label, change.after) for change in changes} == {
        ("DCC costs, total", "£412"),
        ("DCC costs: MP201: Early life support", "£5, Letter"),
        ("DCC costs: MP201: Programme management", "£7"),
        (
            "cost stages",
            "Design, Build & PIT; Programme management; SIT; UIT; Implement to live; Early life support",
        ),
    }
    assert drafted(changes) == "Costs updated."


def test_another_order_of_the_stages_is_a_difference():
    data = [stated(stages=[*STANDARD, *own]) for own in ([SUPPORT, MANAGEMENT], [MANAGEMENT, SUPPORT])]
    [change] = RID_KIND.compare(*(rid(one).content for one in data))
    assert change.label == "cost stages"


def test_a_stage_that_no_list_names_keeps_its_column():
    data = stated({"status": "quoted", "amount": "405"}, {"further": {"early_life": firm(5)}})
    assert table(data).columns[-2:] == ("Early life", "Total")


def when(label, precision, date):
    return {"label": label, "precision": precision, "date": date}


APRIL = when("Apr 22", "month", "2022-04")


@pytest.mark.parametrize(
    ("yearly", "sentence"),
    [
        ({}, "The DCC’s operational costs for hosting come to £500 a year."),
        (
            {"starts": APRIL, "ends": when("Late Mar 27", "late_month", "2027-03")},
            "The DCC’s operational costs for hosting come to £500 a year from April 2022 to late March 2027.",
        ),
        (
            {"starts": when("01 Apr 22", "day", "2022-04-01"), "years": 5},
            "The DCC’s operational costs for hosting come to £500 a year for five years from 1 April 2022.",
        ),
        ({"text": "", "years": 1}, "The DCC’s operational costs come to £500 a year for one year."),
        (
            {"ends": when("Q2 2027", "quarter", "2027-Q2")},
            "The DCC’s operational costs for hosting come to £500 a year until Q2 2027.",
        ),
        (
            {"cost": {"status": "estimate", "amount": "500", "amount_to": "600", "qualifiers": ["around"]}},
            "The DCC’s operational costs for hosting are estimated at around £500 to £600 a year.",
        ),
        (
            {"cost": {"status": "tbc", "amount": None}, "years": 10},
            "The DCC’s operational costs a year for hosting for 10 years are not yet determined.",
        ),
    ],
)
def test_a_yearly_cost_is_printed_with_its_period(yearly, sentence):
    data = stated(yearly=[{"text": "hosting", "cost": firm(500)} | yearly])
    assert sentence in printed(data)
    assert any(
        change.after == sentence for change in RID_KIND.compare(rid(stated()).content, rid(data).content)
    )


def test_a_changed_yearly_cost_is_one_difference_and_is_exported():
    rows = [{"text": "hosting", "cost": firm(500), "starts": APRIL}, {"text": "support", "cost": firm(1)}]
    data = stated(yearly=rows)
    other = stated(yearly=[rows[0] | {"cost": firm(500, amount_to="600")}, rows[1]])
    [change] = RID_KIND.compare(rid(data).content, rid(other).content)
    assert (change.label, change.before, change.after) == (
        "operational costs a year: hosting: cost",
        "£500",
        "£500 to £600",
    )
    assert list(RID_KIND.tables(rid(other))["yearly-costs"])[1] == (
        *("hosting", "2022-04", None, None, "firm", "500", None, None, "600", ""),
    )


def test_a_document_without_the_new_facts_exports_the_columns_it_had():
    tables = RID_KIND.tables(rid(document()))
    assert next(iter(tables["costs"])) == ("line", "stage", "status", "amount", "reason", "source")
    assert "yearly-costs" not in tables


@pytest.mark.parametrize(
    ("costs", "sentence"),
    [
        ({"line": {"sit": firm(5, amount_to="5")}}, "costs/dcc_lines/0/sit: The first amount of a range"),
        (
            {"line": {"sit": firm(5, qualifiers=["around", "up_to"])}},
            "write them in this order: up_to, around",
        ),
        ({"line": {"sit": {"status": "tbc", "amount": None, "qualifiers": ["around"]}}}, "needs an amount"),
        ({"line": {"further": {"support": firm(5)}}}, "“support” is not a stage of this document"),
        ({"line": {"further": {"sit": firm(5)}}}, "sit is a standard stage"),
        ({"stages": [*STANDARD, SUPPORT, SUPPORT]}, "listed twice"),
        ({"stages": [{"key": "sit", "name": "Testing"}]}, "the stage sit is called “SIT”"),
        ({"yearly": [{"text": "x", "cost": firm(5), "years": 0}]}, "not a number of years"),
        ({"yearly": [{"text": "x", "cost": firm(5), "years": 2, "ends": APRIL}]}, "both an end and"),
        (
            {
                "yearly": [
                    {"text": "x", "cost": firm(5), "starts": APRIL, "ends": APRIL | {"date": "2021-04"}}
                ]
            },
            "the period ends before it starts",
        ),
        ({"yearly": [{"text": "x" * 301, "cost": firm(5)}]}, "at most 300"),
    ],
)
def test_costs_that_cannot_be_are_refused_in_a_sentence(costs, sentence):
    [found] = cost_rules(stated(**costs)["content"]["costs"])
    assert sentence in found


def test_the_effort_of_secas_keeps_what_is_said_of_its_amount():
    effort = {"days": 2, "amount": "1200", "qualifiers": ["around"]}
    data = stated(secas_implementation=effort)
    assert any("make the changes to the SEC: two days (around £1,200)." in text for text in printed(data))
    [change] = RID_KIND.compare(rid(stated()).content, rid(data).content)
    assert (change.before, change.after) == ("two days (£1,200)", "two days (around £1,200)")
