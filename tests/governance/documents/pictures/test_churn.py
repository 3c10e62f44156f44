"""Churn and slippage from what versions stated: pure."""

from datetime import date
from decimal import Decimal

from governance.documents.engine.facts import Cost
from governance.documents.pictures.churn import (
    Churn,
    VersionStated,
    churn_cost_picture,
    middle,
    share_picture,
    slip_picture,
    times_picture,
)

FIRM, UNKNOWN = Cost(status="quoted", amount="1000"), Cost(status="tbc", amount=None)


def version(number, on, scope, *, go_live="2021-06-24", total=FIRM, baseline=False):
    items = {(ref, ""): (status, ref) for ref, status in scope.items()}
    day = date.fromisoformat
    return VersionStated(number, day(on), baseline, go_live and day(go_live), total, None, items)


def test_figures_count_from_the_first_baseline_to_the_last_version():
    churn = Churn(
        "June 2021 SEC Release",
        "/releases/june-2021/",
        [
            version("0.1", "2020-07-10", {"MP1": "targeted", "MP2": "targeted"}, go_live="2021-05-06"),
            version("1.0", "2020-07-24", {"MP1": "targeted"}, go_live="2021-06-03", baseline=True),
            version("2.0", "2021-02-24", {"MP1": "approved"}, total=Cost(status="quoted", amount="900")),
        ],
        actual=date(2021, 6, 24),
    )
    assert (churn.from_words, churn.slip, churn.slip_words) == ("First baseline (1.0)", 21, "21 days later")
    assert (churn.cost_change, churn.cost_words) == (Decimal(-100), "−£100")
    assert (churn.share, churn.left) == ("1 of 2 (50%)", ["MP2"])
    first, second = churn.items
    assert (first.outcome, first.targeted.count, first.targeted.words) == ("shipped", 229, "229 days")
    assert (second.outcome, second.targeted.count) == ("left", None)
    assert middle(row.targeted.count for row in churn.items) == "229 days (1 of 2)"
    rows = [churn]
    assert slip_picture(rows, date(2021, 10, 15)).title == "Forecast against actual go-live"
    pictures = (churn_cost_picture(rows), share_picture(rows), times_picture(churn.items))
    assert [picture.title for picture in pictures] == [
        "Cost at first baseline against last",
        "Share of the scope that shipped",
        "From targeted to approved",
    ]


def test_what_versions_do_not_state_is_not_counted():
    churn = Churn(
        "Ad hoc", "/releases/ad-hoc/", [version("0.1", "2021-01-01", {}, go_live=None, total=UNKNOWN)]
    )
    assert (churn.from_words, churn.slip_words, churn.cost_words, churn.share) == (
        "First version (0.1)",
        "not recorded",
        "not recorded",
        "not yet live",
    )
    assert (middle([None, None]), middle([])) == ("not recorded", "not recorded")
    assert slip_picture([churn], date(2021, 1, 1)) is None
    assert [churn_cost_picture([churn]), share_picture([churn]), times_picture(churn.items)] == [None] * 3


def test_earlier_go_live_and_one_that_stayed_are_said_in_words():
    moved = [version("1.0", "2021-01-01", {}), version("2.0", "2021-02-01", {}, go_live="2021-05-06")]
    assert Churn("A", "/", moved).slip_words == "49 days earlier"
    assert Churn("A", "/", moved[:1]).slip_words == "as forecast"
