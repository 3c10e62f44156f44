"""Path converters: a day becomes a date, everything else stays a text."""

from datetime import date

from django.urls import register_converter


class DayConverter:
    """2020-01-17"""

    regex = r"[0-9]{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12][0-9]|3[01])"

    def to_python(self, value: str) -> date:
        return date.fromisoformat(value)  # raises ValueError for 31 February: no such address

    def to_url(self, value: date | str) -> str:
        return str(value)


class _TextConverter:
    def to_python(self, value: str) -> str:
        return value

    to_url = to_python


class TokenConverter(_TextConverter):
    """The secret part of an address."""

    regex = r"[-_0-9A-Za-z]{1,60}"


class NumberConverter(_TextConverter):
    """A version's number: 8.0."""

    regex = r"(?:0|[1-9][0-9]{0,2})\.(?:0|[1-9][0-9]{0,2})"


class CriterionConverter(_TextConverter):
    """A criterion's key: testing-3."""

    regex = r"(?:general|operational|testing|security)-[0-9]{1,4}"


class ReceiptConverter(_TextConverter):
    """E-2021-7QK4-M2XD"""

    regex = r"E-[0-9]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}"


class ParticipantConverter(_TextConverter):
    """T-2021-7QK4-M2XD"""

    regex = r"T-[0-9]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}"


class DeclarationConverter(_TextConverter):
    """A kind of regression testing declaration."""

    regex = r"plan|results"


class DeliverableConverter(_TextConverter):
    """A kind of testing deliverable."""

    regex = r"draft_tad|tad|sit|uit"


class NoticeConverter(_TextConverter):
    """A day, and what the notice is about: 2020-11-27-sec-27.0."""

    regex = r"[0-9]{4}-[0-9]{2}-[0-9]{2}-[a-z0-9]+(?:[-.][a-z0-9]+)*"


class WhoConverter(_TextConverter):
    """A category of Parties, or several: suppliers+gas_networks."""

    regex = r"[a-z_]{1,30}(?:\+[a-z_]{1,30}){0,5}"


class CountConverter:
    """A whole number from 1, written one way: 12, never 012."""

    regex = r"[1-9][0-9]{0,3}"

    def to_python(self, value: str) -> int:
        return int(value)

    def to_url(self, value: int) -> str:
        return str(value)


def register() -> None:
    """Register all converters under their names: <day:on>, <number:number>. Called once, at start-up."""
    for converter in (
        DayConverter,
        TokenConverter,
        NumberConverter,
        CriterionConverter,
        ReceiptConverter,
        ParticipantConverter,
        DeclarationConverter,
        DeliverableConverter,
        NoticeConverter,
        CountConverter,
        WhoConverter,
    ):
        register_converter(converter, converter.__name__.removesuffix("Converter").lower())
