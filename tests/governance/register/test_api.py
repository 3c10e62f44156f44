"""The API: what a page shows you, in JSON; nothing is written."""

from datetime import date

import pytest

from governance.importer.importing import import_rid
from governance.importer.reading import check_document
from governance.versions.models import RidVersion
from modifications.operations.documents import add_change_request
from releases.operations.change_requests import set_change_requests
from secrel.core.changes.operations import AS_STORED, SYSTEM
from tests.support.factories import ModificationFactory, ReleaseFactory
from tests.support.large import large_document

pytestmark = pytest.mark.django_db
API = "/api/v1"


def test_releases_are_listed_by_go_live(examples, client):
    data = client.get(f"{API}/releases/").json()
    assert [row["slug"] for row in data["results"]] == [
        *("june-2020", "february-2021", "june-2021", "november-2021"),
        *("february-2022", "june-2022", "november-2022", "november-2020"),
    ]
    assert data["results"][3] == {
        "slug": "november-2021",
        "name": "November 2021 SEC Release",
        "go_live_on": "2021-11-04",
        "go_live_stated_on": None,
        "go_live_note": "",
        "go_live_window": None,
        "sources_until": None,
        "sources_note": "",
        "profile": "system_impacting",
    }


def test_release_carries_the_document_one_may_see(examples, client, as_role):
    assert client.get(f"{API}/releases/november-2021/").json()["document"] is None
    june = client.get(f"{API}/releases/june-2021/").json()["document"]
    assert [item["ref"] for item in june["scope"]["approved"]][-1] == "MP153"
    live = as_role("analyst").get(f"{API}/releases/november-2021/").json()["document"]
    assert [item["ref"] for item in live["scope"]["targeted"]] == ["MP149", "MP164", "MP180"]


def test_versions_are_those_one_may_see(examples, client, as_role):
    assert len(client.get(f"{API}/releases/november-2021/versions/").json()["results"]) == 0
    assert len(as_role("analyst").get(f"{API}/releases/november-2021/versions/").json()["results"]) == 1
    version = client.get(f"{API}/releases/june-2021/versions/8.0/").json()
    stored = RidVersion.objects.get(release=examples.june, major=8)
    assert (version["number"], version["state"], version["content_digest"], version["pdf_state"]) == (
        *("8.0", "issued", stored.snapshot.content_id, "queued"),
    )


def test_modification_carries_its_former_references(examples, client):
    assert client.get(f"{API}/modifications/MP153/").json() == {
        "reference": "MP153",
        "title": "Follow up changes for Communications Hub Finance Charges",
        "stage": "implemented",
        "path": "",
        "impacts_dcc_systems": False,
        "former_references": ["DP153"],
    }


@pytest.mark.parametrize("count", [1, 3])
def test_releases_and_versions_take_a_constant_number_of_queries(
    client, examples, django_assert_num_queries, count
):
    with django_assert_num_queries(2):  # releases, and decisions since their RIDs
        rows = client.get(f"{API}/releases/", {"page_size": count}).json()["results"]
    assert len(rows) == count
    with django_assert_num_queries(3):
        rows = client.get(f"{API}/releases/june-2021/versions/", {"page_size": count}).json()["results"]
    assert len(rows) == count


@pytest.mark.parametrize("count", [1, 3])
def test_modifications_take_a_constant_number_of_queries(client, db, django_assert_num_queries, count):
    ModificationFactory.create_batch(count)
    with django_assert_num_queries(2):
        assert len(client.get(f"{API}/modifications/").json()["results"]) == count


@pytest.mark.parametrize("count", [1, 3])
def test_documents_carry_titles_and_other_names(client, db, django_assert_num_queries, count):
    with django_assert_num_queries(4):
        rows = client.get(f"{API}/documents/", {"page_size": count}).json()["results"]
    assert [row["designation"] for row in rows] == ["Section A", "Section B", "Section C"][:count]
    section = client.get(f"{API}/documents/section-j/").json()
    assert (section["kind"], section["titles"][-1]["title"]) == ("section", "Charges")
    assert [row["title"] for row in section["aliases"]] == ["Payment of Charges"]


@pytest.mark.parametrize("count", [1, 3])
def test_change_requests_are_those_one_may_see(client, as_role, db, django_assert_num_queries, count):
    release = ReleaseFactory(slug="a-release")
    rows = [
        (add_change_request(by=SYSTEM, reference=f"CR{n}", title=f"Change {n}"), "proves it.")
        for n in range(1, count + 1)
    ]
    set_change_requests(by=SYSTEM, release=release, rows=rows, token=AS_STORED)
    assert len(client.get(f"{API}/change-requests/").json()["results"]) == 0
    assert client.get(f"{API}/change-requests/CR1/").status_code == 404
    analyst = as_role("analyst")
    with django_assert_num_queries(4):
        assert len(analyst.get(f"{API}/change-requests/").json()["results"]) == count
    assert analyst.get(f"{API}/change-requests/CR1/").json() == {
        "reference": "CR1",
        "title": "Change 1",
        "beside": [{"release": "a-release", "summary": "proves it."}],
    }


def test_deviations_of_an_imported_version_are_for_secas(client, as_role, db):
    document = large_document(4)
    document["document"]["version"] = "2.0"
    document["costs"]["dcc_total"] = {"status": "estimate", "amount": "1"}
    version = import_rid(by=SYSTEM, document=check_document(document), on=date(2021, 10, 15)).version
    path = f"{API}/releases/{version.release.slug}/versions/{version.number}/"
    stated = {row["path"]: row["stated"] for row in as_role("analyst").get(path).json()["deviations"]}
    assert stated["costs/dcc_total/amount"] == '"1"'
    rows = as_role("analyst").get(path).json()["deviations"]
    assert {row["reason"] for row in rows if row["path"].startswith("costs/dcc_total")} == {
        "The total is computed from the costs, and not stored."
    }
    assert client.get(path).json()["deviations"] == []


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/releases/nope/",
            "/releases/nope/versions/",
            "/releases/june-2021/versions/9.0/",
            "/modifications/MP999/",
        ),
        "/releases/november-2021/versions/0.1/",
    ],
)
def test_what_is_not_there_is_404_in_json(examples, client, path):
    response = client.get(f"{API}{path}")
    assert response.status_code == 404
    assert "detail" in response.json()


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_is_written(examples, as_role, method):
    client = as_role("analyst")
    client.handler.enforce_csrf_checks = False
    assert getattr(client, method)(f"{API}/releases/june-2021/").status_code == 405


def test_description_names_every_address(client, db):
    paths = client.get(f"{API}/schema/").json()["paths"]
    assert {path.removeprefix(API) for path in paths} >= {
        "/releases/",
        "/releases/{slug}/",
        "/releases/{release_slug}/versions/",
        "/releases/{release_slug}/versions/{number}/",
        "/modifications/",
        "/modifications/{reference}/",
    }
