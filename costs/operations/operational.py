"""The DCC's operational costs, and SECAS's effort."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from costs.figures import Figure, contradiction, in_order
from costs.models import Basis, SecasEffort
from costs.operations.cells import CostCellFacts, set_cells
from costs.operations.changing import lock_costs, record_costs
from costs.totals import DAY_RATE
from releases.models.releases import Release, Section
from releases.operations.sections import lock_section
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, Actor, Token, operation, record, take_token, touch
from secrel.core.changes.permissions import Permission
from secrel.core.changes.targets import Target


@dataclass(frozen=True)
class SecasDays:
    """SECAS's days for one kind of work, None if there are none. The day rate is in pounds; `qualifiers` are of the
    amount."""

    days: Decimal | None
    day_rate: Decimal = DAY_RATE
    qualifiers: tuple[str, ...] = ()


@operation("costs.set_secas_effort", Permission.EDIT_RELEASES)
def set_secas_effort(
    *,
    by: Actor,
    release: Release,
    kind: str,
    days: Decimal | None,
    day_rate: Decimal = DAY_RATE,
    qualifiers: Iterable[str] = (),
    token: Token,
    on: date | None = None,
) -> SecasEffort | None:
    """Set SECAS's days for one kind of work, or remove them with None. The day rate is in pounds; `qualifiers` are of
    the amount."""
    if days is not None and (days <= 0 or days >= 10_000):
        raise RuleBroken(
            "Enter a number of days above 0 and below 10,000. Leave the cell empty if there are none."
        )
    if not 0 < day_rate < 1_000_000:
        raise RuleBroken("Enter a day rate above £0 and below £1,000,000.")
    given = tuple(qualifiers)
    if wrong := contradiction(Figure(Basis.ESTIMATE, day_rate, None, given)):
        raise RuleBroken(wrong)
    section = lock_section(release, Section.Key.COSTS)
    effort = SecasEffort.objects.filter(release=release, kind=kind).first() or SecasEffort(
        release=release, kind=kind
    )
    before, qualifiers = (effort.days, effort.day_rate, list(effort.qualifiers)), list(in_order(given))
    take_token(section, token, lambda: {"days": before[0]}, "The costs")
    if days is not None:
        effort.days, effort.day_rate, effort.qualifiers = days, day_rate, qualifiers
        effort.save()
    elif effort.pk:
        effort.delete()
    after = (days, effort.day_rate, qualifiers)
    changes = {
        name: list(pair)
        for name, *pair in zip(("days", "day_rate", "qualifiers"), before, after, strict=True)
    }
    touch(release)
    record(
        target=Target.SECAS_COSTS(release.slug, f"secas-{kind.replace('_', '-')}"),
        label=f"SECAS effort, {effort.get_kind_display().lower()}, {release}",
        changes={name: pair for name, pair in changes.items() if name == "days" or pair[0] != pair[1]},
        on=on,
    )
    return effort if days is not None else None


@operation("costs.state_others", Permission.EDIT_RELEASES)
def set_operational_costs(
    *,
    by: Actor,
    release: Release,
    days: dict[str, SecasDays],
    operational: CostCellFacts | None = None,
    token: Token,
    reason: str = "",
    on: date | None = None,
) -> None:
    """Set SECAS's days by kind of work, and the operational costs. Kinds not given stay as they are."""
    lock_costs(release, token)
    for kind, of_kind in days.items():
        set_secas_effort(
            by=by,
            release=release,
            kind=kind,
            days=of_kind.days,
            day_rate=of_kind.day_rate,
            qualifiers=of_kind.qualifiers,
            reason=reason,
            on=on,
            token=AS_STORED,
        )
    if operational:
        set_cells(by=by, release=release, cells=[operational], reason=reason, on=on, token=AS_STORED)
    record_costs(release, "Operational and SECAS costs", {"days": [None, sorted(days)]}, reason=reason, on=on)
