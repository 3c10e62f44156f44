"""Which content stood at the end of each day: pure."""

from datetime import date

from governance.versions.queries.past.days import ChangedDay, DayFound, by_day, found_at


def on(day: int) -> date:
    return date(2021, 3, day)


def test_last_entry_of_a_day_counts_and_what_left_the_content_alone_does_not():
    rows = [(on(1), "a"), (on(1), "b"), (on(3), "b"), (on(5), "c")]
    assert by_day(rows) == [ChangedDay(on(1), "b"), ChangedDay(on(5), "c")]


def test_entry_made_late_with_an_earlier_date_never_counts_before_those_made_before_it():
    rows = [(on(2), "a"), (on(6), "b"), (on(4), "c"), (on(7), "d")]
    assert by_day(rows) == [ChangedDay(on(2), "a"), ChangedDay(on(6), "c"), ChangedDay(on(7), "d")]


def test_day_finds_what_stood_at_its_end_with_the_changes_around_it():
    days = [ChangedDay(on(2), "a"), ChangedDay(on(6), "b"), ChangedDay(on(9), "c")]
    assert found_at(days, on(1)) is None
    assert found_at(days, on(6)) == DayFound("b", on(6), on(2), on(9))
    assert found_at(days, on(8)) == DayFound("b", on(6), on(2), on(9))
    assert found_at(days, on(30)) == DayFound("c", on(9), on(6), None)
    assert found_at([], on(1)) is None
