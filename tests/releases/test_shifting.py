"""The timetable of a new release from that of an earlier one; no database."""

from datetime import date
from types import SimpleNamespace

from releases.shifting import shifted
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.dates.working_days import WorkingDays

CALENDAR = WorkingDays()
JUNE_2020, JUNE_2021 = date(2020, 6, 25), date(2021, 6, 24)


def row(event: str, when: str = "", days: int | None = None, of: str = "", **facts: bool) -> SimpleNamespace:
    stored = {"follows_rule": days is not None, "is_go_live": False} | facts
    return SimpleNamespace(event=event, date=PartialDate.parse(when), rule_days=days, rule_of=of, **stored)


def moved(rows, was=JUNE_2020, go_live_on=JUNE_2021) -> list[tuple[str, str]]:
    return [(str(one.date), one.how) for one in shifted(rows, was, go_live_on, CALENDAR)]


def test_each_row_moves_by_its_rule_its_working_days_or_its_months():
    rows = [
        row("Plans", days=-10, of="UIT commences"),
        row("UIT commences", "2020-05-11"),
        row("Pinned", "2020-06-01", days=-5, of="go-live", follows_rule=False),
        row("Panel", "2020-05"),
        row("Baseline", "2019-11 late"),
        row("Quarter", "2020-Q2"),
        row("Year", "2021"),
        row("Open"),
        row("Go-live", "2020-06-25", is_go_live=True),
        row("Lessons", "2020-07-02"),
    ]
    assert moved(rows) == [
        ("2021-04-23", "10 Working Days before UIT commences"),
        ("2021-05-10", "32 Working Days before the go-live"),  # each has one bank holiday on the way
        ("2021-06-17", "5 Working Days before go-live"),
        ("2021-05", "As many months from the go-live as it was"),
        ("2020-11 late", "As many months from the go-live as it was"),
        ("2021-Q2", "As many months from the go-live as it was"),
        ("2022", "As many months from the go-live as it was"),
        ("", "Was not set"),
        ("2021-06-24", "Go-live of the new release"),
        ("2021-07-01", "5 Working Days after the go-live"),
    ]


def test_what_cannot_be_moved_is_to_be_set_by_hand():
    rows = [
        row("Quarter", "2020-Q2"),
        row("Year", "2020"),
        row("Far", "2015-01-05"),
        row("Day", "2020-06-25"),
    ]
    assert moved(rows, go_live_on=date(2021, 11, 4)) == [
        ("", "Set it by hand: was Q2 2020"),
        ("", "Set it by hand: was 2020"),
        ("", "Set it by hand: it is too far from the go-live"),
        ("2021-11-04", "On the go-live"),
    ]
    assert [day for day, _ in moved(rows, go_live_on=None)] == [""] * 4
    assert {how for _, how in moved(rows, was=None)} == {"Set it by hand: a go-live is not set"}


def test_a_rule_that_was_replaced_by_a_date_and_names_no_row_stays_replaced():
    rows = [row("UIT", "2020-06-18", days=-5, of="a row that is gone", follows_rule=False)]
    assert moved(rows) == [("2021-06-17", "5 Working Days before the go-live")]
