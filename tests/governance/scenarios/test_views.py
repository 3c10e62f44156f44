"""The pages of scenarios: who reads which, steps as a browser sends them, applying and comparing."""

from datetime import date

import pytest

from governance.scenarios.models import Blackout, Scenario
from governance.scenarios.operations.scenarios import share_scenario, start_scenario
from releases.operations.planning.acts import PlanChange
from releases.operations.releases import change_release
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.models.record import AuditEntry
from tests.governance.scenarios.plans import EARLY, LATER, ON, planned
from tests.governance.scenarios.test_results import SIX
from tests.support.sign_in import signed_in

pytestmark = pytest.mark.django_db


def text_of(response):
    return response.content.decode()


def test_a_what_if_from_the_page_of_a_release_to_an_applied_draft(june, as_role):
    client = as_role("analyst")
    start = "/scenarios/new/?release=june-2020"
    for path in ("/releases/june-2020/", "/releases/june-2020/edit/go-live/"):
        assert f'href="{start}">Start a what-if' in text_of(client.get(path))
    assert "Start a what-if" not in text_of(client.get("/releases/june-2021/"))
    assert client.post(start, {"name": " "}).status_code == 422
    opened = client.post(start, {"name": "June 2020 on 6 May", "why": "The DCC asks."})
    scenario = Scenario.objects.get()
    page = scenario.get_absolute_url()
    assert (opened.status_code, opened["Location"]) == (303, f"{page}?release=june-2020")
    assert "Nothing yet. Add a step." in text_of(client.get(page))
    form = client.get(f"{page}add/go_live/?release=june-2020").context["form"]
    assert form["release"].value() == "june-2020"
    sent = {"release": "june-2020", "on": "6 May 2020", "token": form["token"].value()}
    assert client.post(f"{page}add/go_live/", {**sent, "on": ""}).status_code == 422
    assert client.post(f"{page}add/go_live/", sent).status_code == 303
    refused = client.post(f"{page}add/go_live/", {**sent, "on": "7 May 2020"})
    assert (refused.status_code, "was changed by somebody else" in text_of(refused)) == (409, True)
    sent = {"part": "SECMP0062 part 2", "release": "november-2020", "to_release": "november-2021", "token": 2}
    assert client.post(f"{page}add/move/", {**sent, "to_release": "november-2020"}).status_code == 422
    assert client.post(f"{page}add/move/", sent).status_code == 303
    shown = text_of(client.get(page))
    assert "Go-live 50 days (34 Working Days) earlier; 6 dates break" in shown
    assert all(f"“{event}” on" in shown for event in SIX)
    assert (
        "Move SECMP0062 part 2 from the November 2020 SEC Release to the November 2021 SEC Release." in shown
    )
    apply = f"{page}apply/"
    assert client.get(apply).context["form"]["token"].value() == 3
    assert "Give a reason" in text_of(client.post(apply, {"reason": "", "token": 3}))
    done = client.post(apply, {"reason": "The Panel agreed it.", "token": 3}, follow=True)
    june.refresh_from_db()
    assert june.go_live_on == date(2020, 5, 6)
    assert "The changes were made on" in text_of(done)
    entry = AuditEntry.objects.get(action="governance.apply_scenario")
    assert set(entry.composed) == {"june-2020", "november-2020", "november-2021"}
    found = text_of(client.get("/record/?area=scenarios"))
    assert "What-if: June 2020 on 6 May" in found


def test_each_kind_of_step_has_a_form_that_says_what_is_wrong(june, as_role, people):
    client, page = as_role("analyst"), planned(people.analyst).get_absolute_url()
    assert client.get(f"{page}add/dance/").status_code == 404
    assert "In which release?" in text_of(client.get(f"{page}add/date/"))

    def sent(kind, query="", **entered):
        token = Scenario.objects.get().token
        response = client.post(f"{page}add/{kind}/{query}", {**entered, "token": token})
        return (response.status_code, text_of(response))

    status, text = sent("add", part="MP149 part 2", release="february-2022", description="do it.")
    assert (status, "MP149 has no parts. Enter MP149 alone." in text) == (422, True)
    status, text = sent("split", modification="MP149", names="1")
    assert (status, "Enter at least two parts, one a line." in text) == (422, True)
    status, text = sent("take_out", part="MP149", release="november-2020")
    assert (status, "MP149 is no longer in the scope of the release." in text) == (422, True)
    assert sent("split", modification="MP149", names="1\n2")[0] == 303
    status, text = sent("add", part="MP149", release="february-2022", description="do it.")
    assert (status, "Enter MP149 part 1 or MP149 part 2." in text) == (422, True)
    assert sent("add", part="MP149 part 2", release="february-2022", description="do it.")[0] == 303
    assert sent("take_out", part="MP149 part 1", release="november-2021", ground="lead_time")[0] == 303
    row = june.timeline.get(event="Panel go/no-go decision")
    assert sent("date", "?release=june-2020", row=row.key, on="5 Jun 2020")[0] == 303
    status, text = sent("programme", programme="nobody")
    assert status == 422
    shown = text_of(client.get(page))
    assert "June 2020 SEC Release: move “Panel go/no-go decision” to 5 June 2020." in shown
    assert "Lead time too short" in shown
    token = Scenario.objects.get().token
    for name, done in (("shift", {"position": 2, "up": "on"}), ("drop", {"position": 1})):
        client.post(f"{page}{name}/", {**done, "token": token})
        token += 1
    rows = Scenario.objects.get().steps.values_list("position", "kind")
    assert list(rows) == [(2, "split"), (3, "take_out"), (4, "date")]
    client.post(f"{page}drop/", {"position": 99, "token": token})
    client.post(f"{page}drop/", {})
    assert [str(one) for one in client.get(page).context["messages"]] == [
        "The order of the steps is changed.",
        "The step is removed.",
        "There is no such step in this scenario any more. Reload the page.",
        "Choose a step of this scenario.",
    ]


def test_a_scenario_is_its_makers_until_it_is_shared(june, as_role, people):
    own, other = as_role("analyst"), signed_in(type(as_role("anonymous"))(), people.analyst2)
    scenario = planned(people.analyst, EARLY)
    page = scenario.get_absolute_url()
    assert other.get(page).status_code == 404
    assert other.get(f"/scenarios/compare/?a={scenario.key}&b=x").status_code == 404
    token = scenario.token
    assert own.post(f"{page}share/", {"is_shared": "on", "token": token}).status_code == 303
    shared = other.get(page)
    assert (shared.status_code, shared.context["may_change"]) == (200, False)
    assert "Add a step" not in text_of(shared)
    assert "Only The analyst can apply this scenario" in text_of(other.get(f"{page}apply/"))
    sent = {"reason": "Because.", "token": token + 1}
    assert other.post(f"{page}apply/", sent).status_code == 403
    assert other.post(f"{page}discard/", sent).status_code == 403
    assert [as_role(role).get(page).status_code for role in ("member", "delivery", "administrator")] == [
        403
    ] * 3
    copied = other.post(f"{page}copy/", {"name": "My own"})
    assert Scenario.objects.get(name="My own").get_absolute_url() == copied["Location"]
    own.post(f"{page}share/", {"token": token + 1})
    assert other.get(page).status_code == 404
    assert other.post(f"{page}copy/", {"name": "Again"}).status_code == 404


def test_a_conflict_shows_both_sides_and_is_taken(june, as_role, people):
    client, scenario = as_role("analyst"), planned(people.analyst, EARLY)
    page = scenario.get_absolute_url()
    fields = {"go_live_on": date(2020, 7, 2)}
    change_release(by=SYSTEM, release=june, fields=fields, token=AS_STORED, reason="Another day.", on=ON)
    refused = client.post(f"{page}apply/", {"reason": "Because.", "token": scenario.token})
    assert refused.status_code == 409
    (fact,) = refused.context["shown"].moved
    assert (fact.name, fact.then, fact.now) == (
        "Go-live of the June 2020 SEC Release",
        "25 June 2020",
        "2 July 2020",
    )
    assert "Take the facts as they are now" in text_of(refused)
    client.post(f"{page}rebase/", {"token": scenario.token})
    assert client.get(page).context["shown"].moved == []
    sent = {"reason": "", "token": scenario.token + 1}
    assert "It changed nothing" in text_of(client.post(f"{page}discard/", sent, follow=True))
    june.refresh_from_db()
    assert june.go_live_on == date(2020, 7, 2)
    again = client.post(f"{page}discard/", {"reason": "", "token": scenario.token + 2})
    assert (again.status_code, "This scenario is discarded" in text_of(again)) == (422, True)


def test_two_scenarios_stand_side_by_side(june, as_role, people):
    client = as_role("analyst")
    later = PlanChange("go_live", release="june-2020", on="2020-07-02")
    a, b = planned(people.analyst, EARLY), planned(people.analyst, later, LATER, name="Later")
    address = "/scenarios/compare/"
    same = client.get(f"{address}?a={a.key}&b={a.key}")
    assert (same.status_code, "These are the same scenario" in text_of(same)) == (422, True)
    rows = client.get(f"{address}?a={a.key}&b={b.key}").context["rows"]
    assert [(row.name, bool(row.a), bool(row.b)) for row in rows] == [
        ("June 2020 SEC Release", True, True),
        ("November 2021 SEC Release", False, True),
        ("November 2020 SEC Release", False, True),
    ]
    dates = next(row for row in rows[0].subjects if row.subject == "Dates")
    assert ([side.effect.what for side in dates.a], dates.b) == (SIX, [])
    assert client.post(f"{b.get_absolute_url()}discard/", {"token": b.token}).status_code == 303
    closed = client.get(f"{address}?a={a.key}&b={b.key}")
    assert (closed.status_code, "“Later” is discarded" in text_of(closed)) == (422, True)


def test_lists_and_the_page_of_a_scenario_ask_few_queries(june, as_role, people, django_assert_num_queries):
    client = as_role("analyst")
    one = planned(people.analyst, EARLY)
    with django_assert_num_queries(4):
        client.get("/scenarios/")
    for name in ("Two", "Three"):
        row = start_scenario(by=people.analyst2, name=name, on=ON)
        share_scenario(by=people.analyst2, scenario=row, is_shared=True, token=AS_STORED, on=ON)
    with django_assert_num_queries(4):
        page = client.get("/scenarios/")
    assert [row.name for row in page.context["page"]] == ["Three", "Two", "A plan"]
    found = {
        of: [row.name for row in client.get(f"/scenarios/?of={of}").context["page"]]
        for of in ("mine", "shared")
    }
    assert found == {"mine": ["A plan"], "shared": ["Three", "Two"]}
    client.get(one.get_absolute_url())
    with django_assert_num_queries(7):
        client.get(one.get_absolute_url())


def test_blackout_periods_are_kept_by_analysts_and_administrators(examples, as_role):
    client, address = as_role("administrator"), "/calendar/blackouts/"
    sent = {"name": "Freeze", "first_on": "20 Dec 2021", "last_on": "3 Jan 2022", "reason": "Christmas."}
    wrong = client.post(f"{address}new/", {**sent, "last_on": "3 Jan 2021"})
    assert (wrong.status_code, "The last day is before the first" in text_of(wrong)) == (422, True)
    assert client.post(f"{address}new/", sent).status_code == 303
    row = Blackout.objects.get()
    assert "Freeze" in text_of(as_role("analyst").get(address))
    remove = f"{address}{row.pk}/remove/"
    assert client.post(remove, {"reason": ""}).status_code == 422
    assert client.post(remove, {"reason": "Not needed."}).status_code == 303
    assert "No blackout periods" in text_of(client.get(address))
