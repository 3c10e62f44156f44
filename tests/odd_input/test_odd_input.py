"""What no form of ours sends: an answer in words, never a fault of ours."""

from io import BytesIO

import pytest
from django.conf import settings
from django.test import Client

from secrel.core.models.people import User
from secrel.core.web.http import Request

pytestmark = pytest.mark.django_db
NO_PAGE = "There is no page at this address."
QUICK = ["%00", "99999999999999999999", "%ed%a0%80"]


@pytest.mark.parametrize(
    "path", ["/releases/%00/", "/change-requests/CR%00/", "/documents/%01x/", "/%00/", "/static/%00"]
)
def test_a_control_character_in_a_path_is_no_page(as_role, path):
    answer = as_role("analyst").get(path)
    assert answer.status_code == 404


def test_a_view_that_fails_over_a_control_character_says_there_is_no_page(as_role, monkeypatch):
    """Whatever is added later: a path that holds one is no fault of ours."""
    from django.contrib.auth.decorators import login_not_required
    from django.urls import clear_url_caches, path

    from secrel import urls

    def fails(request, text):
        User.objects.filter(name=text).exists()

    monkeypatch.setattr(
        urls, "urlpatterns", [*urls.urlpatterns, path("f/<str:text>/", login_not_required(fails))]
    )
    clear_url_caches()
    answer = Client().get("/f/%00/")
    clear_url_caches()
    assert answer.status_code == 404
    assert NO_PAGE in answer.content.decode()


@pytest.mark.parametrize(
    "path", ["/accounts/login/", "/accounts/signup/", "/releases/new/", "/api/v1/releases/"]
)
@pytest.mark.parametrize(
    "kind", ["text/plain", "application/xml", "image/png", "text/plain; charset=utf-8", "nonsense"]
)
def test_another_type_of_content_is_refused_in_words(as_role, path, kind):
    for role in ("anonymous", "analyst"):
        answer = as_role(role).post(path, "x=1", content_type=kind)
        assert answer.status_code == 415
        assert "not the content type that was sent" in answer.content.decode()


@pytest.mark.parametrize("charset", ["utf-16", "latin-1", "nonsense", "''"])
def test_a_form_in_another_character_set_is_refused_in_words(as_role, charset):
    client = as_role("anonymous")
    form = f"multipart/form-data; boundary=x; charset={charset}"
    body = b'--x\r\nContent-Disposition: form-data; name="login"\r\n\r\na\r\n--x--\r\n'
    for path in ("/accounts/login/", "/api/v1/releases/"):
        answer = client.generic("POST", path, body, content_type=form)
        assert answer.status_code == 415
        assert "accepts UTF-8 text only" in answer.content.decode()


@pytest.mark.parametrize("charset", ["hex", "rot13", "utf-16", "latin-1", "nonsense", "''"])
@pytest.mark.parametrize("method", ["GET", "POST"])
def test_an_address_is_read_as_utf8_whatever_the_request_says_of_its_body(method, charset):
    said = {
        "REQUEST_METHOD": method,
        "CONTENT_TYPE": f"text/plain; charset={charset}",
        "wsgi.input": BytesIO(),
    }
    request = Request(said | {"PATH_INFO": "/search/", "QUERY_STRING": "q=caf%C3%A9"})
    assert request.GET["q"] == "café"
    assert request.content_params == {"charset": charset}


def test_a_page_takes_no_json_and_the_api_says_what_it_only_reads(as_role):
    client = as_role("analyst")
    assert client.post("/releases/new/", "{}", content_type="application/json").status_code == 415
    assert client.post("/api/v1/releases/", {"slug": "x"}).status_code == 405
    assert client.put("/api/v1/releases/", "x", content_type="text/csv").status_code == 415


@pytest.mark.parametrize(
    "text", ["", "{", "[1,", "\xff", "[" * 100_000, "9" * 5000, '{"a": "\\u0000"}', '"\\ud800"']
)
def test_json_that_is_none_or_holds_what_cannot_be_kept_is_refused_in_words(as_role, text):
    answer = as_role("analyst").post("/api/v1/releases/", text or " ", content_type="application/json")
    assert answer.status_code == 400
    assert answer.json()["detail"].endswith("send it again.")


def test_sound_json_and_nothing_at_all_come_through(as_role):
    client = as_role("analyst")
    assert client.post("/api/v1/releases/", "{}", content_type="application/json").status_code == 405
    assert client.generic("POST", "/accounts/logout/", content_type="").status_code == 302


@pytest.mark.parametrize("name", ["name\x00", "\x01", "na\x1bme"])
@pytest.mark.parametrize("path", ["/accounts/signup/", "/accounts/login/", "/releases/new/"])
def test_a_control_character_in_the_name_of_a_field_is_refused_in_words(as_role, path, name):
    client = as_role("analyst")
    assert client.post(path, {name: "x"}).status_code == 400
    encoded = client.post(path, f"{name}=x", content_type="application/x-www-form-urlencoded")
    assert "A field name contains a control character." in encoded.content.decode()


@pytest.mark.parametrize(
    "cookie",
    [
        f"{settings.SESSION_COOKIE_NAME}=abcdefgh\x00ijklmnop",
        f"{settings.SESSION_COOKIE_NAME}=a\x00b; theme=\x01",
        f"{settings.CSRF_COOKIE_NAME}=\x00; messages=\x00",
    ],
)
def test_a_control_character_in_a_cookie_is_let_go(cookie):
    assert Client().get("/", HTTP_COOKIE=cookie).status_code == 200


def test_a_host_that_is_not_ours_and_a_form_that_is_cut_off_get_a_sentence(settings):
    client = Client()
    forged = client.get("/", HTTP_HOST="evil.example")
    cut = client.generic("POST", "/accounts/login/", b"--x", content_type="multipart/form-data")
    for answer in (forged, cut):
        assert answer.status_code == 400
        assert "This request cannot be read." in answer.content.decode()


@pytest.mark.parametrize("password", ["\x00", "a\x00b", "\ud7ff"])
def test_signing_in_with_odd_text_gets_a_sentence(people, password):
    for entered in (
        {"login": "a\x00@b.example"},
        {"login": people.chair.email},
        {"login": "x" * 10_000 + "@b.example"},
    ):
        answer = Client().post("/accounts/login/", entered | {"password": password})
        assert answer.status_code == 200
        assert answer.context["form"].errors
