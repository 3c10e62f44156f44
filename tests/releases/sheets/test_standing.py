"""Where modifications stand is changed for several at once, all or none."""

from datetime import date

import pytest

from modifications.models.modifications import Part
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from releases.operations.planning.standing import Standing, set_standings
from secrel.core.changes.errors import RuleBroken, Stale
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.dates.partial_dates import PartialDate

pytestmark = pytest.mark.django_db
ON = date(2021, 10, 15)


def stand(*standings, token=AS_STORED):
    release = Release.objects.get(slug="november-2021")
    return set_standings(by=SYSTEM, release=release, standings=standings, token=token, on=ON)


def test_standings_change_together_or_not_at_all(examples):
    items = ScopeItem.objects.filter(release__slug="november-2021")
    one = items.filter(status="targeted").first() or items.exclude(status="out").first()
    free = Part.objects.exclude(scope_items__release__slug="november-2021").exclude(
        modification__stage__in=("rejected", "withdrawn")
    )
    new = free.filter(name="").first()
    changed = Standing(
        one.part, cut_off_on=date(2021, 10, 20), step="Vote of the Board", expected=PartialDate.of(ON)
    )
    out = Standing(new, "out")
    with pytest.raises(RuleBroken, match="cannot leave it"):
        stand(changed, out)
    one.refresh_from_db()
    assert one.cut_off_on != date(2021, 10, 20)
    stand(changed, Standing(new, impacts_dcc_systems=True))
    one.refresh_from_db()
    assert one.cut_off_on == date(2021, 10, 20)
    step = one.modification.next_steps.filter(outcome="").first()
    assert (step.step, str(step.expected)) == ("Vote of the Board", "2021-10-15")
    entered = items.get(part=new)
    assert (entered.status, entered.modification.impacts_dcc_systems) == ("candidate", True)
    with pytest.raises(Stale):
        stand(changed, token=0)


def test_approved_part_cannot_become_targeted(examples):
    item = ScopeItem.objects.filter(release__slug="november-2021", status="approved").first()
    with pytest.raises(RuleBroken, match="It is approved"):
        stand(Standing(item.part, "targeted"))
