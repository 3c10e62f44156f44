"""Amounts that jump ten times against the version before, wherever a RID has amounts."""

import copy

import pytest

from governance.documents.rid.types.rid import RidContent
from tests.governance.versions.checked import cell, checked, document


def jumps(change, was, now) -> list[tuple[str, str, str]]:
    """Path, sentence and certainty, of a document that has the amount `now` where the version before had `was`."""
    data, before = document(), document()
    change(data["content"]["costs"], now)
    change(before["content"]["costs"], was)
    found = checked(copy.deepcopy(data), before=RidContent.of_data(before["content"]))
    return [(one.path, one.message, one.certainty) for one in found if one.rule == "amount-jump"]


def further(costs, amount):
    costs["stages"] = [{"key": "early_life_support", "name": "Early life support"}]
    costs["dcc_lines"][0]["further"] = {"early_life_support": cell(amount=amount)}


def combined(costs, amount):
    costs["combined"] = {"sit": cell(amount=amount)}


def yearly(costs, amount):
    costs["yearly"] = [{"text": "Hosting", "cost": cell(amount=amount)}]


def upper_end(costs, amount):
    costs["dcc_lines"][0]["sit"] = cell() | {"amount_to": amount}


def total_alone(costs, amount):
    costs["dcc_lines"] = []
    costs["dcc_total"] = {"status": "quoted", "amount": amount}


def operational(costs, amount):
    costs["operational"] = cell(amount=amount)


def effort(costs, amount):
    costs["secas_implementation"] = {"days": 2, "amount": amount}


@pytest.mark.parametrize(
    ("change", "path", "name"),
    [
        (further, "dcc_lines/0/further/early_life_support", "MP201, early life support"),
        (combined, "combined/sit", "combined assessment, sit"),
        (yearly, "yearly/0/cost", "Hosting, a year"),
        (upper_end, "dcc_lines/0/sit", "MP201, sit, upper end"),
        (total_alone, "dcc_total", "total of the DCC’s costs"),
        (operational, "operational", "operational costs"),
        (effort, "secas_implementation", "SECAS, implementation"),
    ],
)
def test_an_amount_ten_times_that_of_the_version_before_is_likely_a_slip(change, path, name):
    assert jumps(change, "1200", "12000") == [
        (
            f"/content/costs/{path}",
            f"{name}: £12,000, and £1,200 in the version before, 10 times more.",
            "likely",
        )
    ]
    assert jumps(change, "1200", "120")[0][1].endswith("10 times less.")
    assert jumps(change, "1200", "9600") == []
