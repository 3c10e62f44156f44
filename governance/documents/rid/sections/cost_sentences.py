"""The sentences of costs: the total, operational costs, and costs a year with their period."""

from collections.abc import Iterable, Sequence
from datetime import date

from costs.figures import Qualifier, in_words
from governance.documents.engine.facts import Cost, Unset, When
from governance.documents.engine.text import long_date, pounds
from governance.documents.rid import wording
from governance.documents.rid.types.costs import YearlyCost


def sentence_of(cost: Cost, sentences: dict[str, str], currently_quoted: str, **parts: str) -> str:
    """The sentence of a cost's status, or the one for an amount that is currently quoted."""
    given = cost.qualifiers or ()
    is_quoted = bool(cost.amount) and Qualifier.CURRENTLY_QUOTED in given
    said = {Qualifier.CURRENTLY_QUOTED.value}
    if cost.status == "estimate":
        said.add(Qualifier.ESTIMATED.value)
    qualifiers = [name for name in given if name not in said]
    note = " (an estimate)" if is_quoted and cost.status == "estimate" else ""
    amount = f"{amount_of(cost, qualifiers)}{note}"
    return (currently_quoted if is_quoted else sentences[cost.status]).format(amount=amount, **parts)


def amount_of(cost: Cost, qualifiers: Sequence[str] = ()) -> str:
    if not cost.amount:
        return "an amount not stated"
    return in_words(pounds(cost.amount), pounds(cost.amount_to) if cost.amount_to else None, qualifiers)


def yearly_sentence(yearly: YearlyCost) -> str:
    """'The DCC’s operational costs for hosting come to £50,000 a year from April 2022 to March 2027.'"""
    years = yearly.years if isinstance(yearly.years, int) else None
    return sentence_of(
        yearly.cost,
        wording.YEARLY,
        wording.YEARLY["currently_quoted"],
        purpose=f" for {yearly.text}" if yearly.text else "",
        period=wording.period(_long(yearly.starts), _long(yearly.ends), years),
    )


def _long(when: When | Unset) -> str:
    """'24 June 2021', 'late April 2022', 'April 2022', 'Q2 2022' or '2022'."""
    if not when or not when.date:
        return ""
    value = when.value
    if value.day:
        return long_date(when.date)
    if not value.month:
        return value.label
    return " ".join(filter(None, [value.part, f"{date(2000, value.month, 1):%B} {value.year}"]))


def notes_of(yearly: YearlyCost) -> Iterable[str]:
    """The reason and the source of a yearly cost."""
    purpose = f" for {yearly.text}" if yearly.text else ""
    if yearly.cost.reason:
        yield wording.CELL_REASON.format(places=f"Operational costs a year{purpose}", text=yearly.cost.reason)
    if yearly.cost.source:
        yield wording.CELL_SOURCE.format(places=f"operational costs a year{purpose}", text=yearly.cost.source)


def closed(note: str) -> str:
    return note if note.endswith(".") else f"{note}."
