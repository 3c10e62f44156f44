"""Changes to costs."""

from datetime import date
from decimal import Decimal

from costs.models import SecasEffort
from releases.models import Release, Section
from releases.operations import lock_section
from secrel.core.changes import Actor, operation, record, take_token, touch
from secrel.core.permissions import Permission

DAY_RATE = Decimal(600)  # every sample says so


@operation("costs.set_secas_effort", Permission.EDIT_RELEASES)
def set_secas_effort(
    *,
    by: Actor,
    release: Release,
    kind: str,
    days: Decimal,
    day_rate: Decimal = DAY_RATE,
    token: int | None = None,
    on: date | None = None,
) -> SecasEffort:
    """State SECAS's days for one kind of work; the amount follows from the day rate in pounds."""
    section = lock_section(release, Section.Key.COSTS)
    effort = SecasEffort.objects.filter(release=release, kind=kind).first()
    before = effort.days if effort else None
    take_token(section, token, lambda: {"days": before}, "The costs")
    effort = effort or SecasEffort(release=release, kind=kind)
    effort.days, effort.day_rate = days, day_rate
    effort.save()
    touch(release)
    record(
        target=f"releases/{release.slug}/costs/secas-{kind.replace('_', '-')}",
        label=f"SECAS effort, {effort.get_kind_display().lower()}, {release}",
        changes={"days": [before, days]},
        on=on,
    )
    return effort
