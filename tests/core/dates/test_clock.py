"""The two clocks: the machine's, and the one that people see."""

from datetime import UTC, date, datetime, timedelta
from itertools import count

from secrel.core.changes import operations
from secrel.core.dates import clock

REAL = datetime(2026, 11, 30, 12, 15, tzinfo=UTC)
SET, EARLIER = date(2021, 10, 15), date(2020, 3, 9)


def test_without_a_set_day_the_moment_is_now(settings, monkeypatch):
    """Also for something that takes effect on another day: production shows when it was entered."""
    settings.TODAY = None
    monkeypatch.setattr(clock, "now", lambda: REAL)
    assert (clock.moment(), clock.moment(EARLIER)) == (REAL, REAL)


def test_on_a_set_day_only_the_time_of_day_is_the_machines(settings, monkeypatch):
    settings.TODAY = SET
    monkeypatch.setattr(clock, "now", lambda: REAL)
    assert f"{clock.moment():%Y-%m-%d %H:%M %Z}" == "2021-10-15 12:15 BST"
    assert f"{clock.moment(EARLIER):%Y-%m-%d %H:%M %Z}" == "2020-03-09 12:15 GMT"


def test_examples_are_loaded_from_ten_o_clock_on_their_days_in_their_order(settings, monkeypatch):
    settings.TODAY = None
    near_midnight = (REAL.replace(hour=23, minute=59, second=50) + timedelta(seconds=5 * n) for n in count())
    monkeypatch.setattr(clock, "now", lambda: next(near_midnight))
    with clock.replayed(SET), clock.replayed():
        shown = [f"{clock.moment(on):%Y-%m-%d %H:%M:%S}" for on in (EARLIER, EARLIER, None)]
        assert clock.today() == SET
    assert shown == ["2020-03-09 10:00:05", "2020-03-09 10:00:10", "2021-10-15 10:00:15"]
    assert clock.today() != SET


def test_a_change_has_the_day_of_its_operation(settings, monkeypatch):
    """An operation without a day has that of the one that calls it; outside operations it is the set day."""
    settings.TODAY = SET
    monkeypatch.setattr(clock, "now", lambda: REAL)
    outer = operations._Call("x", operations.SYSTEM, on=operations._day({"on": EARLIER}, None))
    inner = operations._Call("y", operations.SYSTEM, outer=outer, on=operations._day({}, outer))
    assert operations.moment_of_change().date() == SET
    token = operations._current.set(inner)
    assert operations.moment_of_change().date() == EARLIER
    operations._current.reset(token)
