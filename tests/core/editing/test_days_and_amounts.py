"""Amounts and days as people write them; form fields read dates as sheets do."""

from datetime import date
from decimal import Decimal

import pytest

from secrel.core.editing.days_and_amounts import read_amount, read_day
from secrel.core.editing.form_fields import DayInput, PartialDateInput


@pytest.mark.parametrize(
    ("entered", "amount"),
    [
        ("£1,234.00", Decimal(1234)),
        ("1 234", Decimal(1234)),
        ("GBP 1,234", Decimal(1234)),
        *((zero, Decimal(0)) for zero in ("£ -", "£-", " £ -   ", "-", "£ –", "0")),
        (" ", None),
    ],
)
def test_amount_is_read_as_a_spreadsheet_shows_it(entered, amount):
    assert read_amount(entered) == amount


@pytest.mark.parametrize(
    ("entered", "hint"),
    [
        ("(1,234)", " An amount cannot be negative."),
        ("-5", " An amount cannot be negative."),
        ("#REF!", " The spreadsheet shows an error here."),
        *((entered, "") for entered in ("1.234,00", "£1.2m", "TBC", "N/A", "£", "12,34,567", "1e6")),
    ],
)
def test_text_that_is_not_an_amount_is_refused_with_a_sentence(entered, hint):
    with pytest.raises(ValueError, match="is not an amount") as refused:
        read_amount(entered)
    assert str(refused.value) == f"“{entered}” is not an amount: write digits, like 1,200 or 1200.50.{hint}"


def test_long_date_fits_a_form_field():
    entered = "Wednesday, 22nd of September 2021 00:00"
    assert DayInput().clean(entered) == date(2021, 9, 22)
    assert str(PartialDateInput().clean(entered)) == "2021-09-22"


def test_month_is_not_a_single_day():
    with pytest.raises(ValueError, match="is not a single day"):
        read_day("Jun-21")
    with pytest.raises(ValueError, match="the year is missing"):
        read_day("22-Feb")


def test_spreadsheet_error_is_not_a_day():
    with pytest.raises(ValueError, match=r"“#N/A” is not a date: write 24 Jun 2021\. The spreadsheet"):
        read_day("#N/A")
