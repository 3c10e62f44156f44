"""Reading and writing a cost in a cell: 53,572 (firm), 53,572 est (estimate), 100,000 to 150,000 (a range),
around 5,000 (a qualifier), TBC, N/A with a reason, or None."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import ClassVar

from costs.figures import Figure, Qualifier, contradiction, figure_text, in_order
from costs.models import Basis, CostCell
from secrel.core.editing.days_and_amounts import NotAnAmount, read_amount
from secrel.core.editing.sheets.columns import Column, Understood, understood_in_full
from secrel.core.values.texts import folded, one_line

_ESTIMATED = ("estimated", "estimate", "est", "e")
_FIRM = ("firm",)
_NOT_APPLICABLE = ("n/a", "na", "not applicable")
_UNKNOWN = {"", "tbc", "tbd", "to be confirmed", "?"}
_NOTHING = {"none", "nil", "-"}
_WORDS = {
    Qualifier.CURRENTLY_QUOTED: ("currently quoted", "currently quoted as", "currently quoted at"),
    Qualifier.ESTIMATED: ("estimated", "estimated at", "estimated as"),
    Qualifier.UP_TO: (
        *(
            "up to",
            "no more than",
            "not more than",
            "at most",
            "a maximum of",
            "maximum of",
            "maximum",
            "max",
        ),
        *("max.", "<=", "≤"),
    ),
    Qualifier.AT_LEAST: (
        *(
            "at least",
            "no less than",
            "not less than",
            "a minimum of",
            "minimum of",
            "minimum",
            "min",
            "min.",
        ),
        *(">=", "≥"),
    ),
    Qualifier.AROUND: (
        "around",
        "about",
        "approximately",
        "approx",
        "approx.",
        "roughly",
        "circa",
        "ca.",
        "c.",
        "c",
    ),
}
_QUALIFIERS = {words: one for one, all_words in _WORDS.items() for words in all_words}
_LONGEST_FIRST = sorted(_QUALIFIERS, key=len, reverse=True)
_QUOTED_AFTER = ("(currently quoted)", "currently quoted")
_RANGES = (("between ", (" and ",)), ("from ", (" to ", "-")))
"""Words before a range, and what separates its ends then."""
_MILLIONS = re.compile(r"[0-9] ?(?:m|mn|million)$")
_LONGEST = 100
"""The length of the longest text read as an amount, in characters."""


@dataclass(frozen=True)
class StatedCost:
    """The value of a cell: its basis, the amount in pounds if any, its upper end and qualifiers, and the reason of an
    N/A."""

    basis: str
    amount: Decimal | None = None
    reason: str = ""
    amount_to: Decimal | None = None
    qualifiers: tuple[str, ...] = ()

    @property
    def figure(self) -> Figure:
        return Figure(self.basis, self.amount, self.amount_to, self.qualifiers)


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
    text, qualifiers = _without_qualifiers(word)
    basis = Basis.ESTIMATE if Qualifier.ESTIMATED in qualifiers else Basis.FIRM
    if text.startswith("~"):
        basis, text = Basis.ESTIMATE, text[1:].lstrip()
    if (rest := _before(text, _ESTIMATED)) is not None:
        basis, text = Basis.ESTIMATE, rest
    elif (rest := _before(text, _FIRM)) is not None:
        if basis == Basis.ESTIMATE:
            raise ValueError(
                contradiction(Figure(Basis.FIRM, Decimal(0), None, (Qualifier.ESTIMATED.value,)))
            )
        text = rest
    amount, amount_to = _amounts(text, plain)
    cost = StatedCost(basis, amount, amount_to=amount_to, qualifiers=in_order(qualifiers))
    if wrong := contradiction(cost.figure):
        raise ValueError(wrong)
    return cost


def _without_qualifiers(text: str) -> tuple[str, set[str]]:
    """The text without the words of qualifiers before and after it, and the qualifiers."""
    found: set[str] = set()
    for ending in _QUOTED_AFTER:
        if text.endswith(ending) and len(text) > len(ending):
            text = text.removesuffix(ending).rstrip(" ,")
            found.add(Qualifier.CURRENTLY_QUOTED.value)
    while words := next((words for words in _LONGEST_FIRST if _begins(text, words)), ""):
        found.add(_QUALIFIERS[words].value)
        text = text.removeprefix(words).lstrip()
    return text, found


def _begins(text: str, words: str) -> bool:
    """Whether the text begins with the words of a qualifier, which a space or an amount follows."""
    rest = text.removeprefix(words)
    if words.endswith(" at") and rest.lstrip().startswith(("least", "most")):
        return False  # “estimated”, “at least”
    after = rest[:1]
    ends_in_sign = not words[-1].isalnum()
    return text.startswith(words) and bool(after) and (after in " £~" or (ends_in_sign and after.isdigit()))


def _amounts(text: str, plain: str) -> tuple[Decimal, Decimal | None]:
    """The amount, or both ends of a range."""
    low, high = _ends(text)
    if high is None:
        return _amount(text, plain), None
    if high.endswith("k") and not low.endswith("k"):
        raise ValueError(
            f"“{plain[:_LONGEST]}” can be read in two ways. Write both amounts in full, like 100k to 150k."
        )
    return _amount(low, plain), _amount(high, plain)


def _ends(text: str) -> tuple[str, str | None]:
    """The two ends of a range as texts; None as the second of a single amount."""
    word, separators = next((pair for pair in _RANGES if text.startswith(pair[0])), ("", (" to ", "-")))
    inner = text.removeprefix(word)
    for separator in separators:
        low, _, high = (part.strip() for part in inner.partition(separator))
        if high and any(sign.isdigit() for sign in low):
            return low, high
    return text, None


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
    """The amount, in thousands if it ends in “k”."""
    thousands = digits.endswith("k")
    try:
        amount = read_amount(digits.removesuffix("k").rstrip() if thousands else digits)
    except NotAnAmount as error:
        hint = " Write millions in full, like 1,200,000." if _MILLIONS.search(digits) else error.hint
        raise _not_a_cost(text, hint) from error
    if amount is None:
        raise _not_a_cost(text)
    amount *= 1000 if thousands else 1
    if amount >= 10**12:
        raise ValueError(f"“{text[:60]}” is too large for the cost of a release. Check the digits.")
    return amount


def _not_a_cost(text: str, hint: str = "") -> ValueError:
    return ValueError(
        f"“{text[:_LONGEST]}” is not a cost. Enter 53,572 for a firm amount, 53,572 est for an estimate, "
        f"100,000 to 150,000 for a range, around, up to or at least 5,000, TBC, None, or N/A with its reason.{hint}"
    )


def cost_text(cost: StatedCost | CostCell | None) -> str:
    if cost is None:
        return ""
    if cost.basis in (Basis.TBC, Basis.NONE):
        return {"tbc": "TBC", "none": "None"}[cost.basis]
    if cost.basis == Basis.NOT_APPLICABLE:
        return f"N/A: {cost.reason}" if cost.reason else "N/A"
    text = figure_text(cost.figure, _written, quoted=False)
    if cost.basis == Basis.ESTIMATE and Qualifier.ESTIMATED not in cost.qualifiers:
        text = f"{text} est"
    return f"{text} (currently quoted)" if Qualifier.CURRENTLY_QUOTED in cost.qualifiers else text


def text_of_fields(fields: Mapping[str, str]) -> str:
    """The text of a cell from the fields of our CSV: status, amount, reason, amount_to, qualifiers."""
    status, amount = fields.get("status", ""), fields.get("amount", "")
    if not amount:
        reason = fields.get("reason", "")
        return {"none": "None", "not_applicable": f"N/A: {reason}" if reason else "N/A", "tbc": "TBC"}.get(
            status, ""
        )
    words = [word.strip() for word in fields.get("qualifiers", "").split(",")]
    said = " ".join(Qualifier(word).label for word in words if word in Qualifier.values)
    end = f" to {fields['amount_to']}" if fields.get("amount_to") else ""
    return f"{said} {amount}{end}{' est' if status == 'estimate' else ''}".strip()


def _written(amount: Decimal) -> str:
    return f"{amount:,.0f}" if amount == amount.to_integral() else f"{amount:,.2f}"


@dataclass(frozen=True)
class CostColumn(Column):
    size: str = "cost"

    def read(self, text: str) -> StatedCost:
        return read_cost(text)

    def format(self, value: StatedCost) -> str:
        return cost_text(value)

    is_figure: ClassVar[bool] = True

    def understand(self, text: str) -> Understood:
        return understood_in_full(super().understand, text) if text else Understood("")

    def plain(self, text: str) -> str:
        return super().plain(text) if text else ""


def qualifiers_text(qualifiers: Iterable[str]) -> str:
    """'around, currently quoted'."""
    return ", ".join(Qualifier(name).label for name in in_order(qualifiers))


@dataclass(frozen=True)
class QualifiersColumn(Column):
    """What is said of an amount that is computed: around, up to, or several with commas."""

    def read(self, text: str) -> tuple[str, ...]:
        words = [folded(word) for word in text.split(",") if word.strip()]
        if unknown := next((word for word in words if word not in _QUALIFIERS), ""):
            raise ValueError(
                f"“{unknown[:60]}” cannot be said of an amount. Enter {', '.join(Qualifier.labels)}."
            )
        given = in_order(_QUALIFIERS[word].value for word in words)
        if wrong := contradiction(Figure(Basis.ESTIMATE, Decimal(0), None, given)):
            raise ValueError(wrong)
        return given

    def format(self, value: tuple[str, ...]) -> str:
        return qualifiers_text(value)
