"""Working Days: published pairs of dates, moved and one-off holidays, corrections."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secrel.core.dates.operations import set_bank_holiday
from secrel.core.dates.working_days import WorkingDays
from secrel.core.people.queries import working_days

ENGLAND = WorkingDays()
UNION = WorkingDays(("england_and_wales", "scotland"))


@pytest.mark.parametrize(
    ("calendar", "day", "count", "expected"),
    [
        (ENGLAND, date(2021, 8, 16), 10, date(2021, 8, 2)),
        (UNION, date(2021, 8, 16), 10, date(2021, 7, 30)),
        (ENGLAND, date(2021, 9, 24), 5, date(2021, 9, 17)),
        (ENGLAND, date(2020, 1, 17), 5, date(2020, 1, 10)),
        (ENGLAND, date(2019, 10, 11), 5, date(2019, 10, 4)),
        (ENGLAND, date(2020, 7, 17), 5, date(2020, 7, 10)),
        (ENGLAND, date(2020, 12, 11), 5, date(2020, 12, 4)),
        (ENGLAND, date(2021, 10, 21), 5, date(2021, 10, 14)),
        (ENGLAND, date(2021, 1, 4), 1, date(2020, 12, 31)),
        (ENGLAND, date(2021, 10, 21), 0, date(2021, 10, 21)),
    ],
)
def test_before_counts_working_days(calendar, day, count, expected):
    assert calendar.before(day, count) == expected


@pytest.mark.parametrize("day", [date(2020, 5, 8), date(2022, 9, 19), date(2022, 6, 3), date(2023, 5, 8)])
def test_moved_and_one_off_holidays_are_not_working_days(day):
    assert not ENGLAND.is_working_day(day)


def test_early_may_2020_was_moved_from_the_monday():
    assert ENGLAND.is_working_day(date(2020, 5, 4))


@given(st.dates(date(2015, 1, 1), date(2030, 1, 1)), st.integers(1, 60))
def test_after_undoes_before_on_working_days(day, count):
    earlier = ENGLAND.before(day, count)
    assert ENGLAND.is_working_day(earlier)
    if ENGLAND.is_working_day(day):
        assert ENGLAND.after(earlier, count) == day
        assert ENGLAND.between(earlier, day) == count
        assert ENGLAND.between(day, earlier) == -count


@pytest.mark.parametrize("count", [-1, -400, 401])
def test_an_offset_out_of_range_is_refused(count):
    with pytest.raises(ValueError, match="out of range"):
        ENGLAND.before(date(2021, 1, 1), count)


@pytest.mark.django_db
def test_corrections_override_the_library(people):
    day = date(2021, 10, 18)
    assert working_days().is_working_day(day)
    for is_holiday in (True, False):
        set_bank_holiday(
            by=people.administrator,
            on=day,
            division="england_and_wales",
            name="A day of mourning",
            is_holiday=is_holiday,
            source="Proclamation",
        )
        assert working_days().is_working_day(day) is not is_holiday
    assert working_days().before(date(2021, 10, 21), 5) == date(2021, 10, 14)
