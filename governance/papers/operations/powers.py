"""Which body may be asked what: the holders of the powers on the day of the meeting."""

from collections.abc import Iterable
from datetime import date

from governance.documents.paper.types import Recommendation
from secrel.core.changes.errors import RuleBroken
from secrel.core.models.people import Body
from secrel.core.models.powers import Power
from secrel.core.people.queries import holder_of

SCOPE = (Power.SCOPE, Power.BASELINE)
"""The body that baselines may agree exceptions too (the field's rule)."""
ANY = (*SCOPE, Power.CRITERIA)


def powers_of(asked: Recommendation) -> tuple[Power, ...]:
    """The powers of which a body needs one to agree a recommendation; none to note one."""
    if asked.verb == "NOTE":
        return ()
    if asked.verb == "BASELINE":
        return (Power.BASELINE,)
    return (Power.CRITERIA,) if asked.key == "standard" else SCOPE


def refuse_body(body: Body, day: date) -> None:
    """Raise RuleBroken for a body that decides on no release."""
    holders = _holders(ANY, day)
    if body not in holders:
        names = " or ".join(row.the for row in dict.fromkeys(holders))
        raise RuleBroken(
            f"{_begin(body)} has no power to decide on releases on {day.day} {day:%B %Y}. Write the paper for {names}. "
            "“Who may do what” lists who holds which power from which day.",
            field="body",
            link=("/meetings/powers/", "Who may do what"),
        )


def refuse_powerless(body: Body, day: date, asked: Iterable[Recommendation]) -> None:
    """Raise RuleBroken where a body is asked something that it has no power to decide."""
    for row in asked:
        needed = powers_of(row)
        if needed and body not in (holders := _holders(needed, day)):
            names = " or ".join(holder.the for holder in dict.fromkeys(holders))
            raise RuleBroken(
                f"{_begin(body)} cannot be asked to {row.verb} {row.text}: on {day.day} {day:%B %Y} {names} decides "
                "that. Leave the recommendation out, or write a paper for that body.",
                link=("/meetings/powers/", "Who may do what"),
            )


def _holders(powers: Iterable[Power], day: date) -> list[Body]:
    return [holder_of(power, on=day) for power in powers]


def _begin(body: Body) -> str:
    return body.the[0].upper() + body.the[1:]
