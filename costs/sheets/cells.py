"""Reading and writing a cost in a cell: 53,572 (firm), 53,572 est (estimate), TBC, N/A with a reason, or None."""

from dataclasses import dataclass
from decimal import Decimal

from costs.models import Basis, CostCell
from secrel.core.editing.days_and_amounts import NotAnAmount, read_amount
from secrel.core.editing.sheets.columns import Column
from secrel.core.values.texts import folded, one_line

_ESTIMATED = ("estimated", "estimate", "est", "e")
_FIRM = ("firm",)
_NOT_APPLICABLE = ("n/a", "na", "not applicable")
_UNKNOWN = {"", "tbc", "tbd", "to be confirmed", "?"}
_NOTHING = {"none", "nil", "-"}
_LONGEST = 60
"""The length of the longest text read as an amount, in characters."""


@dataclass(frozen=True)
class StatedCost:
    """The value of a cell: its basis, the amount in pounds if any, and the reason of an N/A."""

    basis: str
    amount: Decimal | None = None
    reason: str = ""


TO_COME = StatedCost(Basis.TBC)


def read_cost(text: str) -> StatedCost:
    """Read a cost. Raises ValueError with a sentence for anything else."""
    plain = one_line(text)
    word = folded(plain)
    if word in _UNKNOWN:
        return TO_COME
    if word in _NOTHING:
        return StatedCost(Basis.NONE)
    if (reason := _not_applicable(plain)) is not None:
        if not reason:
            raise ValueError("Add the reason after N/A, for example N/A: counted with MP123.")
        return StatedCost(Basis.NOT_APPLICABLE, reason=reason[:300])
    if len(plain) > _LONGEST:
        raise _not_a_cost(plain)
    if plain.startswith("~"):
        return StatedCost(Basis.ESTIMATE, _amount(plain[1:], plain))
    if (digits := _before(plain, _ESTIMATED)) is not None:
        return StatedCost(Basis.ESTIMATE, _amount(digits, plain))
    digits = _before(plain, _FIRM)
    return StatedCost(Basis.FIRM, _amount(plain if digits is None else digits, plain))


def _not_applicable(text: str) -> str | None:
    """The reason after “N/A”, possibly empty; None if the text does not begin with it."""
    for words in _NOT_APPLICABLE:
        rest = text[len(words) :]
        if text[: len(words)].casefold() == words and not (rest[:1].isalnum() or rest[:1] == "_"):
            return rest.strip(" :,–-")
    return None


def _before(text: str, endings: tuple[str, ...]) -> str | None:
    """The text before one of the endings, which may be in brackets; None without one."""
    bare = text.casefold().removesuffix(")").removesuffix(".")
    for ending in endings:
        if bare.endswith(ending) and (rest := bare.removesuffix(ending).rstrip()):
            return rest.removesuffix("(").rstrip()
    return None


def _amount(digits: str, text: str) -> Decimal:
    try:
        amount = read_amount(digits)
    except NotAnAmount as error:
        raise _not_a_cost(text, error.hint) from error
    if amount is None:
        raise _not_a_cost(text)
    return amount


def _not_a_cost(text: str, hint: str = "") -> ValueError:
    return ValueError(
        f"“{text[:_LONGEST]}” is not a cost. Enter 53,572 for a firm amount, 53,572 est for an estimate, TBC, or "
        f"N/A with its reason.{hint}"
    )


def cost_text(cost: StatedCost | CostCell | None) -> str:
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

    def read(self, text: str) -> StatedCost:
        return read_cost(text)

    def format(self, value: StatedCost) -> str:
        return cost_text(value)

    def plain(self, text: str) -> str:
        return super().plain(text) if text else ""
