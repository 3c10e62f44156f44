"""A cost as people write it in a cell: 53,572 is firm, 53,572 est an estimate; TBC; N/A with its reason; None."""

import re
from dataclasses import dataclass
from decimal import Decimal

from costs.models import Basis, CostCell
from secrel.core.sheets.columns import Column
from secrel.core.typed import read_amount

_ESTIMATE = re.compile(
    r"(?:~\s*+(?P<a>.+)|(?P<b>.*?\S)\s*+\(?(?:est|estimate|estimated|e)\.?\)?)", re.IGNORECASE
)
_FIRM = re.compile(r"(?P<a>.*?\S)\s*+\(?firm\)?", re.IGNORECASE)
_NOT_APPLICABLE = re.compile(r"(?:n/?a|not applicable)\b[\s:,–-]*(?P<reason>.*)", re.IGNORECASE | re.DOTALL)
_UNKNOWN = {"", "tbc", "to be confirmed", "?"}
_NOTHING = {"none", "nil", "-", "–"}


@dataclass(frozen=True)
class Cost:
    """What a cell says: its basis, the amount in pounds where it has one, the reason of an N/A."""

    basis: str
    amount: Decimal | None = None
    reason: str = ""


TO_COME = Cost(Basis.TBC)


def read_cost(text: str) -> Cost:
    """Raises ValueError with a sentence for what is no cost."""
    plain = text.strip()
    if plain.casefold() in _UNKNOWN:
        return TO_COME
    if plain.casefold() in _NOTHING:
        return Cost(Basis.NONE)
    if found := _NOT_APPLICABLE.fullmatch(plain):
        if not found["reason"].strip():
            raise ValueError("Say why it is not applicable: N/A: counted with MP123.")
        return Cost(Basis.NOT_APPLICABLE, reason=found["reason"].strip()[:300])
    if found := _ESTIMATE.fullmatch(plain):
        return Cost(Basis.ESTIMATE, _amount(found["a"] or found["b"], text))
    found = _FIRM.fullmatch(plain)
    return Cost(Basis.FIRM, _amount(found["a"] if found else plain, text))


def _amount(digits: str, text: str) -> Decimal | None:
    try:
        return read_amount(digits.strip())
    except ValueError as error:
        raise ValueError(
            f"“{text}” is no cost: write 53,572 for a firm amount, 53,572 est for an estimate, TBC, or N/A with "
            "its reason."
        ) from error


def say_cost(cost: Cost | CostCell | None) -> str:
    if cost is None:
        return ""
    if cost.basis in (Basis.TBC, Basis.NONE):
        return {"tbc": "TBC", "none": "None"}[cost.basis]
    if cost.basis == Basis.NOT_APPLICABLE:
        return f"N/A: {cost.reason}" if cost.reason else "N/A"
    whole = cost.amount == cost.amount.to_integral()
    amount = f"{cost.amount:,.0f}" if whole else f"{cost.amount:,.2f}"
    return f"{amount} est" if cost.basis == Basis.ESTIMATE else amount


@dataclass(frozen=True)
class CostColumn(Column):
    size: str = "money"

    def read(self, text: str) -> Cost:
        return read_cost(text)

    def say(self, value: Cost) -> str:
        return say_cost(value)

    def plain(self, text: str) -> str:
        return super().plain(text) if text else ""
