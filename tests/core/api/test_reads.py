"""What a page shows, a program reads: each page has its read or its reason; filters are those of pages."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import make_aware

from governance.meetings.models import Meeting, Minutes
from governance.scenarios.operations.scenarios import start_scenario
from governance.watch.models import Flag
from modifications.operations.register import change_modification
from releases.models.releases import Release
from releases.operations.impacts import set_ticks
from secrel.api import RESOURCES
from secrel.core.api.describing.page import description
from secrel.core.api.tokens.operations import make_api_token
from secrel.core.changes.operations import AS_STORED
from secrel.core.editing.proposals import ProposedCell, propose
from secrel.core.editing.sheets.places import SheetPlace
from secrel.core.models.outbox import Notification
from secrel.core.models.subscriptions import News
from secrel.core.search.list_filters import spelled
from tests.support.addresses import POST, TABLE
from tests.support.api.pages import NO_READ, READ_BY, reason_of
from tests.support.factories import ReleaseFactory

A = "/api/v1/"
FREE = {"q", "holder", "topic", "about", "who", "value", "section"}
"""Filters that take any text."""


def test_every_page_that_is_read_has_its_read_in_the_api_or_its_reason():
    pages = {name for name, (path, answers) in TABLE.items() if answers != POST and not path.startswith(A)}
    assert {name for name in pages if not reason_of(name)} == set(READ_BY)
    assert set(NO_READ) <= pages
    assert not {name for name in READ_BY.values() if not TABLE[name][0].startswith(A)}


def filters() -> dict[str, dict[str, str]]:
    """The parameters of each described read, but for those of pages of lists, each with its example."""
    found = {}
    for path, methods in description()["paths"].items():
        given = [one for one in methods.get("get", {}).get("parameters", []) if one["in"] == "query"]
        named = {
            one["name"]: one for one in given if one["name"] not in ("cursor", "page_size", "from", "to")
        }
        found[path] = {
            name: next(iter(one["examples"].values()))["value"] if one.get("examples") else ""
            for name, one in named.items()
        }
    return {path: named for path, named in found.items() if named}


def test_every_filter_is_described_with_an_example():
    found = filters()
    assert len(found) > 25
    assert not [(path, name) for path, named in found.items() for name, value in named.items() if not value]
    declared = {f"{A}{one.address}": one.filters for one in RESOURCES if one.filters}
    assert all(set(found[path]) == set(map(spelled, form.base_fields)) for path, form in declared.items())
    lists = {"flags", "waits", "meetings", "modifications", "papers", "consultations", "notices", "calendar"}
    assert {f"{A}{name}/" for name in lists} <= set(found)
    assert f"{A}releases/{{release}}/evidence/" in found


@pytest.mark.django_db
def test_a_wrong_value_is_400_that_names_the_filter_and_the_example_is_right(examples, as_role, people, day):
    analyst, held = as_role("analyst"), people.analyst.permissions()
    declared = {f"{A}{one.address}": one.filters for one in RESOURCES if one.filters}
    for path, named in filters().items():
        address = path.format(release="june-2021", slug="june-2021", version="8.0")
        needed = {name: named[name] for name in ("value", "start", "a", "b") if name in named}
        if form := declared.get(path):
            right = form(named, reader=people.analyst, held=held, on=day)
            assert right.is_valid(), (path, right.errors)
        else:
            right = {name: value for name, value in named.items() if name != "analyst"}
            assert analyst.get(address, right).status_code == 200, path
        for name in named:
            if name in FREE:
                continue
            wrong = analyst.get(address, needed | {name: "no/such"})
            assert wrong.status_code == 400, (address, name)
            assert wrong["Content-Type"] == "application/problem+json"
            assert [one["field"] for one in wrong.json()["errors"]] == [name], address
            assert wrong.json()["detail"], address
    hidden = as_role("anonymous").get(f"{A}calendar/", {"release": "no-such-release"})
    assert hidden.json()["detail"] == "There is no release “no-such-release” that you may see."
    alone = analyst.get(f"{A}calendar/working-days/", {"start": "2021-06-24"})
    assert (alone.status_code, alone.json()["errors"][0]["field"]) == (400, "")
    page = analyst.get(f"{A}tasks/", {"page_size": "501"}).json()
    assert page["errors"][0]["field"] == "page_size"


@pytest.mark.django_db
def test_filters_narrow_as_on_the_pages(examples, as_role, people):
    analyst = as_role("analyst")

    def found(address, **asked):
        return analyst.get(f"{A}{address}/", asked).json()["results"]

    assert {row["body"] for row in found("meetings", body="csc")} == {"csc"}
    assert {row["state"] for row in found("consultations", state="decided", release="june-2020")} == {
        "decided"
    }
    assert [row["slug"] for row in found("notices", since="27 Nov 2020", until="2020-11-27")] == [
        "2020-11-27-sec-27.0"
    ]
    assert {row["reference"] for row in found("modifications", release="june-2021", status="approved")} >= {
        "MP153"
    }
    ordered = [row["reference"] for row in found("modifications", sort="reference", page_size="500")]
    backwards = [row["reference"] for row in found("modifications", sort="-reference", page_size="500")]
    assert ordered == backwards[::-1]
    assert {row["held_by"] for row in found("waits", holder="DCC")} == {"DCC"}
    assert {row["criterion"] for row in found("releases/june-2021/criteria")} >= {"operational-1"}
    pieces = found("releases/june-2021/evidence", criterion="operational-1")
    assert 0 < len(pieces) < len(found("releases/june-2021/evidence"))
    Flag.objects.update(cleared_on=None)
    flag = Flag.objects.filter(release__isnull=False).first()
    if flag:
        assert {row["kind"] for row in found("flags", kind=flag.kind)} == {flag.kind}
    days = found("calendar", since="2021-10-15", until="2021-12-31", state="coming")
    assert days
    assert all(row["on"] >= "2021-10-15" and row["begins"] <= "2021-12-31" for row in days)
    tasks = found("tasks")
    assert tasks == sorted(tasks, key=lambda row: row["due_on"] or row["go_live_on"] or "9999")
    assert {row["release"] for row in found("tasks", release="june-2020")} == {"june-2020"}
    assert {row["group"] for row in found("tasks", group="submit")} == {"submit"}
    assert all(row["due_on"] <= "2021-10-14" for row in found("tasks", due="overdue"))


@pytest.mark.django_db
def test_a_read_can_be_asked_as_at_a_day_and_answers_304(examples, as_role, client):
    address = f"{A}releases/june-2021/document/"
    then = client.get(address, {"as-at": "2021-03-01"})
    assert (then.json()["version"], then.json()["as_at"]) == ("4.0", "2021-03-01")
    assert client.get(address).json()["version"] == "8.0"
    early = client.get(address, {"as-at": "2019-01-01"})
    assert (early.status_code, "Nothing was published of the June 2021" in early.json()["detail"]) == (
        404,
        True,
    )
    later = client.get(address, {"as-at": "2030-01-01"})
    assert (later.status_code, later.json()["errors"][0]["field"]) == (400, "as-at")
    assert client.get(address, headers={"If-None-Match": client.get(address)["ETag"]}).status_code == 304
    for path in (
        "tasks/",
        "calendar/",
        "news/",
        "search/?q=costs",
        "record/",
        "timeline/?period=2020",
        "checks/",
    ):
        analyst = as_role("analyst")
        tag = analyst.get(f"{A}{path}")["ETag"]
        again = analyst.get(f"{A}{path}", headers={"If-None-Match": tag})
        assert (again.status_code, again.content) == (304, b""), path
    over = client.get(f"{A}releases/june-2021/over-time/", {"as-at": "2021-03-01"}).json()
    assert [row["label"].partition(",")[0] for row in over["scope"]][-1] == "RID 4.0"
    assert (
        client.get(f"{A}releases/june-2021/over-time/").json()["churn"]["release"] == "June 2021 SEC Release"
    )


@pytest.mark.django_db
def test_explanations_search_and_audit_trail_say_what_their_pages_say(examples, as_role, client):
    value = client.get(f"{A}releases/june-2021/explain/value/", {"value": "costs/dcc_total"}).json()[
        "values"
    ][0]
    assert value["rule"].startswith("The sum of the cells of the cost table.")
    row = client.get(f"{A}releases/june-2021/explain/value/", {"value": "release"}).json()
    assert {one["value"] for one in row["values"]} >= {"release/go_live", "release/name"}
    assert client.get(f"{A}releases/june-2021/explain/value/", {"value": "release/no"}).status_code == 404
    texts = client.get(f"{A}search/", {"q": "june 2021", "kind": "texts"}).json()["results"]
    assert {one["kind"] for one in texts} == {"texts"}
    instead = client.get(f"{A}search/", {"q": "comunications", "kind": "modifications"}).json()["results"]
    assert instead
    assert {one["instead"] for one in instead} != {""}
    analyst = as_role("analyst")
    about = analyst.get(f"{A}record/", {"about": "MP153"}).json()["results"]
    assert {one["about"] for one in about} == {"modifications/MP153", "releases/june-2021/scope/MP153"}
    history = analyst.get(f"{A}modifications/MP153/history/").json()["results"]
    assert {one["entry"] for one in about} <= {one["entry"] for one in history}
    assert as_role("administrator").get(f"{A}modifications/MP153/history/").status_code == 403


@pytest.mark.django_db
def test_what_is_private_or_of_somebody_else_is_in_no_read(examples, people, as_role, client, day):
    hidden = ReleaseFactory(slug="zebra-2022", name="Zebra 2022", go_live_on=date(2022, 6, 30))
    Release.objects.filter(pk=hidden.pk).update(private_until_published=True)
    scenario = start_scenario(by=people.analyst, name="Mine", why="", on=day)
    for someone in (client, as_role("nobody")):
        alone = ("document", "over-time", "explain", "ledger", "readiness", "sheets/costs")
        for path in alone:
            status = someone.get(f"{A}releases/zebra-2022/{path}/").status_code
            assert status in (401, 403, 404), path
        lists = (
            "calendar",
            "timeline",
            "news",
            "search/?q=zebra",
            "for/suppliers",
            "over-time",
            "releases",
        )
        for path in lists:
            answer = someone.get(f"{A}{path}" if "?" in path else f"{A}{path}/")
            assert answer.status_code == 200, path
            assert "ebra" not in answer.content.decode().replace("q=zebra", ""), path
        assert someone.get(f"{A}for/suppliers/zebra-2022/").status_code == 404
        assert someone.get(f"{A}scenarios/{scenario.key}/effects/").status_code in (401, 403)
    assert as_role("analyst2").get(f"{A}scenarios/{scenario.key}/effects/").status_code in (403, 404)
    answers = f"{A}consultations/june-2020-go-live/answers/"
    assert any(row["is_confidential"] for row in as_role("analyst").get(answers).json()["results"])
    assert as_role("delivery").get(answers).status_code == 403


@pytest.mark.django_db
def test_a_program_with_some_scopes_reads_its_own_tasks_and_keeps_none(examples, people, day):
    whole = Client()
    whole.force_login(people.analyst)
    _, secret = make_api_token(by=people.analyst, name="Little", scopes=["own"], expires_on=day, on=day)
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    assert program.get(f"{A}tasks/").json()["results"] == []
    assert whole.get(f"{A}tasks/").json()["results"]
    assert program.get(f"{A}tasks/").json()["results"] == []


QUERIES = {
    "tasks/": 3,
    "calendar/": 3,
    "news/": 3,
    "messages/": 3,
    "flags/": 3,
    "scenarios/": 3,
    "meetings/": 3,
    "meetings/panel/2019-10-11/minutes/": 5,
    "releases/june-2020/sheets/costs/proposals/": 9,
    "meetings/panel/2020-01-17/items/": 5,
    "releases/june-2021/impacts/": 5,
    "releases/june-2021/impacts/ticks/": 6,
    "modifications/MP149/history/": 5,
    "record/?who=analyst": 3,
}


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_lists_take_a_constant_number_of_queries(examples, people, as_role, count, day):
    at = make_aware(datetime(2021, 10, 15, 12))
    meeting = Meeting.objects.get(body__key="panel", on=date(2019, 10, 11))
    for number in range(count):
        facts = {"kind": "live", "on": day, "at": at, "path": "/", "topics": ["all"], "audience": "white"}
        News.objects.create(subject=f"Happened {number}.", **facts)
        Notification.objects.create(user=people.analyst, subject=f"Told {number}.", body="", path="/")
        Minutes.objects.create(meeting=meeting, text="x", recorded_by=people.analyst, recorded_at=at)
        start_scenario(by=people.analyst, name=f"Idea {number}", why="", on=day)
        change_modification(
            by=people.analyst,
            modification=Release.objects.get(slug="november-2021").scope.first().modification,
            fields={"title": f"Title {number}"},
            token=AS_STORED,
            on=day,
        )
    stages = ("sit", "uit", "design_build_pit")[:count]
    cells = [ProposedCell("SECMP0053", "SECMP0053", stage, stage, "1", "2") for stage in stages]
    place = SheetPlace("release:june-2020", "costs")
    propose(by=people.delivery, place=place, label="Costs", cells=cells, on=day)
    client = as_role("analyst")
    asked(client, ("tasks/", "calendar/", "releases/june-2021/impacts/"))  # kept until an entry is written
    assert asked(client, QUERIES) == QUERIES
    change_modification(
        by=people.analyst,
        modification=Release.objects.get(slug="november-2021").scope.first().modification,
        fields={"title": "Another title"},
        token=AS_STORED,
        on=day,
    )
    [again] = asked(client, ["calendar/"]).values()
    assert again > QUERIES["calendar/"]


@pytest.mark.django_db
def test_kept_reads_are_made_anew_after_a_change(examples, people, as_role, day):
    client, release = as_role("analyst"), Release.objects.get(slug="november-2021")
    item = release.scope.filter(status="targeted").first()
    shown, readiness = (
        f"modifications/{item.modification.reference}/shown/",
        "releases/november-2021/readiness/",
    )
    asked(client, (shown, readiness))
    kept = asked(client, (shown, readiness))
    assert max(kept.values()) <= 5
    facts = {"token": AS_STORED, "on": day, "reason": "As the DCC says."}
    for ticked in (["dcc"], ["dcc", "suppliers"]):
        set_ticks(by=people.analyst, release=release, ticks=[(item.part, ticked, None)], **facts)
        impacts = client.get(f"{A}releases/november-2021/impacts/").json()["facts"]["impacts"]
        assert sorted(impacts["participants"][item.modification.reference]) == ticked
        again = client.get(f"{A}{shown}").json()["impacts"]
        assert ticked in [sorted(row["participants"]) for row in again]
    [anew] = asked(client, [readiness]).values()
    assert anew > kept[readiness]


def asked(client, paths) -> dict[str, int]:
    """How many queries each of these takes."""
    taken = {}
    for path in paths:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(f"{A}{path}").status_code == 200, path
        taken[path] = len(queries)
    return taken


PAGED = {
    "releases/june-2021/ledger/?": 4,
    "releases/june-2021/versions/8.0/explain/?": 6,
    "record/?": 3,
    "checks/?": 2,
    "over-time/?": 3,
    "notices/2020-11-27-sec-27.0/versions/?": 4,
    "consultations/june-2020-go-live/answers/?": 4,
    "consultations/june-2020-go-live/result-versions/?": 4,
    "notices/?": 4,
    "papers/?": 3,
}
"""Of lists with more rows than a page has."""


@pytest.mark.django_db
@pytest.mark.parametrize("size", [1, 3])
def test_pages_of_lists_take_a_constant_number_of_queries(examples, as_role, size):
    client = as_role("analyst")
    taken = asked(client, [f"{path}page_size={size}" for path in PAGED])
    assert {path.removesuffix(f"page_size={size}"): count for path, count in taken.items()} == PAGED
