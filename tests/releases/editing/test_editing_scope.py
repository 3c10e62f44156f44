"""Scope, go-live, kind and life of a release as a browser sends them."""

from datetime import date

import pytest

from modifications.models.modifications import Modification, ModificationDecision
from modifications.operations.register import record_decision
from releases.models.releases import Release
from releases.models.scope import ScopeEvent, ScopeItem
from releases.operations.decisions import take_decision_back
from releases.operations.releases import change_release, move_release
from releases.operations.scope import add_to_scope, move_in_scope
from releases.slots import next_free
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.models.people import Body
from tests.support.factories import ModificationFactory, ReleaseFactory, ScopeItemFactory

pytestmark = pytest.mark.django_db
JUNE = "/releases/june-2020"


def test_another_go_live_is_previewed_first_and_breaks_six_rows(june, as_role):
    back = {"go_live_on": date(2020, 6, 25)}
    change_release(
        by=SYSTEM, release=june, fields=back, token=AS_STORED, reason="As it was planned.", on=june.go_live_on
    )
    client = as_role("analyst")
    path = f"{JUNE}/edit/go-live/"
    page = client.get(path)
    entered = {
        "go_live_on": "6 May 2020",
        "was": page.context["form"]["was"].value(),
        "reason": "The DCC asked",
    }
    shown = client.post(path, entered)
    assert shown.status_code == 422
    assert [row.breaks for row in shown.context["consequences"]] == [True] * 6
    june.refresh_from_db()
    assert june.go_live_on == date(2020, 6, 25)
    again = {**entered, "seen": shown.context["form"]["seen"].value()}
    assert client.post(path, again).status_code == 303
    june.refresh_from_db()
    assert june.go_live_on == date(2020, 5, 6)


def test_scope_takes_a_part_moves_it_and_keeps_both_ledgers(june, as_role):
    client = as_role("analyst")
    path = "/releases/february-2022/edit/scope/"
    entered = {
        "reference": "MP104",
        "status": "targeted",
        "description": "do it.",
        "reason": "The CSC agreed",
    }
    assert client.post(path, {**entered, "reference": "MP999"}).status_code == 422
    already = client.post(path, entered)
    assert "targeted" in already.content.decode() or already.status_code == 422
    item = ScopeItem.objects.get(release__slug="november-2021", part__modification__reference="MP164")
    move = client.get("/releases/november-2021/scope/MP164/").context["move_form"]
    moved = client.post(
        "/releases/november-2021/scope/MP164/",
        {"moves": "1", "to_release": "february-2022", "reason": "Not ready", "token": move["token"].value()},
    )
    assert moved.status_code == 303
    item.refresh_from_db()
    there = ScopeItem.objects.get(release__slug="february-2022", part=item.part)
    assert (item.status, there.status, there.description) == ("out", "targeted", item.description)
    left, entered = ScopeEvent.objects.filter(item__part=item.part).order_by("-pk")[:2][::-1]
    assert (left.move, left.ground, left.other_release.slug) == ("take_out", "moved", "february-2022")
    assert (entered.move, entered.other_release.slug) == ("enter", "november-2021")


def test_after_the_baseline_an_addition_needs_a_ground(examples, as_role):
    june = Release.objects.get(slug="june-2020")
    client = as_role("analyst")
    path = f"{JUNE}/edit/scope/"
    systems = Modification.objects.get(reference="MP078")
    entered = {"reference": "MP078", "status": "targeted", "description": "do it.", "reason": "Panel"}
    refused = client.post(path, entered)
    assert systems.impacts_dcc_systems
    assert june.life == "full_baselined"
    assert "The scope of the June 2020 SEC Release is baselined" in refused.content.decode()


def test_a_release_is_opened_from_a_slot_with_what_its_kind_gives(examples, as_role):
    client = as_role("analyst")
    entered = {"slot": "june", "year": "2023", "profile": "document_only", "go_live_on": "", "name": ""}
    assert client.post("/releases/new/", entered)["Location"] == "/releases/june-2023/edit/"
    release = Release.objects.get(slug="june-2023")
    assert (release.name, str(release.go_live_on)) == ("June 2023 SEC Release", "2023-06-29")
    assert {row.category for row in release.criteria.all()} == {"operational"}
    assert [row.event for row in release.timeline.all()][-1] == "Release go-live"
    again = client.post("/releases/new/", entered)
    assert (
        again.status_code,
        "There is already a release at the address june-2023" in again.content.decode(),
    ) == (
        422,
        True,
    )


def test_a_day_that_is_not_a_working_day_is_saved_with_a_warning(examples, as_role):
    entered = {
        "slot": "ad_hoc",
        "year": "2023",
        "profile": "document_only",
        "go_live_on": "25 Dec 2023",
        "name": "Yule",
    }
    page = as_role("analyst").post("/releases/new/", entered, follow=True).content.decode()
    assert "25 Dec 2023 is not a Working Day. It has been saved" in page
    assert Release.objects.get(slug="2023-12-25-yule").slot == ""


def test_cancelling_a_release_moves_its_scope(examples, as_role):
    entered = {"move": "cancel", "to_release": "june-2022", "reason": "Merged"}
    assert as_role("analyst").post("/releases/february-2022/edit/life/", entered).status_code == 303
    release = Release.objects.get(slug="february-2022")
    assert release.life == "cancelled"
    assert set(release.scope.values_list("status", flat=True)) == {"out"}
    moved = ScopeItem.objects.get(release__slug="june-2022", part__modification__reference="MP121")
    assert moved.status == "targeted"


def test_the_kind_is_changed_with_what_it_gives(examples, as_role):
    path = "/releases/february-2022/edit/kind/"
    client = as_role("analyst")
    assert "SIT commences" in client.get(path).content.decode()
    entered = {
        "profile": "system_impacting",
        "with_timetable": "on",
        "with_criteria": "on",
        "reason": "MP154 is in",
    }
    assert client.post(path, entered).status_code == 303
    release = Release.objects.get(slug="february-2022")
    assert release.timeline.filter(event="SIT commences").exists()
    assert release.criteria.filter(category="testing").count() == 6


def test_an_exception_names_the_body_that_agreed_it(analyst):
    release = ReleaseFactory()
    for move in ("baseline_system", "baseline_full"):
        release = move_release(by=SYSTEM, release=release, move=move, on=date(2021, 6, 1))
    part = ModificationFactory().parts.get()
    common = {"by": analyst, "release": release, "part": part, "status": "targeted", "description": "do it."}
    with pytest.raises(RuleBroken, match="Choose the body that agreed the exception"):
        add_to_scope(**common, ground="necessary", on=date(2021, 7, 1))
    panel = Body.objects.get(key="panel")
    assert (
        add_to_scope(**common, ground="necessary", body=panel, reason="As agreed", on=date(2021, 7, 1)).status
        == "targeted"
    )


def test_an_exception_is_agreed_by_the_body_that_holds_the_power_on_the_day(analyst):
    release = ReleaseFactory()
    for move in ("baseline_system", "baseline_full"):
        release = move_release(by=SYSTEM, release=release, move=move, on=date(2020, 6, 1))
    part = ModificationFactory().parts.get()
    common = {"by": analyst, "release": release, "part": part, "status": "targeted", "description": "do it."}
    common |= {"ground": "necessary"}
    bodies = {body.key: body for body in Body.objects.all()}
    with pytest.raises(
        RuleBroken, match="On 1 July 2020 the Panel agrees exceptions to a scope, not the CSC"
    ):
        add_to_scope(**common, body=bodies["csc"], on=date(2020, 7, 1))
    with pytest.raises(RuleBroken, match="On 1 July 2021 the CSC agrees exceptions to a scope, not the TAG"):
        add_to_scope(**common, body=bodies["tag"], on=date(2021, 7, 1))
    assert (
        add_to_scope(**common, body=bodies["csc"], reason="As agreed", on=date(2021, 7, 1)).status
        == "targeted"
    )


def test_a_rejected_modification_enters_no_scope(analyst):
    part = ModificationFactory(stage="rejected").parts.get()
    with pytest.raises(RuleBroken, match="is rejected, so it cannot be added to a release"):
        ScopeItemFactory(part=part)


def test_a_decision_that_a_release_depends_on_is_not_withdrawn(analyst):
    modification = ModificationFactory(stage="decision")
    common = {"by": analyst, "modification": modification}
    decision = record_decision(**common, body=None, outcome="approved", decided_on=date(2021, 9, 29))
    approved = Modification.objects.get(pk=modification.pk)
    item = ScopeItemFactory(part=approved.parts.get(), status="approved")
    with pytest.raises(RuleBroken, match="is approved in the"):
        take_decision_back(**common, decision=decision, reason="Wrong", on=date(2021, 10, 1))
    move_in_scope(by=analyst, item=item, move="take_out", on=date(2021, 10, 1))
    back = take_decision_back(**common, decision=decision, reason="Wrong", on=date(2021, 10, 1))
    assert back.stage == "decision"


def test_an_approval_leads_to_the_scopes_that_have_it_as_targeted(june, as_role):
    client = as_role("analyst")
    item = ScopeItemFactory(part=ModificationFactory(reference="MP991", stage="decision").parts.get())
    entered = {
        "kind": "decides",
        "outcome": "approved",
        "decided_on": "1 Oct 2021",
        "body": "",
        "solution": "",
    }
    page = client.post("/modifications/MP991/edit/stage/", entered, follow=True).content.decode()
    assert f'<a href="/releases/{item.release.slug}/scope/MP991/">' in page
    decision = ModificationDecision.objects.get(modification=item.modification)
    back = {"decision": decision.pk, "reason": "By mistake"}
    assert client.post("/modifications/MP991/edit/stage/back/", back).status_code == 303
    assert Modification.objects.get(reference="MP991").stage == "decision"


@pytest.mark.parametrize(
    ("taken", "found"),
    [
        (set(), ("november", 2021)),
        ({"november-2021"}, ("february", 2022)),
        ({"november-2021", "february-2022"}, ("june", 2022)),
    ],
)
def test_the_next_free_slot_is_offered(taken, found):
    assert next_free(taken, date(2021, 10, 15)) == found


def test_several_leave_a_baselined_scope_only_where_a_body_agreed(june, as_role):
    client = as_role("analyst")
    entered = {"modification": ["MP079"], "to_release": "november-2022", "look": "1", "reason": "Late"}
    page = client.post("/modifications/change/", entered).content.decode()
    assert (
        "The scope of the June 2020 SEC Release is baselined. Choose the body that agreed to take it out."
        in page
    )
    page = client.post("/modifications/change/", entered | {"agreed_by": "panel"}).content.decode()
    assert "Leaves the June 2020 SEC Release for the November 2022 SEC Release, which is baselined." in page


def test_a_go_live_before_a_cut_off_is_saved_with_a_warning(examples, as_role):
    client = as_role("analyst")
    path = "/releases/november-2021/edit/go-live/"
    entered = {"go_live_on": "20 Oct 2021", "reason": "Asked"}
    entered |= {"was": client.get(path).context["form"]["was"].value(), "seen": "2021-10-20"}
    page = client.post(path, entered, follow=True).content.decode()
    assert "The go-live has been changed. It was 4 Nov 2021." in page
    assert "The cut-off of these is no longer before the go-live: MP149 (21 Oct 2021)" in page
