from datetime import date

import pytest

from governance.documents.checks.reading.deadlines import Bound, read_deadlines
from secrel.core.dates.working_days import WorkingDays


def read(text):
    return [(one.count, one.unit, one.of, one.bound) for one in read_deadlines(text)]


@pytest.mark.parametrize(
    ("text", "rules"),
    [
        ("By 10 Working Days before UIT begins", [(-10, "working days", "UIT begins", Bound.LATEST)]),
        (
            "By five Working Days before UIT completion.",
            [(-5, "working days", "UIT completion", Bound.LATEST)],
        ),
        ("10 WD before UIT commences", [(-10, "working days", "UIT commences", Bound.EXACT)]),
        ("At least two months after go-live", [(2, "months", "go-live", Bound.EARLIEST)]),
        ("at least 20 days before go-live", [(-20, "days", "go-live", Bound.LATEST)]),
        ("No later than 4 weeks prior to the go-live", [(-4, "weeks", "the go-live", Bound.LATEST)]),
        ("within 5 Working Days of the SIT report", [(5, "working days", "the SIT report", Bound.LATEST)]),
        ("no earlier than 1 week after UIT ends", [(1, "weeks", "UIT ends", Bound.EARLIEST)]),
        ("Twelve months before the go-live.", [(-12, "months", "the go-live", Bound.LATEST)]),
        (
            "Sent ten (10) Working Days ahead of UIT, and 1 day after SIT ends.",
            [(-10, "working days", "UIT", Bound.EXACT), (1, "days", "SIT ends", Bound.EXACT)],
        ),
        ("Two days of testing, a week of rest, 30 days from now", []),
        ("The TAG recommends to the Panel.", []),
        ("many days before the go-live", []),
    ],
)
def test_rules_are_read_in_the_published_words(text, rules):
    assert read(text) == rules


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("By 10 Working Days before it", date(2021, 8, 2)),
        ("2 weeks before it", date(2021, 8, 2)),
        ("6 months before it", date(2021, 2, 16)),
        ("3 days after it", date(2021, 8, 19)),
        ("1 month after it", date(2021, 9, 16)),
    ],
)
def test_due_is_counted_from_the_event(text, due):
    (one,) = read_deadlines(text)
    assert one.due(date(2021, 8, 16), WorkingDays()) == due


@pytest.mark.parametrize(
    ("text", "first", "last", "is_kept"),
    [
        ("By 10 days before it", "2021-08-01", "2021-08-01", True),
        ("By 10 days before it", "2021-08-07", "2021-08-07", False),
        ("10 days before it", "2021-08-01", "2021-08-01", False),
        ("10 days before it", "2021-08-01", "2021-08-31", True),
        ("at least 2 days after it", "2021-08-17", "2021-08-17", False),
        ("at least 2 days after it", "2021-08-20", "2021-08-20", True),
    ],
)
def test_a_date_keeps_a_rule_on_the_side_that_its_words_allow(text, first, last, is_kept):
    (one,) = read_deadlines(text)
    due = one.due(date(2021, 8, 16), WorkingDays())
    assert one.keeps(date.fromisoformat(first), date.fromisoformat(last), due, due) is is_kept
