"""Pages for everybody are kept until anything changes, and for nobody else."""

from datetime import date, timedelta

import pytest
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.test import Client, RequestFactory

from governance.versions.operations.publishing import publish_version, unpublish_version
from modifications.operations.progress import set_next_steps
from modifications.queries import find
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.cached import CachedResult
from secrel.core.web import page_cache
from secrel.core.web.caching import public_for
from tests.governance.consultations.asked import opened
from tests.governance.meetings.deciding import MEETING, rendered

pytestmark = pytest.mark.django_db
PAGES = CachedResult.objects.filter(key__startswith="page/")


def test_a_public_page_asks_one_query_while_nothing_changes(examples, django_assert_num_queries):
    first = Client().get("/releases/june-2021/")
    with django_assert_num_queries(1):
        again = Client().get("/releases/june-2021/")
    assert again.content == first.content
    assert dict(again.headers) == dict(first.headers)
    assert {"Content-Security-Policy", "X-Frame-Options", "Content-Length"} <= again.headers.keys()
    assert again["Cache-Control"] == "public, max-age=60, must-revalidate"
    with django_assert_num_queries(1):
        unchanged = Client(headers={"If-None-Match": again["ETag"]}).get("/releases/june-2021/")
    assert (unchanged.status_code, unchanged.content) == (304, b"")


def test_a_publication_is_on_its_page_at_once(examples, people):
    address, common = "/releases/november-2021/", {"by": people.analyst, "on": MEETING, "token": AS_STORED}
    draft = rendered(examples.november.versions.get(major=0, minor=1))
    assert "RID 0.1" not in Client().get(address).content.decode()
    draft = publish_version(version=draft, **common)
    assert "RID 0.1" in Client().get(address).content.decode()
    unpublish_version(version=draft, reason="Too early.", **common)
    assert "RID 0.1" not in Client().get(address).content.decode()


def test_a_page_is_made_for_who_sends_a_cookie_a_sign_in_or_a_search(examples, as_role):
    Client().get("/releases/june-2021/")
    row = PAGES.get()
    row.data["body"] = "as kept"
    row.save()
    address = "/releases/june-2021/"
    assert Client().get(address).content == b"as kept"
    with_cookie = Client()
    with_cookie.cookies["theme"] = "dark"
    for answer in (
        with_cookie.get(address),
        as_role("analyst").get(address),
        Client().get(f"{address}?x=1"),
        Client(headers={"HX-Request": "true"}).get(address),
        Client(headers={"Authorization": "Token x"}).get(address),
    ):
        assert b"as kept" not in answer.content
    assert PAGES.count() == 1


def test_a_page_is_made_anew_each_day(examples, settings):
    Client().get("/")
    PAGES.update(data={"body": "yesterday", "headers": {}, "public_for": 60})
    settings.TODAY = date(2021, 10, 16)
    assert b"yesterday" not in Client().get("/").content


def test_a_page_is_made_anew_after_the_moment_that_it_names(examples, people, settings, monkeypatch):
    settings.TODAY = date(2020, 3, 10)
    row = opened(people.analyst, proposed_on=date(2020, 5, 7))
    places = ("/", "/consultations/", row.get_absolute_url())
    for address in places:
        Client().get(address)
    for page in PAGES.all():
        page.data["body"] = "as kept"
        page.save()
    assert {Client().get(address).content for address in places} == {b"as kept"}
    monkeypatch.setattr(page_cache, "moment", lambda: row.deadline + timedelta(seconds=1))
    for address in places:
        assert b"as kept" not in Client().get(address).content


def test_no_more_pages_are_kept_than_the_most(examples, monkeypatch):
    monkeypatch.setattr(page_cache, "MOST", 2)
    for address in ("/", "/releases/", "/modifications/", "/documents/"):
        assert Client().get(address).status_code == 200
    assert PAGES.count() == 2


def form_page(request):
    return HttpResponse(f"<form>{get_token(request)}")


def session_page(request):
    request.session["seen"] = True
    return HttpResponse("Seen.")


@pytest.mark.parametrize("view", [form_page, session_page])
def test_a_page_whose_cookie_is_set_later_is_for_one_person(view, db):
    request = RequestFactory().get("/")
    request.session = SessionStore()
    assert public_for(60)(view)(request).status_code == 200
    assert PAGES.count() == 0


@pytest.mark.parametrize(
    "address", ["/releases/nothing-here/", "/api/v1/releases/", "/releases/june-2021/rid/8.0.pdf"]
)
def test_errors_data_and_files_are_not_kept(examples, address):
    Client().get(address)
    assert PAGES.count() == 0


def test_parts_of_a_page_are_kept_for_the_same_permissions_until_anything_changes(examples, as_role, people):
    address, analyst, member = "/modifications/MP149/", as_role("analyst"), as_role("member")
    pages = [client.get(address).content.decode() for client in (analyst, member)]
    assert ["Next steps" in page for page in pages] == [True, False]
    for row in CachedResult.objects.filter(key__startswith="part/"):
        row.data["parts"]["panels"] = "as kept"
        row.save()
    assert ["as kept" in client.get(address).content.decode() for client in (analyst, member)] == [True, True]
    set_next_steps(
        by=people.analyst,
        modification=find("MP149"),
        steps=[("A later vote", None, "", False, "")],
        token=AS_STORED,
        on=MEETING,
    )
    assert "A later vote" in analyst.get(address).content.decode()
    assert "A later vote" not in member.get(address).content.decode()
    CachedResult.objects.filter(key__startswith="part/").update(data={"on": "2021-10-14", "parts": {}})
    assert "A later vote" in analyst.get(address).content.decode()  # each part ends with the day
