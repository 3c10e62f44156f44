"""Applying equals doing the same by hand; discarding leaves no row changed; moved facts are a conflict."""

import random
from datetime import date

import pytest
from django.db import connection, transaction

from governance.composing.compose import compose
from governance.scenarios.evaluation import compute
from governance.scenarios.operations.applying import FactsMoved, apply_scenario
from governance.scenarios.operations.scenarios import (
    add_scenario_step,
    copy_scenario,
    discard_scenario,
    rebase_scenario,
    share_scenario,
    shift_scenario_step,
)
from modifications.models.modifications import Modification, Part
from modifications.operations.parts import PartFacts, set_parts
from releases.models.releases import Release
from releases.models.scope import ScopeItem
from releases.models.timeline import TimelineRow
from releases.operations.planning.acts import PlanChange
from releases.operations.releases import change_release
from releases.operations.scope import add_to_scope, move_between, move_in_scope
from releases.operations.timeline import change_timeline_row
from releases.queries import scope_item
from releases.workflow import COMING
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.changes.record import digest_of
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.people import Body
from secrel.core.models.record import AuditEntry
from tests.governance.scenarios.plans import EARLY, LATER, ON, planned

pytestmark = pytest.mark.django_db
REASON = "The Panel asked for it."
NOT_FACTS = ("core_auditentry", "core_cachedresult", "governance_scenario", "governance_scenariostep")


def rows_digests():
    """A digest of all rows of each table, but of the audit trail, scenarios and what is cached."""
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name not in NOT_FACTS]
        found = {}
        for name in tables:
            cursor.execute(f'SELECT md5(string_agg(t::text, chr(10) ORDER BY t::text)) FROM "{name}" t')
            found[name] = cursor.fetchone()[0]
    return found


def contents():
    return {row.slug: digest_of(compose(row).as_data()) for row in Release.objects.order_by("slug")}


def test_a_discarded_scenario_leaves_no_row_changed_and_an_entry_that_it_existed(june, analyst):
    before = rows_digests()
    assert len(before) > 80
    scenario = planned(analyst, EARLY, LATER)
    assert compute(scenario, list(scenario.steps.all()), ON).refused == {}
    shift_scenario_step(by=analyst, scenario=scenario, position=2, up=True, token=AS_STORED, on=ON)
    with pytest.raises(RuleBroken, match="This is the last step already"):
        shift_scenario_step(by=analyst, scenario=scenario, position=2, up=False, token=AS_STORED, on=ON)
    discard_scenario(by=analyst, scenario=scenario, token=AS_STORED, reason="Not needed.", on=ON)
    assert rows_digests() == before
    entry = AuditEntry.objects.order_by("-position").first()
    assert (entry.action, entry.label, entry.reason) == (
        "governance.discard_scenario",
        "What-if: A plan",
        "Not needed.",
    )
    assert entry.changes == {
        "state": ["open", "discarded"],
        "steps": [
            [
                "Move SECMP0062 part 2 from the November 2020 SEC Release to the November 2021 SEC Release.",
                "Move the go-live of the June 2020 SEC Release to 6 May 2020.",
            ],
            None,
        ],
    }
    with pytest.raises(RuleBroken, match="This scenario is discarded"):
        add_scenario_step(by=analyst, scenario=scenario, change=EARLY, token=AS_STORED, on=ON)


def by_hand(change, by):
    """Make a change as its own page does: the operation with the rows that the page found."""
    common = {"by": by, "reason": REASON, "on": ON}
    release = Release.objects.filter(slug=change.release).first()
    if change.do == "go_live":
        fields = {"go_live_on": date.fromisoformat(change.on)}
        return change_release(release=release, fields=fields, token=AS_STORED, **common)
    if change.do == "date":
        row = TimelineRow.objects.select_related("release").get(release=release, key=change.row)
        return change_timeline_row(row=row, planned=PartialDate.parse(change.on), token=AS_STORED, **common)
    if change.do == "split":
        modification = Modification.objects.get(reference=change.ref)
        first, *rest = change.names
        rows = [PartFacts(modification.parts.get(), first), *(PartFacts(None, name) for name in rest)]
        return set_parts(modification=modification, parts=rows, token=AS_STORED, **common)
    part = Part.objects.get(modification__reference=change.ref, name=change.part)
    csc = Body.objects.get(key="csc")
    if change.do == "add":
        facts = {"status": "targeted", "description": change.description, "ground": change.ground}
        return add_to_scope(release=release, part=part, body=csc, **facts, **common)
    item = ScopeItem.objects.get(part=part, release=release)
    if change.do == "take_out":
        return move_in_scope(item=item, move="take_out", ground=change.ground, body=csc, **common)
    to = Release.objects.get(slug=change.to_release)
    return move_between(
        item=item, to_release=to, token=AS_STORED, exception=change.ground, body=csc, **common
    )


def some_change(chance):
    """A change at random, which may be impossible."""
    coming = list(Release.objects.filter(life__in=COMING).order_by("slug"))
    items = list(ScopeItem.objects.filter(release__in=coming).exclude(status="out").order_by("pk"))
    item, release = chance.choice(items), chance.choice(coming)
    held = {"ref": item.modification.reference, "part": item.part.name, "release": item.release.slug}
    kind = chance.choice(("move", "take_out", "go_live", "date", "split", "add"))
    if kind == "move":
        return PlanChange("move", **held, to_release=release.slug, ground="necessary")
    if kind == "take_out":
        return PlanChange("take_out", **held, ground="lead_time")
    if kind == "go_live":
        day = date(2022, chance.randint(1, 12), chance.randint(1, 28))
        return PlanChange("go_live", release=release.slug, on=day.isoformat())
    if kind == "date":
        rows = list(release.timeline.filter(is_go_live=False).order_by("position")) or [None]
        row = chance.choice(rows)
        return PlanChange("date", release=release.slug, row=row.key if row else "none", on="2021-12 late")
    if kind == "split":
        return PlanChange("split", ref=held["ref"], names=("1", "2"))
    part = chance.choice(("", "2"))
    return PlanChange(
        "add", ref=held["ref"], part=part, release=release.slug, description="do it.", ground="necessary"
    )


@pytest.mark.parametrize("seed", range(4))
def test_applied_equals_the_same_done_by_hand(june, analyst, seed):
    chance, csc = random.Random(seed), Body.objects.get(key="csc")
    scenario, changes = planned(analyst), []
    for _ in range(40):
        change = some_change(chance)
        try:
            add_scenario_step(by=analyst, scenario=scenario, change=change, body=csc, token=AS_STORED, on=ON)
        except RuleBroken:
            continue
        changes.append(change)
        if len(changes) == 5:
            break
    assert len(changes) == 5
    before = contents()
    with transaction.atomic():
        apply_scenario(by=analyst, scenario=scenario, token=AS_STORED, reason=REASON, on=ON)
        applied = contents()
        entries = list(AuditEntry.objects.order_by("-position"))
        top = next(entry for entry in entries if entry.action == "governance.apply_scenario")
        caused = sorted(entry.action for entry in entries if entry.cause == top.position)
        assert all(entry.reason == REASON for entry in entries if entry.cause == top.position)
        assert top.composed.keys() >= {slug for slug in before if before[slug] != applied[slug]}
        transaction.set_rollback(True)
    head = AuditEntry.objects.count()
    assert contents() == before
    for change in changes:
        by_hand(change, analyst)
    assert contents() == applied != before
    own = AuditEntry.objects.order_by("position")[head:]
    assert sorted(entry.action for entry in own if entry.cause is None) == caused


def test_facts_that_moved_meanwhile_are_a_conflict_until_they_are_taken(june, analyst, people):
    scenario = planned(analyst, EARLY)
    share_scenario(by=analyst, scenario=scenario, is_shared=True, token=AS_STORED, on=ON)
    change_release(
        by=SYSTEM,
        release=june,
        fields={"go_live_on": date(2020, 7, 2)},
        token=AS_STORED,
        reason="Another day.",
        on=ON,
    )
    facts = {"by": analyst, "scenario": scenario, "token": AS_STORED, "reason": REASON, "on": ON}
    with pytest.raises(FactsMoved) as refused:
        apply_scenario(**facts)
    assert refused.value.sentence == (
        "The facts have changed since you added the steps: Go-live of the June 2020 SEC Release was 25 June 2020 and "
        "is now 2 July 2020. Look at both sides, then take the facts as they are now, or change the steps."
    )
    with pytest.raises(NotAllowed, match="Only The analyst can change this scenario"):
        rebase_scenario(by=people.analyst2, scenario=scenario, token=AS_STORED, on=ON)
    copied = copy_scenario(by=people.analyst2, scenario=scenario, name="Mine", on=ON)
    assert copied.steps.get().rests_on == {"Go-live of the June 2020 SEC Release": "2 July 2020"}
    rebase_scenario(by=analyst, scenario=scenario, token=AS_STORED, on=ON)
    apply_scenario(**facts)
    scenario.refresh_from_db()
    june.refresh_from_db()
    assert (scenario.state, scenario.closed_on, scenario.reason) == ("applied", ON, REASON)
    assert june.go_live_on == date(2020, 5, 6)
    with pytest.raises(RuleBroken, match="This scenario is applied"):
        apply_scenario(**facts)


def test_steps_are_checked_when_they_are_added(june, analyst):
    scenario = planned(analyst)

    def refused(*facts, **arguments):
        with pytest.raises(RuleBroken) as broken:
            change = PlanChange(*facts, **arguments)
            add_scenario_step(by=analyst, scenario=scenario, change=change, token=AS_STORED, on=ON)
        return broken.value.sentence

    live = Release.objects.get(slug="june-2021")
    assert refused("go_live", release="june-2021", on="2021-07-01") == (
        f"The June 2021 SEC Release is {live.workflow_state.label.lower()}, so nothing can be planned in it."
    )
    assert refused("go_live", release="june-1999", on="2021-07-01") == (
        "There is no release at the address june-1999 any more."
    )
    assert refused("go_live", release="june-2020", on="2020-06-25") == (
        "Nothing has changed: these values are already saved."
    )
    assert refused("take_out", ref="MP149", release="june-2020") == (
        "MP149 is no longer in the scope of the release."
    )
    split = PlanChange("split", ref="MP149", names=("1", "2"))
    second = PlanChange("add", ref="MP149", part="2", release="february-2022", description="do the rest.")
    assert "There is no MP149 part 2 any more" in refused(
        "add", ref="MP149", part="2", release="february-2022", description="do the rest."
    )
    for change in (split, second):
        add_scenario_step(by=analyst, scenario=scenario, change=change, token=AS_STORED, on=ON)
    with pytest.raises(RuleBroken, match="This scenario has no steps"):
        empty = planned(analyst, name="Empty")
        apply_scenario(by=analyst, scenario=empty, token=AS_STORED, reason=REASON, on=ON)
    apply_scenario(by=analyst, scenario=scenario, token=AS_STORED, reason=REASON, on=ON)
    assert scope_item("november-2021", "MP149-part-1").get().status == "targeted"
    assert scope_item("february-2022", "MP149-part-2").get().status == "targeted"
