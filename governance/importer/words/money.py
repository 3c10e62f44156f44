"""Costs and efforts as old documents write them: £53,572, TBC, N/A, “two days effort, equating to around £1,200”."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal

from governance.documents.checks.reading.deadlines import NUMBERS
from governance.importer.words.noise import as_figures
from secrel.core.editing.days_and_amounts import in_full, read_amount
from secrel.core.values.texts import folded

_POUNDS = re.compile(
    r"£ ?([\d,.OolIS]*[\d](?:[\d,.OolIS]*[\dOolIS])?)( ?(?:k|m|mn|million|thousand)\b)?", re.IGNORECASE
)
_TBC = {
    "tbc",
    "tbd",
    "to be confirmed",
    "to be determined",
    "not yet determined",
    "tba",
    "to be provided",
    "to come",
}
_NOT_APPLICABLE = {"n/a", "na", "not applicable", "n.a.", "n\\a"}
_MARKED = re.compile(r"(tbc|tbd|n/a)[ (\[]?\d{1,2}[)\]]?")
_NONE = {"none", "nil", "no cost", "no costs", "no cost identified", "nil cost"}
_ESTIMATED = re.compile(r"\best(?:\.|imated?)?\b|\(e\)|^c\.|^circa|^approx|^around|^about|^~", re.IGNORECASE)
_EXTRAS = re.compile(
    r"\((?:e|est\.?|estimated?|tbc)\)|[*†‡#]+|\[\d\]|^(?:c\.|circa|approx(?:imately|\.)?|around|about|~)\s*",
    re.IGNORECASE,
)
_THOUSANDS = re.compile(r"£\s?(?:k|['’]?000s?)(?![\w,])|\bthousands?\b|\(k\)", re.IGNORECASE)
_MILLIONS = re.compile(r"£\s?(?:m|mn)\b|\bmillions?\b|\(m\)", re.IGNORECASE)
MOST_SCALED = 100_000
"""From this figure on, an amount is hardly in thousands."""
_DAYS = re.compile(r"\b([a-z]+|\d+(?:\.\d+)?)\s+(?:working\s+|person[- ]|man[- ])?days?\b", re.IGNORECASE)


@dataclass(frozen=True)
class ReadCost:
    status: str
    amount: str | None
    sure: bool = True
    changed: str = ""

    @property
    def data(self) -> dict[str, str | None]:
        return {"status": self.status, "amount": self.amount}


def plain_amount(amount: Decimal) -> str:
    """1200 or 1200.50, as secrel.rid/1 writes amounts."""
    return f"{amount:.2f}".removesuffix(".00")


def scale_in(texts: Iterable[str]) -> int:
    """What the figures of a table are multiplied by, as its title or headings say."""
    said = " | ".join(texts)
    return 1_000 if _THOUSANDS.search(said) else 1_000_000 if _MILLIONS.search(said) else 1


def scaled(cost: ReadCost, text: str, scale: int) -> ReadCost:
    """A cost whose figure is in thousands or millions. One that says so itself, or is too large for it, stays."""
    if scale == 1 or cost.amount is None or Decimal(cost.amount) == 0:
        return cost
    if re.search(r"[km]|million|thousand", text, re.IGNORECASE) or Decimal(cost.amount) >= MOST_SCALED:
        return replace(
            cost, sure=False, changed=f"The heading says {scale:,}, and “{text.strip()}” may be in full."
        )
    amount = plain_amount(Decimal(cost.amount) * scale)
    return replace(cost, amount=amount, changed=f"“{text.strip()}” is read as £{Decimal(amount):,}.")


def read_cost(text: str, *, is_italic: bool = False) -> ReadCost:
    """The cost in a cell of a table."""
    word = folded(text).strip(" .")
    if marked := _MARKED.fullmatch(word):  # the number of a footnote, which stood above the line
        status = "tbc" if marked[1] in _TBC else "not_applicable"
        return ReadCost(status, None, sure=False, changed=f"“{text.strip()}” is read as {marked[1].upper()}.")
    if word in _TBC:
        return ReadCost("tbc", None)
    if word in _NOT_APPLICABLE:
        return ReadCost("not_applicable", None)
    if word in _NONE:
        return ReadCost("none", None, sure=word != "none")
    if word in ("", "-"):
        return ReadCost("tbc", None, sure=False)
    is_estimate = is_italic or bool(_ESTIMATED.search(word))
    status = "estimate" if is_estimate else "firm"
    bare = _EXTRAS.sub("", " ".join(text.split())).strip().strip("()")
    amount, changed = _amount(bare)
    if amount is None:
        found = _POUNDS.findall(bare)
        return ReadCost(
            "tbc", None, sure=False, changed=f"“{text.strip()[:60]}” is no single amount." if found else ""
        )
    is_plain = bare == " ".join(text.split()).strip()
    return ReadCost(
        status, plain_amount(amount), sure=not changed and (is_plain or is_estimate), changed=changed
    )


def pounds_in(text: str) -> list[tuple[str, str]]:
    """The amounts in a text, each with what was changed to read it."""
    found = []
    for written in _POUNDS.finditer(text):
        amount, changed = _amount(written[0].rstrip(".,"))
        if amount is not None:
            found.append((plain_amount(amount), changed))
    return found


def days_in_words(text: str) -> list[float | int]:
    """The numbers of days that stand in a text: “two days”, “20 days of effort”, “1.5 days”."""
    found: list[float | int] = []
    for written in _DAYS.finditer(text):
        word = written[1].casefold()
        if word in NUMBERS:
            found.append(NUMBERS[word])
        elif word.replace(".", "", 1).isdecimal():
            number = float(word)
            found.append(int(number) if number == int(number) else number)
    return found


def _amount(text: str) -> tuple[Decimal | None, str]:
    for candidate in (text, in_full(text) or "", _mended(text)):
        try:
            amount = read_amount(candidate)
        except ValueError:
            continue
        if amount is not None:
            is_changed = candidate not in (text, in_full(text))
            return amount, f"“{text}” is read as £{amount:,}." if is_changed else ""
    return None, ""


def _mended(text: str) -> str:
    """Figures for letters, and dots between thousands as commas."""
    figures = as_figures(text.replace(" ", ""))
    return re.sub(r"\.(?=\d{3}(?:\D|$))", ",", figures)
