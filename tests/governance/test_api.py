"""The API: what a page shows you, in JSON; nothing is written."""

import pytest

from governance.models import RidVersion

pytestmark = pytest.mark.django_db
API = "/api/v1"


def test_releases_are_listed_by_go_live(examples, client):
    data = client.get(f"{API}/releases/").json()
    assert [row["slug"] for row in data["results"]] == [
        *("june-2020", "february-2021", "june-2021", "november-2021"),
        *("february-2022", "june-2022", "november-2022"),
    ]
    assert data["results"][3] == {
        "slug": "november-2021",
        "name": "November 2021 SEC Release",
        "go_live_on": "2021-11-04",
        "profile": "system_impacting",
    }


def test_release_carries_the_document_one_may_see(examples, client, as_role):
    assert client.get(f"{API}/releases/november-2021/").json()["document"] is None
    june = client.get(f"{API}/releases/june-2021/").json()["document"]
    assert [item["ref"] for item in june["scope"]["approved"]][-1] == "MP153"
    live = as_role("analyst").get(f"{API}/releases/november-2021/").json()["document"]
    assert [item["ref"] for item in live["scope"]["targeted"]] == ["MP149", "MP164", "MP180"]


def test_versions_are_those_one_may_see(examples, client, as_role):
    assert client.get(f"{API}/releases/november-2021/versions/").json()["count"] == 0
    assert as_role("analyst").get(f"{API}/releases/november-2021/versions/").json()["count"] == 1
    version = client.get(f"{API}/releases/june-2021/versions/8.0/").json()
    stored = RidVersion.objects.get(release=examples.june, major=8)
    assert (version["number"], version["state"], version["content_digest"], version["pdf_state"]) == (
        *("8.0", "issued", stored.snapshot.content_id, "queued"),
    )


def test_modification_carries_its_former_references(examples, client):
    assert client.get(f"{API}/modifications/MP153/").json() == {
        "reference": "MP153",
        "title": "Follow up changes for Communications Hub Finance Charges",
        "stage": "implementation",
        "path": "",
        "impacts_dcc_systems": False,
        "former_references": ["DP153"],
    }


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
