"""A form that can no longer be saved: the response shows the input."""

import pytest
from django.test import Client

from secrel import views
from secrel.core.editing.drafts.page_owner import _SIGNER
from secrel.core.web.middleware import database_away
from tests.support.factories import ReleaseFactory

pytestmark = pytest.mark.django_db
TYPED = {"additions": "Half an hour’s <work> & £5", "reason": "Because", "token": "1", "was": "{}"}


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/releases/cancelled/edit/statements/scope/", 404),
        ("/releases/here/edit/scope/MP999/", 404),
        ("/no/such/address/", 404),
        ("/accounts/invite/", 403),
    ],
)
def test_form_sent_to_a_missing_page_can_be_copied_from_the_error(as_role, people, path, status):
    ReleaseFactory(slug="here")
    entered = TYPED | {"page-of": _SIGNER.sign(str(people.analyst.pk))}
    response = as_role("analyst").post(path, entered)
    page = response.content.decode()
    assert response.status_code == status
    assert "Half an hour’s &lt;work&gt; &amp; £5</textarea>" in page
    assert "Because</textarea>" in page
    assert page.count("</textarea>") == 2


def test_error_page_of_a_get_request_shows_no_form(as_role):
    page = as_role("analyst").get("/releases/cancelled/?additions=x").content.decode()
    assert "What you typed" not in page


def test_a_form_of_another_site_is_not_shown(people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.analyst)
    for path in ("/no/such/address/", "/accounts/invite/"):
        assert "Half an hour" not in client.post(path, TYPED).content.decode()


def test_server_error_and_missing_database_give_the_text_back(rf):
    request = rf.post("/anywhere/", TYPED)
    request.resolver_match, request.csrf_processing_done = None, True
    for answer in (database_away(request), views.server_error(request)):
        assert "Half an hour’s &lt;work&gt; &amp; £5</textarea>" in answer.content.decode()
    assert database_away(rf.get("/")).status_code == 503


def test_too_much_text_is_refused_with_a_sentence(as_role):
    response = as_role("analyst").post("/modifications/new/", {"title": "x" * 3_200_000})
    assert response.status_code == 413
    assert "You sent more than 2.5 MB of text" in response.content.decode()


def test_malformed_request_is_refused_with_a_sentence(client):
    response = client.get("/", headers={"Host": "elsewhere.example"})
    assert response.status_code == 400
    assert "This request cannot be read." in response.content.decode()
