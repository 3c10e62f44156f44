"""Sentences about costs: amount, basis, range, qualifiers, reason and source."""

from governance.documents.engine.diff.found import Found
from governance.documents.engine.diff.phrases import belonging, is_plural, quoted, subject
from governance.documents.engine.facts import Cost, Effort
from governance.documents.engine.text import pounds
from secrel.core.values.texts import joined

BASES = {
    "firm": "firm",
    "estimate": "an estimate",
    "quoted": "currently quoted",
    "tbc": "to be confirmed",
    "not_applicable": "not applicable",
    "none": "none",
}


def cost_sentence(found: Found, what: str = "") -> str:
    """'The SIT cost of MP149 rises from £100 to £150, by £50, and is now firm (before: an estimate)'."""
    what = what or cost_subject(found)
    is_many = is_plural(what)
    is_are = "are" if is_many else "is"
    if found.kind == "added":
        return f"{what} {is_are} now stated: {_side(found.new, found.after)}"
    if found.kind == "removed":
        return f"{what} {is_are} no longer stated; before: {_side(found.old, found.before)}"
    if isinstance(found.new, Cost) and (found.old.amount is None) != (found.new.amount is None):
        return f"{what} {is_are} now {_whole(found.new)}; before: {_whole(found.old)}"
    amount, others = _amount(found, is_many=is_many), joined(_others(found, is_are))
    parts = ", and ".join(filter(None, (amount, others)))
    return f"{what} {parts or f'{is_are} recorded in another form, and still {found.after}'}"


def _side(value: object, shown: str) -> str:
    return _whole(value) if isinstance(value, Cost) else shown


def _whole(cost: Cost) -> str:
    """An amount with its basis, or the basis alone, and what is stated beside it."""
    notes = [f"{name}: {note}" for name, note in (("reason", cost.reason), ("source", cost.source)) if note]
    beside = f" ({'; '.join(notes)})" if notes else ""
    if cost.amount is None:
        return f"{BASES.get(cost.status, cost.status)}{beside}"
    return f"{' '.join([*_qualifiers(cost), _pounds(cost)])}, {BASES.get(cost.status, cost.status)}{beside}"


def cost_subject(found: Found) -> str:
    """What the amount is: “the SIT cost of MP149”, “the total DCC costs”."""
    *before, last = found.steps
    if "cost" in last.spoken.lower() or "effort" in last.spoken.lower() or last.role not in ("field", "key"):
        return subject(found)
    steps = before
    while steps and steps[-1].role == "field" and len(steps) > 1 and last.role == "key":
        steps = steps[:-1]
    return belonging(f"{last.spoken} cost", steps)


def _amount(found: Found, *, is_many: bool) -> str:
    old, new, more = found.old, found.new, found.amount
    s = "" if is_many else "s"
    if isinstance(old, Effort):
        return _effort(old, new, found, s)
    if more:
        goes = f"rise{s}" if more > 0 else f"fall{s}"
        return f"{goes} from {_pounds(old)} to {_pounds(new)}, by {pounds(str(abs(more)))}"
    if (old.amount, old.amount_to or None) == (new.amount, new.amount_to or None):
        return ""
    return f"{'are' if is_many else 'is'} now {_pounds(new)} (before: {_pounds(old)})"


def _effort(old: Effort, new: Effort, found: Found, s: str) -> str:
    if found.amount and old.days != new.days:
        goes = "rise" if found.amount > 0 else "fall"
        by = pounds(str(abs(found.amount)))
        return f"{goes}{s} from {found.before} to {found.after}, by {by}"
    return f"change{s} from {found.before} to {found.after}"


def _others(found: Found, is_are: str) -> list[str]:
    old, new = found.old, found.new
    if isinstance(old, Effort):
        return []
    parts = []
    if old.status != new.status:
        parts.append(
            f"{is_are} now {BASES.get(new.status, new.status)} (before: {BASES.get(old.status, old.status)})"
        )
    before, after = (" and ".join(_qualifiers(one)) for one in (old, new))
    if before != after:
        parts.append(
            f"{is_are} now stated as {quoted(after)}"
            if after
            else f"{is_are} no longer stated as {quoted(before)}"
        )
    for name in ("reason", "source"):
        was, now = getattr(old, name) or "", getattr(new, name) or ""
        if was != now:
            parts.append(
                f"{'have' if is_are == 'are' else 'has'} another {name}: {quoted(now)}"
                if was and now
                else f"now {'have' if is_are == 'are' else 'has'} a {name}: {quoted(now)}"
                if now
                else f"no longer {'have' if is_are == 'are' else 'has'} a {name}"
            )
    return parts


def _qualifiers(cost: Cost) -> list[str]:
    return [name.replace("_", " ") for name in cost.qualifiers or ()]


def _pounds(cost: Cost) -> str:
    return " to ".join(_money(amount) for amount in (cost.amount, cost.amount_to) if amount)


def _money(amount: str) -> str:
    try:
        return pounds(amount)
    except ArithmeticError:
        return amount
