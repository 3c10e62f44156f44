"""What search engines are told: every public page and document, at addresses that answer everybody, and no other."""

import re

import pytest
from django.test import Client

from governance.versions.models import RidVersion
from tests.support.factories import ModificationFactory, ReleaseFactory


@pytest.fixture(autouse=True)
def called_otherwise(settings):
    settings.ALLOWED_HOSTS = ["testserver", "elsewhere.example"]


def addresses(client: Client) -> list[str]:
    response = client.get("/sitemap.xml", headers={"host": "elsewhere.example"})
    text = response.content.decode()
    found = re.findall(r"<loc>http://localhost:8000(/[^<]*)</loc>", text)
    assert (response.status_code, response["Content-Type"]) == (200, "application/xml")
    assert len(found) == text.count("<loc>"), "of this site, whatever the request calls it"
    return found


def test_the_map_names_each_kind_of_public_page(published, client):
    found = addresses(client)
    assert {"/", "/releases/june-2021/", "/releases/june-2021/rid/8.0/"} < set(found)
    assert {"/releases/june-2021/rid/8.0.pdf", "/modifications/MP149/", "/documents/section-a/"} < set(found)
    assert {
        "/notices/2020-11-27-sec-27.0/",
        "/consultations/june-2020-go-live/",
        "/documents/in-force/",
    } < set(found)


@pytest.mark.long
def test_every_address_of_the_map_answers_the_public(published, client):
    assert {
        path: status for path in addresses(client) if (status := client.get(path).status_code) != 200
    } == {}


def test_the_map_names_nothing_that_is_not_published(examples, client, as_role):
    drafts = RidVersion.objects.filter(release=examples.november, published_on=None)
    assert as_role("analyst").get(drafts.get().get_absolute_url()).status_code == 200
    assert [path for path in addresses(as_role("analyst")) if "/november-2021/rid/" in path] == []


def test_the_map_asks_the_same_few_queries(db, client, django_assert_num_queries):
    for count in (1, 3):
        for number in range(count):
            ReleaseFactory(slug=f"release-{count}-{number}", name=f"Release {count} {number}")
            ModificationFactory(reference=f"MP{count}0{number}")
        client.get("/sitemap.xml")
        with django_assert_num_queries(8):
            client.get("/sitemap.xml")


def test_robots_are_kept_from_what_has_no_end_and_shown_the_map(client, db):
    response = client.get("/robots.txt")
    text = response.content.decode()
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    assert "Disallow: /search/\n" in text
    assert text.endswith("Sitemap: http://localhost:8000/sitemap.xml\n")
    assert "Disallow: /\n" not in text
