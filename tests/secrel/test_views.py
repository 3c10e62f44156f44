"""Pages above the apps: what went wrong, health, and input nobody should send."""

import pytest
from django.contrib.auth.decorators import login_not_required
from django.test import Client
from django.urls import clear_url_caches, path

from secrel import urls

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    "address", ["/modifications/?q=%00", "/search/?q=a%00b", "/modifications/?page=%00", "/?x=%ff"]
)
def test_what_no_database_holds_is_let_go(client, address):
    assert client.get(address).status_code == 200


def test_record_search_lets_go_of_it_too(as_role):
    assert as_role("analyst").get("/record/?about=%00&page=99999999999999999999").status_code == 200


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ("/nowhere/", "There is no page at this address."),
        ("/releases/nowhere/", "There is no release at this address."),
        ("/releases/june-2021/rid/99999.1/", "There is no page at this address."),
        ("/modifications/%00/", "There is no modification at this address."),
    ],
)
def test_an_unknown_address_gets_a_sentence(client, address, sentence):
    response = client.get(address)
    assert response.status_code == 404
    assert sentence in response.content.decode()


def test_a_fault_of_ours_gets_a_page_without_a_traceback(client, monkeypatch):
    def fails(request):
        raise ZeroDivisionError("secret detail")

    monkeypatch.setattr(urls, "urlpatterns", [*urls.urlpatterns, path("fails/", login_not_required(fails))])
    clear_url_caches()
    client.raise_request_exception = False
    response = client.get("/fails/")
    clear_url_caches()
    assert response.status_code == 500
    assert (
        "This is our fault, and it has been logged. Your last change was saved completely or not at all."
        in response.content.decode()
    )
    assert "secret detail" not in response.content.decode()


def test_a_form_without_its_token_is_told_so(people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.analyst)
    response = client.post("/releases/x/rid/issue/", {"changes": "x"})
    assert response.status_code == 403
    assert "This form was open for too long, or cookies are off." in response.content.decode()


def test_health_names_what_is_missing(client, settings):
    assert client.get("/health/").json() == {"database": "ok", "broker": "ok"}
    settings.REDIS_URL = "redis://127.0.0.1:1/0"
    response = client.get("/health/")
    assert response.status_code == 503
    assert response.json()["broker"] == "is not responding: start it, or correct REDIS_URL"


def test_policy_allows_our_own_and_nothing_inline(client):
    policy = client.get("/")["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "script-src 'self'" in policy
    assert "unsafe" not in policy


def test_a_wrong_password_gets_a_sentence(client, people):
    people.analyst.set_password("the-right-one-123")
    people.analyst.save()
    page = client.post(
        "/accounts/login/", {"login": people.analyst.email, "password": "another-one"}
    ).content.decode()
    assert "This email address and password do not match." in page


def test_account_page_lists_roles_and_what_they_allow(as_role):
    page = as_role("chair").get("/accounts/").content.decode()
    assert "Panel, Chair" in page
    assert "Reads and comments like a member, and confirms the Panel&#x27;s decisions." in page


def test_signing_up_is_registering_for_a_party(client):
    assert "If you work for SECAS, the Panel" in client.get("/accounts/signup/").content.decode()
    response = client.post("/accounts/signup/", {"email": "a@example.org", "password1": "a-long-enough-one"})
    assert response.context["form"].errors.keys() == {"name", "organisation", "category"}


@pytest.mark.parametrize("entered", ["9999-12-31", "0001-01-01", "2021-10-15T00:00", "x" * 5000])
def test_any_meeting_date_gets_a_sentence(examples, as_role, entered):
    response = as_role("analyst").post(
        "/releases/november-2021/rid/0.1/present/", {"meeting_on": entered, "token": "9" * 40}
    )
    assert response.status_code in (409, 422)
