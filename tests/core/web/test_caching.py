"""What browsers and proxies may cache, and conditional and range requests."""

from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.http import HttpResponse
from django.test import Client, RequestFactory

from governance.composing.models import RenderJob
from governance.versions.models import RidVersion
from governance.versions.operations.publishing import publish_version, unpublish_version
from secrel.core.changes.operations import AS_STORED
from secrel.core.web.caching import caching, public_for
from tests.governance.meetings.deciding import MEETING, rendered

pytestmark = pytest.mark.django_db
PDF = "/releases/june-2021/rid/8.0.pdf"
DAY = 86400
FOR_EVER = 365 * DAY
RID_FILES = {"html": 60, "pdf": FOR_EVER, "docx": DAY, "json": FOR_EVER, "zip": FOR_EVER}


def answered(view, method: str = "get", **headers: str) -> HttpResponse:
    return caching(view)(getattr(RequestFactory(), method)("/", headers=headers))


@public_for(60)
def public_view(request):
    return HttpResponse("0123456789", headers={"Accept-Ranges": "bytes"})


@public_for(60)
def public_view_with_cookie(request):
    response = HttpResponse("x")
    response.set_cookie("a", "b")
    return response


@public_for(60)
def not_found(request):
    return HttpResponse("x", status=404)


def unmarked(request):
    return HttpResponse("x", headers={"Cache-Control": "public, max-age=9"})


def test_an_unmarked_view_is_not_cached():
    response = answered(unmarked)
    assert (response["Cache-Control"], response["Vary"]) == ("private, no-store", "Cookie")
    assert "ETag" not in response


@pytest.mark.parametrize("view", [public_view_with_cookie, not_found])
def test_cookies_and_errors_are_never_public(view):
    assert answered(view)["Cache-Control"] == "private, no-store"


def test_responses_to_post_are_never_public():
    assert answered(public_view, "post")["Cache-Control"] == "private, no-store"


@pytest.mark.parametrize("method", ["get", "head"])
def test_a_cached_response_is_confirmed(method):
    first = answered(public_view, method)
    assert first["Cache-Control"] == "public, max-age=60, must-revalidate"
    again = answered(public_view, method, **{"If-None-Match": f'"x", W/{first["ETag"]}'})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", first["ETag"])
    assert (again["Cache-Control"], again["Vary"]) == (first["Cache-Control"], "Cookie")
    assert answered(public_view, method, **{"If-None-Match": '"x"'}).status_code == 200
    refused = answered(public_view, method, **{"If-Match": '"x"'})
    assert (refused.status_code, refused["Cache-Control"]) == (412, "private, no-store")


@pytest.mark.parametrize(
    ("requested", "status", "sent", "of"),
    [
        ("bytes=0-3", 206, b"0123", "bytes 0-3/10"),
        ("Bytes=8-", 206, b"89", "bytes 8-9/10"),
        ("bytes=-2", 206, b"89", "bytes 8-9/10"),
        ("bytes=-99", 206, b"0123456789", "bytes 0-9/10"),
        ("bytes=9-99999999999999999999999", 206, b"9", "bytes 9-9/10"),
        ("bytes=10-", 416, None, "bytes */10"),
        ("bytes=-0", 416, None, "bytes */10"),
        ("bytes=99999999999999999999999-", 416, None, "bytes */10"),
        *((odd, 200, b"0123456789", None) for odd in ("bytes=3-1", "bytes=-", "bytes=x-1", "lines=0-1")),
        *((odd, 200, b"0123456789", None) for odd in ("", "bytes", "bytes=0-1,4-5", "bytes=²-3")),
    ],
)
def test_a_requested_range_is_sent(requested, status, sent, of):
    response = answered(public_view, Range=requested)
    assert (response.status_code, response.get("Content-Range")) == (status, of)
    assert sent is None or response.content == sent
    assert status != 206 or int(response["Content-Length"]) == len(response.content)


def test_the_rest_of_another_file_is_not_sent():
    etag = answered(public_view)["ETag"]
    parts = {etag: 206, f"W/{etag}": 200, '"x"': 200, "Wed, 21 Oct 2015 07:28:00 GMT": 200, "x": 200}
    for validator, status in parts.items():
        assert answered(public_view, Range="bytes=0-1", **{"If-Range": validator}).status_code == status
    assert answered(public_view, "head", Range="bytes=0-1").status_code == 200


def test_a_pdf_in_force_is_cached_for_ever_and_sent_in_parts(published, client, as_role):
    whole = client.get(PDF)
    content = whole.getvalue()
    assert whole["Cache-Control"] == "public, max-age=31536000, immutable"
    assert whole["ETag"] == f'"{RenderJob.objects.get(snapshot=published.snapshot).pdf_id}"'
    for headers in (
        {"If-None-Match": whole["ETag"]},
        {"If-Modified-Since": whole["Last-Modified"]},
    ):
        again = client.get(PDF, headers=headers)
        assert (again.status_code, again.content) == (304, b"")
    part = client.get(PDF, headers={"Range": "bytes=5-9", "If-Range": whole["Last-Modified"]})
    assert (part.status_code, part.getvalue()) == (206, content[5:10])
    assert part["Cache-Control"] == whole["Cache-Control"]
    head = client.head(PDF)
    assert (head.status_code, head["Content-Length"]) == (200, str(len(content)))
    assert as_role("analyst").get(PDF)["Cache-Control"] == "private, no-store"
    assert as_role("analyst").get(PDF, headers={"If-None-Match": whole["ETag"]}).status_code == 304


def test_a_draft_taken_back_leaves_caches_within_a_minute(examples, people, client):
    draft = rendered(examples.november.versions.get(major=0, minor=1))
    publish_version(by=people.analyst, version=draft, token=AS_STORED, on=MEETING)
    for name in ("0.1", "latest"):
        response = client.get(f"/releases/november-2021/rid/{name}.pdf")
        assert response["Cache-Control"] == "public, max-age=60, must-revalidate"
        assert "Last-Modified" not in response
        etag = response["ETag"]
    draft = RidVersion.objects.get(pk=draft.pk)
    unpublish_version(by=people.analyst, version=draft, token=AS_STORED, reason="A slip.", on=MEETING)
    for name in ("0.1", "latest"):
        response = client.get(f"/releases/november-2021/rid/{name}.pdf", headers={"If-None-Match": etag})
        assert (response.status_code, response["Cache-Control"]) == (404, "private, no-store")


PUBLISHED = {
    "/releases/june-2021/rid/": 60,
    "/releases/june-2021/rid/8.0/": 60,
    **{f"/releases/june-2021/rid/8.0.{form}": seconds for form, seconds in RID_FILES.items()},
    "/releases/june-2021/rid/8.0/tables/timeline.csv": FOR_EVER,
    "/releases/june-2021/rid/7.0.json": FOR_EVER,
    "/releases/june-2021/rid/latest.pdf": 60,
    "/modifications/?q=mp153": 60,
    "/documents/in-force/?on=2020-06-01": 60,
    "/documents/in-force.csv?on=2020-06-01": 60,
    "/calendar/for/suppliers/?month=2021-11": 60,
}
"""What `tests/support/addresses/` does not have: a published version, and pages with a query."""


def test_what_is_published_is_the_same_for_everybody_and_confirmed(published, client):
    other = Client()
    other.cookies[settings.CSRF_COOKIE_NAME] = "x" * 32
    found = {}
    for path in PUBLISHED:
        first = client.get(path)
        again = other.get(path, headers={"If-None-Match": first["ETag"]})
        assert (again.status_code, bool(first.cookies)) == (304, False), path
        found[path] = first["Cache-Control"]
    assert found == {
        path: f"public, max-age={seconds}, {'immutable' if seconds == FOR_EVER else 'must-revalidate'}"
        for path, seconds in PUBLISHED.items()
    }


def test_the_message_after_signing_out_is_not_public(as_role):
    client = as_role("analyst")
    page = client.post("/accounts/logout/", follow=True)
    assert page.redirect_chain
    assert page["Cache-Control"] == "private, no-store"


def test_redirects_refusals_and_the_admin_are_not_cached(as_role, client):
    paths = ("/following/", "/releases", "/nowhere/", "/accounts/login/", "/admin/", "/admin/login/", "/%00")
    answers = [client.get(path) for path in paths] + [as_role("administrator").get("/admin/")]
    answers += [client.get("/", headers={"Host": "evil.example"}), client.post("/", {})]
    assert {answer["Cache-Control"] for answer in answers} == {"private, no-store"}


def test_static_files_set_their_own_cache_time(client):
    assert "max-age" in client.get(staticfiles_storage.url("css/app.css"))["Cache-Control"]


def test_only_files_that_pages_use_are_collected(client):
    """Under their names with a digest; the files of the unused browsable API are left out."""
    assert client.get("/static/css/app.css").status_code == 404
    collected = [path for path in Path(settings.STATIC_ROOT).rglob("*") if path.is_file()]
    assert [path for path in collected if "rest_framework" in path.parts] == []
    assert [path.name for path in (Path(settings.STATIC_ROOT) / "css").glob("app.*.css")] == [
        staticfiles_storage.url("css/app.css").rpartition("/")[2]
    ]
