"""Partial dates: intervals and their order, the canonical text, and the ways people write them."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secrel.core.dates.partial_date_text import read_partial_date
from secrel.core.dates.partial_dates import PartialDate, Precision

years = st.integers(2000, 2099)
days = st.dates(date(2000, 1, 1), date(2099, 12, 31)).map(PartialDate.of)
months = st.builds(PartialDate, year=years, month=st.integers(1, 12))
parts = st.builds(
    PartialDate, year=years, month=st.integers(1, 12), part=st.sampled_from(["early", "mid", "late"])
)
quarters = st.builds(PartialDate, year=years, quarter=st.integers(1, 4))
partial_dates = st.one_of(
    days, months, parts, quarters, st.builds(PartialDate, year=years), st.just(PartialDate())
)


@given(partial_dates)
def test_stored_text_reads_back(value):
    assert PartialDate.parse(str(value)) == value


@given(partial_dates)
def test_printed_label_reads_back(value):
    assert read_partial_date(value.label) == value


@given(partial_dates, partial_dates)
def test_order_is_that_of_intervals(one, other):
    if one and other:
        assert (one < other) == (one.interval() < other.interval())
    elif one:
        assert one < other


@given(partial_dates)
def test_interval_begins_before_it_ends(value):
    if value:
        first, last = value.interval()
        assert first <= last


@pytest.mark.parametrize(
    ("entered", "stored", "label", "precision", "date_text"),
    [
        ("24 Jun 21", "2021-06-24", "24 Jun 21", Precision.DAY, "2021-06-24"),
        ("02 Jun 20", "2020-06-02", "02 Jun 20", Precision.DAY, "2020-06-02"),
        ("1 June 2021", "2021-06-01", "01 Jun 21", Precision.DAY, "2021-06-01"),
        ("11 Oct 2019", "2019-10-11", "11 Oct 19", Precision.DAY, "2019-10-11"),
        ("21/10/2021", "2021-10-21", "21 Oct 21", Precision.DAY, "2021-10-21"),
        ("Late Nov 21", "2021-11 late", "Late Nov 21", Precision.LATE_MONTH, "2021-11"),
        ("early february 2022", "2022-02 early", "Early Feb 22", Precision.EARLY_MONTH, "2022-02"),
        ("Feb 22", "2022-02", "Feb 22", Precision.MONTH, "2022-02"),
        ("Q4 2020", "2020-Q4", "Q4 2020", Precision.QUARTER, "2020-Q4"),
        ("2022", "2022", "2022", Precision.YEAR, "2022"),
        ("tbc", "", "", Precision.UNKNOWN, None),
        ("", "", "", Precision.UNKNOWN, None),
    ],
)
def test_dates_are_read_as_people_write_them(entered, stored, label, precision, date_text):
    value = read_partial_date(entered)
    assert (str(value), value.label, value.precision, value.date_text) == (
        stored,
        label,
        precision,
        date_text,
    )


@pytest.mark.parametrize(
    "entered",
    [
        *(
            "24-Jun-21",
            "24-Jun-2021",
            "24.06.2021",
            "24/06/21",
            "24-06-2021",
            "2021-06-24",
            "24/06/2021 00:00",
        ),
        *("Thu 24 Jun 2021", "Thursday, 24 June 2021", "Thu, 24-Jun-21", "24 Jun 2021 (Thursday)"),
        *(
            "24 June, 2021",
            "24th June 2021",
            "24th of June 2021",
            "24–Jun–21",
            "24‑06‑2021",
            "24\u2212Jun\u221221",
        ),
        *("24\xa0Jun\xa02021", "24 Jun\u200b 2021", "2021-06-24T00:00:00", "24/06/2021 12:00:00 AM"),
        *("June 24, 2021", "24 Jun. 2021", "24 Jun ’21", "2021/06/24", "24.Jun.2021", "２４/06/2021"),
    ],
)
def test_a_day_as_a_spreadsheet_shows_it_is_read(entered):
    assert str(read_partial_date(entered)) == "2021-06-24"


@pytest.mark.parametrize(
    ("entered", "stored"),
    [
        ("Jun-21", "2021-06"),
        ("June–2021", "2021-06"),
        ("06/2021", "2021-06"),
        ("Mid-November 2021", "2021-11 mid"),
        ("Q4-20", "2020-Q4"),
        ("2020 Q4", "2020-Q4"),
        ("—", ""),
    ],
)
def test_dates_other_than_days_are_read_as_a_spreadsheet_shows_them(entered, stored):
    assert str(read_partial_date(entered)) == stored


@given(st.dates(date(2000, 1, 1), date(2099, 12, 31)), st.sampled_from("-/."))
def test_day_and_month_in_figures_are_never_swapped(day, sign):
    entered = f"{day.day:02d}{sign}{day.month:02d}{sign}{day.year}"
    assert str(read_partial_date(entered)) == day.isoformat()
    if day.day > 12:
        with pytest.raises(ValueError, match=f"there is no month {day.day}"):
            read_partial_date(f"{day.month:02d}{sign}{day.day:02d}{sign}{day.year}")


@pytest.mark.parametrize(
    ("entered", "sentence"),
    [
        ("22-Feb", "“22-Feb” is not a date: the year is missing. Write all of it, like 22 Feb 2021."),
        (
            "31 February",
            "“31 February” is not a date: the year is missing. Write all of it, like 24 Jun 2021.",
        ),
        ("24/06", "“24/06” is not a date: the year is missing. Write all of it, like 24 Jun 2021."),
        (
            "06/24/2021",
            "“06/24/2021”: there is no month 24. Write the day first, then the month, like 24/06/2021 or 24 Jun 2021.",
        ),
        (
            "Wed 24 Jun 2021",
            "24 Jun 2021 is a Thursday, not a Wednesday. Correct the day or the date.",
        ),
        (
            "24/06/2021 09:30",
            "“24/06/2021 09:30” includes a time. Write the date alone, like 24 Jun 2021.",
        ),
        ("31.06.2021", "“31.06.2021” is not a date in the calendar."),
        (
            "44371",
            "“44371” is how a spreadsheet stores a date. Format the cell as a date and copy it again, or "
            "write 24 Jun 2021.",
        ),
        ("24 Jun 1821", "1821 cannot be the year of a date here. Write all four digits, like 2021."),
        (
            "24–26 Jun 21",
            "“24–26 Jun 21” is not a date: write 24 Jun 21, Late Nov 21, Feb 22, Q4 2020, 2022 or tbc.",
        ),
        (
            "Thursday June 2021",
            "“Thursday June 2021” is not a date: write 24 Jun 21, Late Nov 21, Feb 22, Q4 2020, 2022 or tbc.",
        ),
        ("31 February 2021", "“31 February 2021” is not a date in the calendar."),
        ("2021-02-31", "“2021-02-31” is not a date in the calendar."),
        ("32/13/2021", "“32/13/2021” is not a date in the calendar."),
        ("Juno 21", "“Juno” is not a month: write Jan, Feb, Mar … or the full name."),
        (
            "#REF!",
            "“#REF!” is not a date: write 24 Jun 21, Late Nov 21, Feb 22, Q4 2020, 2022 or tbc. "
            "The spreadsheet shows an error here.",
        ),
        ("soon", "“soon” is not a date: write 24 Jun 21, Late Nov 21, Feb 22, Q4 2020, 2022 or tbc."),
    ],
)
def test_text_that_is_not_a_date_is_refused_with_a_sentence(entered, sentence):
    with pytest.raises(ValueError, match=r".") as refused:
        read_partial_date(entered)
    assert str(refused.value) == sentence


@given(st.text(st.sampled_from("0123456789jJunethQ4-–/.:, ()\xa0\u200b²፩")))
def test_any_text_is_read_or_refused_with_a_sentence(entered):
    try:
        read_partial_date(entered)
    except ValueError as refused:
        assert str(refused).endswith(".")
        assert "invalid literal" not in str(refused)


@pytest.mark.parametrize(
    ("stored", "first", "last"),
    [
        ("2021-11 early", date(2021, 11, 1), date(2021, 11, 10)),
        ("2021-11 mid", date(2021, 11, 11), date(2021, 11, 20)),
        ("2024-02 late", date(2024, 2, 21), date(2024, 2, 29)),
        ("2020-Q4", date(2020, 10, 1), date(2020, 12, 31)),
        ("2022", date(2022, 1, 1), date(2022, 12, 31)),
    ],
)
def test_intervals_of_fuzzy_dates(stored, first, last):
    assert PartialDate.parse(stored).interval() == (first, last)


@pytest.mark.parametrize(
    ("stored", "text"),
    [
        ("2021-12-09", "9 Dec 2021"),
        ("2021-11 late", "Late November 2021"),
        ("2022-02", "February 2022"),
        ("2020-Q4", "Q4 2020"),
        ("2022", "2022"),
        ("", ""),
    ],
)
def test_pages_write_a_day_with_its_whole_year_and_a_month_in_full(stored, text):
    assert PartialDate.parse(stored).on_page == text
