"""Scope, go-live, kind and life of a release as a browser sends them."""

from datetime import date

import pytest

from modifications.models import Modification
from releases.models import Release, ScopeEvent, ScopeItem

pytestmark = pytest.mark.django_db
JUNE = "/releases/june-2020"


def test_another_go_live_is_looked_at_first_and_breaks_six_rows(june, as_role):
    client = as_role("analyst")
    path = f"{JUNE}/edit/go-live/"
    page = client.get(path)
    typed = {
        "go_live_on": "6 May 2020",
        "was": page.context["form"]["was"].value(),
        "reason": "The DCC asked",
    }
    shown = client.post(path, typed)
    assert shown.status_code == 422
    assert [row.breaks for row in shown.context["consequences"]] == [True] * 6
    june.refresh_from_db()
    assert june.go_live_on == date(2020, 6, 25)
    again = {**typed, "seen": shown.context["form"]["seen"].value()}
    assert client.post(path, again).status_code == 303
    june.refresh_from_db()
    assert june.go_live_on == date(2020, 5, 6)


def test_scope_takes_a_part_moves_it_and_keeps_both_ledgers(june, as_role):
    client = as_role("analyst")
    path = "/releases/february-2022/edit/scope/"
    typed = {"reference": "MP104", "status": "targeted", "description": "do it.", "reason": "The CSC agreed"}
    assert client.post(path, {**typed, "reference": "MP999"}).status_code == 422
    already = client.post(path, typed)
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


def test_after_the_baseline_an_addition_says_its_ground(examples, as_role):
    june = Release.objects.get(slug="june-2020")
    client = as_role("analyst")
    path = f"{JUNE}/edit/scope/"
    systems = Modification.objects.get(reference="MP078")
    typed = {"reference": "MP078", "status": "targeted", "description": "do it.", "reason": "Panel"}
    refused = client.post(path, typed)
    assert systems.impacts_dcc_systems
    assert june.life == "system_baselined"
    assert "The scope of the June 2020 SEC Release is baselined" in refused.content.decode()


def test_a_release_is_opened_from_a_slot_with_what_its_kind_gives(examples, as_role):
    client = as_role("analyst")
    typed = {"slot": "june", "year": "2023", "profile": "document_only", "go_live_on": "", "name": ""}
    assert client.post("/releases/new/", typed)["Location"] == "/releases/june-2023/edit/"
    release = Release.objects.get(slug="june-2023")
    assert (release.name, str(release.go_live_on)) == ("June 2023 SEC Release", "2023-06-29")
    assert {row.category for row in release.criteria.all()} == {"operational"}
    assert [row.event for row in release.timeline.all()][-1] == "Release go-live"
    again = client.post("/releases/new/", typed)
    assert (again.status_code, "There is a release at the address june-2023" in again.content.decode()) == (
        422,
        True,
    )


def test_a_day_that_is_no_working_day_is_kept_and_said(examples, as_role):
    typed = {
        "slot": "ad_hoc",
        "year": "2023",
        "profile": "document_only",
        "go_live_on": "25 Dec 2023",
        "name": "Yule",
    }
    page = as_role("analyst").post("/releases/new/", typed, follow=True).content.decode()
    assert "25 Dec 2023 is no Working Day. It is kept" in page
    assert Release.objects.get(slug="2023-12-25-yule").slot == ""


def test_a_cancelled_release_says_where_its_scope_went(examples, as_role):
    typed = {"move": "cancel", "to_release": "june-2022", "reason": "Merged"}
    assert as_role("analyst").post("/releases/february-2022/edit/life/", typed).status_code == 303
    release = Release.objects.get(slug="february-2022")
    assert release.life == "cancelled"
    assert set(release.scope.values_list("status", flat=True)) == {"out"}
    moved = ScopeItem.objects.get(release__slug="june-2022", part__modification__reference="MP121")
    assert moved.status == "targeted"


def test_the_kind_is_changed_with_what_it_gives(examples, as_role):
    path = "/releases/february-2022/edit/kind/"
    client = as_role("analyst")
    assert "SIT commences" in client.get(path).content.decode()
    typed = {
        "profile": "system_impacting",
        "with_timetable": "on",
        "with_criteria": "on",
        "reason": "MP154 is in",
    }
    assert client.post(path, typed).status_code == 303
    release = Release.objects.get(slug="february-2022")
    assert release.timeline.filter(event="SIT commences").exists()
    assert release.criteria.filter(category="testing").count() == 6
