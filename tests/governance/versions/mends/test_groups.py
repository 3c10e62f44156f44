"""Findings together by rule; no database."""

import pytest

from governance.documents.checks.findings import RULES
from governance.documents.checks.run import MODULES
from governance.versions.mends.glossary import certain_terms
from governance.versions.mends.groups import grouped
from governance.versions.mends.mend import Mend, OfferedMend
from governance.versions.mends.timetable import moved
from governance.versions.models import Waiver
from governance.versions.queries.checking import CheckedFinding
from releases.timing import in_date_order
from secrel.core.dates.partial_dates import PartialDate
from tests.governance.versions.checked import checked, document

ONE_AT_MOST = {
    *("go-live-outside-window", "date-not-set", "total-mismatch", "total-stated-while-unknown"),
    *("total-not-stated", "status-against-history", "promise-not-kept", "go-live-against-name"),
    "go-live-against-history",
}


def without_ticks() -> list[CheckedFinding]:
    data = document()
    data["content"]["impacts"] |= {
        "participants": {"MP201": [], "MP202": []},
        "party_summaries": [],
        "dcc_summaries": [],
    }
    data["content"]["glossary"] |= {"ZZZ": "Nothing", "DCC": "Data Communications Company"}
    return [CheckedFinding(row, None) for row in checked(data)]


def test_findings_of_a_rule_are_told_together_and_one_alone_as_it_is():
    rows = without_ticks()
    ticks, unused = grouped(rows)
    assert ticks.heading == "2 modifications have no tick: MP201 and MP202."
    assert (ticks.address, ticks.page) == ("/releases/june-2022/edit/participants/", "Participant matrix")
    assert [row.finding.about for row in ticks.rows] == ["MP201", "MP202"]
    assert unused.heading == "ZZZ is in the glossary and used nowhere."


def test_a_waived_finding_keeps_its_waiver_apart_from_the_others_and_gets_no_correction():
    first, second, unused = (row.finding for row in without_ticks())
    waiver = Waiver(rule=first.rule, finding=first.message, reason="Known.")
    rows = [CheckedFinding(first, waiver), CheckedFinding(second, None), CheckedFinding(unused, None)]
    offer = OfferedMend("a-mend", Mend("Do it", ("A change",), "Done.", 1, print))
    waived, open_, _ = grouped(rows, {first.rule: offer})
    assert (waived.is_waived, waived.rows[0].waiver.reason, waived.offer) == (True, "Known.", None)
    assert (open_.heading, open_.offer) == (second.message, offer)


def test_each_rule_that_can_find_several_things_says_them_together():
    assert MODULES
    assert {name for name, rule in RULES.items() if not rule.together} == ONE_AT_MOST
    assert all(rule.together.count("{}") == 1 for rule in RULES.values() if rule.together)


def test_a_long_list_of_names_is_cut_and_counted():
    finding = without_ticks()[0].finding
    rule, many = (
        RULES[finding.rule],
        [type(finding)(**{**finding.__dict__, "about": f"MP{n}"}) for n in range(100, 160)],
    )
    heading = rule.heading(many)
    assert heading.startswith("60 modifications have no tick: MP100, MP101, ")
    assert heading.endswith("MP123 and 36 more.")


@pytest.mark.parametrize(
    ("dates", "order", "moves"),
    [
        ("2021-05-03 2021-05-01", [1, 0], [(1, 0)]),
        ("2021-05-03 2021-05-01 - - 2021-06-01", [1, 0, 2, 3, 4], [(1, 0)]),  # without a date: stays
        ("- 2021-06-24 2021-05-03 - 2021-05-01", [0, 4, 2, 3, 1], [(4, 1), (1, 4)]),
        ("2021-05-03 2021-Q2 2021-05 2021-06-01", [0, 1, 2, 3], []),  # each may be in order
        ("2021-06-24 2021-04-01 2021-05-01 2021-06-01", [1, 2, 3, 0], [(0, 3)]),
    ],
)
def test_rows_in_date_order_move_no_more_than_they_must(dates, order, moves):
    days = [PartialDate.parse("" if day == "-" else day) for day in dates.split()]
    assert in_date_order(days) == order
    assert moved(order) == moves


def test_an_acronym_is_certain_only_with_one_term():
    texts = [
        "the full extract of the Smart Metering Key Infrastructure (SMKI)",
        "a Communications Hub (CH), or a Command Hub (CH)",
        "The WAN and the HAN.",
    ]
    known = {"WAN": "Wide Area Network", "SMKI": "Smart Metering Key Infrastructure"}
    assert certain_terms(["SMKI", "CH", "WAN", "HAN"], texts, known) == {
        "SMKI": "Smart Metering Key Infrastructure",
        "WAN": "Wide Area Network",
    }
