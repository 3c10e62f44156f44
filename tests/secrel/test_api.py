"""The API as a whole: every operation has its twin, every endpoint its example, and a change is made as by a page."""

import pytest
from django.test import Client
from django.test.client import BOUNDARY, MULTIPART_CONTENT, encode_multipart

from governance.management.commands import bootstrap
from releases.models.releases import Section
from secrel.api import RESOURCES, TWINS
from secrel.core.api.describing.page import description, groups
from secrel.core.api.tokens.operations import make_api_token
from secrel.core.api.twins import Listing
from secrel.core.changes.operations import OPERATIONS
from secrel.core.models.record import AuditEntry
from secrel.core.people.sign_in import warning
from secrel.not_in_api import NOT_IN_API

JSON = "application/json"
ITEM = "/api/v1/releases/november-2021/scope/items/MP149/"


def test_every_operation_has_its_twin_or_its_reason():
    assert bootstrap
    assert warning  # what they import is registered
    twins = {twin.does.action for twin in TWINS}
    assert set(OPERATIONS) == twins | set(NOT_IN_API)
    assert not twins & set(NOT_IN_API)
    assert all(NOT_IN_API.values())


def test_every_endpoint_is_described_with_an_example_and_its_refusals():
    paths = description()["paths"]
    described = {(path, method) for path, methods in paths.items() for method in methods}
    assert {(f"/api/v1/{twin.address}", twin.method.lower()) for twin in TWINS} <= described
    assert {(f"/api/v1/{one.address}", "get") for one in RESOURCES} <= described
    for path, methods in paths.items():
        for method, endpoint in methods.items():
            contents = [
                content
                for status, body in endpoint["responses"].items()
                if status.startswith("2")
                for content in body.get("content", {}).values()
            ]
            contents += endpoint.get("requestBody", {}).get("content", {}).values()
            assert all("example" in one or "examples" in one for one in contents), (method, path)
            assert {"401", "404", "429"} <= set(endpoint["responses"]), (method, path)
    assert description()["openapi"].startswith("3.1")
    assert sum(len(endpoints) for _, endpoints in groups()) == len(described)


def test_no_two_reads_have_one_name_in_generated_clients():
    names = [(*resource.words, isinstance(resource, Listing)) for resource in RESOURCES]
    assert len(set(names)) == len(names)


def test_what_asks_for_a_version_says_so():
    paths = description()["paths"]
    asking = [twin for twin in TWINS if twin.asks_version]
    assert len(asking) > 60
    for twin in asking:
        parameters = paths[f"/api/v1/{twin.address}"][twin.method.lower()]["parameters"]
        assert [one["required"] for one in parameters if one["name"] == "If-Match"] == [True], twin.address
        assert twin.gives is None or twin.gives.version or twin.gives.row or twin.gives.shape, twin.address


@pytest.mark.django_db
def test_a_program_reads_changes_gets_412_with_both_sides_and_recovers(examples, people, day):
    _, secret = make_api_token(by=people.analyst, name="Plan", scopes=["facts"], expires_on=day, on=day)
    program = Client(headers={"Authorization": f"Bearer {secret}"})
    read = program.get(ITEM)
    assert read.status_code == 200
    facts = {
        "description": "change what it did.",
        "cut_off_on": read.json()["cut_off_on"],
        "reason": "Plan 7.",
    }
    send = {"path": ITEM, "content_type": JSON}
    assert program.patch(**send, data=facts).status_code == 428
    Section.objects.filter(release=examples.november, key="scope").update(token=99)
    stale = program.patch(**send, data=facts, headers={"If-Match": read["ETag"]})
    assert stale.status_code == 412
    problem = stale.json()
    assert (problem["yours"], problem["stored"]) == (facts, '"99"')
    assert problem["theirs"]["description"] == read.json()["description"]
    saved = program.patch(**send, data=facts, headers={"If-Match": problem["stored"]})
    assert saved.status_code == 200
    assert saved.json()["description"] == "change what it did."
    assert saved["ETag"].startswith('"100.')
    entry = AuditEntry.objects.order_by("-position").first()
    assert (entry.action, entry.actor_name, entry.reason) == (
        "releases.change_scope_item",
        people.analyst.name,
        "Plan 7.",
    )
    again = program.patch(**send, data=facts, headers={"If-Match": saved["ETag"]})
    assert (again.status_code, again.json()["detail"]) == (
        409,
        "Nothing has changed: these values are already saved.",
    )
    assert program.get(ITEM, headers={"If-None-Match": saved["ETag"]}).status_code == 304


@pytest.mark.django_db
def test_what_is_made_has_its_address_and_a_wrong_field_its_place(examples, as_role):
    analyst = as_role("analyst")
    facts = {
        "slug": "march-2022",
        "name": "March 2022",
        "slot": "",
        "go_live_on": None,
        "profile": "document_only",
    }
    wrong = analyst.post("/api/v1/releases/new/", facts | {"slug": "March 22", "size": 3}, content_type=JSON)
    assert wrong.status_code == 422
    assert [one["place"] for one in wrong.json()["errors"]] == ["/slug"]
    for day in ("0460-03-06", "1999-12-31", "2200-01-01"):
        wrong = analyst.post("/api/v1/releases/new/", facts | {"go_live_on": day}, content_type=JSON)
        assert (wrong.status_code, wrong.json()["errors"][0]["place"]) == (422, "/go_live_on"), day
        assert "Write one from 2000 to 2199, like 2021." in wrong.json()["errors"][0]["detail"]
    made = analyst.post("/api/v1/releases/new/", facts, content_type=JSON)
    assert made.status_code == 201
    assert made["Location"].endswith("/api/v1/releases/march-2022/facts/")
    assert (made.json()["slug"], made.json()["life"]) == ("march-2022", "planned")
    rows = [{"event": "Go-live", "is_go_live": True}, {"event": "CSC agrees", "planned": "2022-Q1"}]
    timeline = "/api/v1/releases/march-2022/timeline/"
    tag = analyst.get(timeline)["ETag"]
    put = analyst.put(f"{timeline}rows/", {"rows": rows}, content_type=JSON, headers={"If-Match": tag})
    assert put.status_code == 200
    assert [row["event"] for row in put.json()["facts"]["timeline"]] == ["Go-live", "CSC agrees"]
    assert put.json()["facts"]["timeline"][1]["when"]["label"] == "Q1 2022"
    bad = {"rows": [{"event": "Go-live"}, {"event": "x", "planned": "soon"}]}
    refused = analyst.put(f"{timeline}rows/", bad, content_type=JSON, headers={"If-Match": put["ETag"]})
    assert [one["place"] for one in refused.json()["errors"]] == ["/rows/1/planned"]


@pytest.mark.django_db
def test_a_pipeline_hands_in_evidence_as_a_draft_with_its_file(examples, people, day):
    from django.core.files.uploadedfile import SimpleUploadedFile

    _, secret = make_api_token(
        by=people.delivery, name="Pipeline", scopes=["evidence"], expires_on=day, on=day
    )
    pipeline = Client(headers={"Authorization": f"Bearer {secret}"})
    criteria = pipeline.get("/api/v1/releases/november-2021/criteria/").json()["results"]
    [key, *_] = [row["criterion"] for row in criteria if row["owner"] == "dcc"]
    address = "/api/v1/releases/november-2021/evidence/"
    file = SimpleUploadedFile("report.csv", b"test,result\n1,passed\n", content_type="text/csv")
    sent = {"facts": f'{{"criteria": ["{key}"], "text": "All passed."}}', "add": file}
    made = pipeline.post(address, sent)
    assert made.status_code == 201, made.content
    assert (made.json()["state"], made.json()["body"], made.json()["criteria"]) == ("draft", "dcc", [key])
    assert [file["name"] for file in made.json()["files"]] == ["report.csv"]
    address = f"{address}{made.json()['receipt']}/"
    file.seek(0)
    more = SimpleUploadedFile("second.csv", b"test,result\n2,passed\n", content_type="text/csv")
    body = encode_multipart(BOUNDARY, {"facts": sent["facts"].replace("All", "Both"), "add": more})
    made = pipeline.put(address, body, content_type=MULTIPART_CONTENT, headers={"If-Match": made["ETag"]})
    assert (made.status_code, made.json()["text"]) == (200, "Both passed."), made.content
    assert [file["name"] for file in made.json()["files"]] == ["report.csv", "second.csv"]
    broken = pipeline.put(address, b"--", content_type=MULTIPART_CONTENT, headers={"If-Match": made["ETag"]})
    assert broken.status_code in (400, 422)
    own = pipeline.post(f"{address}release/", {}, content_type=JSON, headers={"If-Match": made["ETag"]})
    assert own.status_code == 403
    assert "another person" in own.json()["detail"]
    assert pipeline.post(address[:-1].rsplit("/", 1)[0] + "/", {"facts": "{", "add": file}).status_code == 400


@pytest.mark.django_db
def test_the_page_of_the_api_shows_every_endpoint_without_a_script(client):
    page = client.get("/api/").content.decode()
    assert page.count('<details class="endpoint"') == sum(len(endpoints) for _, endpoints in groups())
    assert "PATCH /api/v1/releases/{release}/scope/items/{scope_item}/" in page
    assert 'id="problem-412"' in page
