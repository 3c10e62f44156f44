"""A sign-in that ends while a page is open: the responses to fragments, forms and the API, and whose input is saved."""

import json
import re

import pytest
from django.conf import settings
from django.http import QueryDict
from django.test import Client
from django.urls import reverse

from secrel.core.editing.drafts.drafts import MOST
from secrel.core.editing.drafts.input_fields import readable
from secrel.core.editing.drafts.page_owner import _SIGNER
from secrel.core.models.drafts import UnsavedInput
from tests.support.factories import ReleaseFactory

pytestmark = pytest.mark.django_db
RAISE = "/modifications/new/"
HTMX = {"HX-Request": "true"}
TYPED = {"reference": "MP900", "title": "A title of half an hour"}


def page_of(user) -> str:
    return _SIGNER.sign(str(user.pk))


def hidden(page: str, name: str) -> str:
    return re.search(rf'name="{name}" value="([^"]*)"', page)[1]


@pytest.mark.parametrize(
    ("headers", "json_body"),
    [
        (HTMX, False),
        ({"X-Requested-With": "XMLHttpRequest"}, False),
        ({"Sec-Fetch-Mode": "cors"}, False),
        ({"Accept": "application/json"}, True),
    ],
)
@pytest.mark.parametrize("method", ["get", "post"])
def test_a_fragment_without_a_sign_in_answers_401_and_never_the_sign_in_page(
    client, method, headers, json_body
):
    response = getattr(client, method)("/waiting/", headers=headers)
    assert response.status_code == 401
    assert response["WWW-Authenticate"] == 'Session realm="secrel"'
    sentence = "You have been signed out. Sign in again, then send this again."
    html = response.content.decode()
    assert (json.loads(html)["detail"] if json_body else html) == sentence


def test_a_page_opened_without_a_sign_in_leads_to_it(client):
    for headers in ({}, {"Sec-Fetch-Mode": "navigate"}, {"Accept": "text/html,application/json;q=0.9"}):
        response = client.get("/waiting/", headers=headers)
        assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/waiting/")


@pytest.mark.parametrize("path", ["/waiting/", "/search/", "/modifications/"])
def test_a_fragment_of_another_persons_page_is_refused(as_role, people, path):
    headers = HTMX | {"X-Page-Of": page_of(people.analyst)}
    assert as_role("analyst").get(path, headers=headers).status_code == 200
    refused = as_role("chair").get(path, headers=headers)
    assert refused.status_code == 401
    assert refused.content.decode().startswith("Another person is signed in now.")
    assert Client().get(path, headers=headers).status_code == 401


def test_requesting_fragments_does_not_extend_a_sign_in(as_role):
    client = as_role("analyst")
    before = client.session.get_expiry_date(), client.cookies[settings.SESSION_COOKIE_NAME].value
    row = client.session._get_session_from_db().expire_date
    for path in ("/waiting/", "/accounts/signed-in/"):
        response = client.get(path, headers=HTMX)
        assert settings.SESSION_COOKIE_NAME not in response.cookies
    assert client.session._get_session_from_db().expire_date == row
    assert before[1] == client.cookies[settings.SESSION_COOKIE_NAME].value


def deactivate(client, user) -> None:
    user.is_active = False
    user.save()


def change_password(client, user) -> None:
    user.set_password("another-password-9")
    user.save()


def expire(client, user) -> None:
    session = client.session
    session.set_expiry(-1)
    session.save()


def clear_cookies(client, user) -> None:
    client.cookies.clear()


@pytest.mark.parametrize("ends", [expire, deactivate, change_password, clear_cookies])
def test_form_sent_after_the_sign_in_expired_is_saved_for_its_owner(as_role, people, ends):
    client = as_role("analyst")
    page = client.get(RAISE).content.decode()
    ends(client, people.analyst)
    sent = client.post(RAISE, TYPED | {"page-of": hidden(page, "page-of"), "csrfmiddlewaretoken": "x"})
    draft = UnsavedInput.objects.get()
    assert (draft.owner, draft.address, draft.text) == (
        people.analyst,
        RAISE,
        "reference=MP900&title=A+title+of+half+an+hour",
    )
    assert sent.status_code == 303
    assert (
        sent["Location"] == f"/accounts/login/?next=%2Fmodifications%2Fnew%2F%3Funsaved%3D{draft.key}&kept=1"
    )
    html = Client().get(sent["Location"]).content.decode()
    assert "You have been signed out. We have kept what you typed. Sign in, check it and save it." in html


def test_draft_is_shown_in_its_form_and_deleted_once_saved(as_role, people):
    Client().post(RAISE, TYPED | {"page-of": page_of(people.analyst)})
    draft, client = UnsavedInput.objects.get(), as_role("analyst")
    address = f"{RAISE}?unsaved={draft.key}"
    page = client.get(address).content.decode()
    assert "You were signed out before this was saved. Check what you typed, then save it." in page
    assert 'value="A title of half an hour"' in page
    assert client.post(address, {"title": ""}).status_code == 422
    assert UnsavedInput.objects.count() == 1
    for role in ("chair", "analyst2"):
        assert "half an hour" not in as_role(role).get(address).content.decode()


def test_draft_of_a_page_that_cannot_show_it_has_a_page_of_its_own(as_role, people):
    release = ReleaseFactory(slug="kept")
    path = f"/releases/{release.slug}/rid/issue/"
    Client().post(path, {"changes": "<b>What changed</b>", "page-of": page_of(people.analyst)})
    draft, client = UnsavedInput.objects.get(), as_role("analyst")
    shown = client.get(f"{path}?unsaved={draft.key}")
    assert (shown.status_code, shown["Location"]) == (303, f"/accounts/unsaved/{draft.key}/")
    page = client.get(shown["Location"]).content.decode()
    assert f'action="{path}?unsaved={draft.key}"' in page
    assert '<input type="hidden" name="changes" value="&lt;b&gt;What changed&lt;/b&gt;">' in page
    assert as_role("chair").get(shown["Location"]).status_code == 404
    sent = client.post(f"{path}?unsaved={draft.key}", {"changes": "What changed"})
    assert sent.status_code in (302, 303)
    assert "unsaved" not in sent["Location"]
    assert not UnsavedInput.objects.exists()


def test_draft_is_shown_to_its_author_only(as_role, people):
    sent = as_role("analyst2").post(RAISE, TYPED | {"page-of": page_of(people.analyst)})
    assert sent.status_code == 409
    html = sent.content.decode()
    assert "The analyst opened this page, but you are signed in as The analyst2." in html
    assert "half an hour" not in html
    draft = UnsavedInput.objects.get()
    assert draft.owner == people.analyst
    listed = as_role("analyst").get("/accounts/unsaved/").content.decode()
    assert f'href="/accounts/unsaved/{draft.key}/"' in listed
    assert draft.key not in as_role("analyst2").get("/accounts/unsaved/").content.decode()


def test_only_edited_cells_of_a_sheet_are_shown_as_input():
    sent = QueryDict(mutable=True)
    sent["was"] = json.dumps(
        {"a": {"audience": "dcc", "text": "One"}, "b": {"audience": "dcc", "text": "Two\nlines"}}
    )
    sent["blank"] = json.dumps({"audience": "all_sec_parties", "text": ""})
    sent.setlist("row", ["a", "b", "new-1", "new-2"])
    for name, text in {
        "a.place": "1",
        "a.audience": "dcc",
        "a.text": "One more",
        "b.place": "first",
        "b.text": "Two\r\nlines",
        "new-1.place": "3",
        "new-1.audience": "all_sec_parties",
        "new-2.audience": "all_sec_parties",
        "new-2.text": "New",
        "reason": "Because",
    }.items():
        sent[name] = text
    assert readable(sent) == [
        ("a: text", "One more"),
        ("b: place", "first"),
        ("new 2: audience", "all_sec_parties"),
        ("new 2: text", "New"),
        ("reason", "Because"),
    ]
    for odd in ("", "[]", "{", '{"a": 1}', "[" * 100_000):
        sent["was"] = sent["blank"] = odd
        assert ("a: text", "One more") in readable(sent)


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/releases/june-2020/edit/costs/?x=1", "Releases › June 2020 › Edit › Costs"),
        ("/modifications/SECMP0053/edit/parts/", "Modifications › SECMP0053 › Edit › Parts"),
        ("/", "The home page"),
    ],
)
def test_page_of_a_draft_has_a_name(address, name):
    assert UnsavedInput(address=address).page_name == name


def test_account_page_links_to_unsaved_input(client, people, as_role):
    assert "See what you typed" not in as_role("analyst").get("/accounts/").content.decode()
    client.post(RAISE, TYPED | {"page-of": page_of(people.analyst)})
    page = as_role("analyst").get("/accounts/").content.decode()
    assert "1 form that you sent was not saved, because you had been signed out." in page
    assert '<a href="/accounts/unsaved/">See what you typed</a>' in page


def test_form_with_an_old_csrf_token_is_saved_as_a_draft(people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.analyst)
    page = client.get(RAISE).content.decode()
    old = {name: hidden(page, name) for name in ("page-of", "csrfmiddlewaretoken")}
    client.cookies.pop(settings.CSRF_COOKIE_NAME)  # what signing in elsewhere does to it
    client.get(RAISE)
    sent = client.post(RAISE, TYPED | old)
    draft = UnsavedInput.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, f"{RAISE}?unsaved={draft.key}")
    page = client.get(sent["Location"]).content.decode()
    assert 'value="A title of half an hour"' in page
    again = client.post(sent["Location"], TYPED | old)  # once more with the old one: still one
    assert (again.status_code, UnsavedInput.objects.count()) == (303, 1)
    assert again["Location"] == f"{RAISE}?unsaved={UnsavedInput.objects.get().key}"


def test_an_old_csrf_token_of_a_fragment_says_so(people):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.analyst)
    response = client.post(RAISE, TYPED, headers=HTMX | {"X-Page-Of": page_of(people.analyst)})
    assert (response.status_code, response["X-Stale-Token"]) == (403, "yes")
    assert Client(enforce_csrf_checks=True).post(RAISE, TYPED, headers=HTMX).status_code == 401
    assert not UnsavedInput.objects.exists()


@pytest.mark.parametrize(
    ("owner", "headers"),
    [("", {}), ("1:forged", {}), (None, {"Origin": "https://elsewhere.example"})],
)
def test_form_from_another_site_is_never_saved(people, owner, headers):
    client = Client(enforce_csrf_checks=True)
    client.force_login(people.analyst)
    entered = TYPED | {"page-of": page_of(people.analyst) if owner is None else owner}
    response = client.post(RAISE, entered, headers=headers)
    assert response.status_code == 403
    assert "half an hour" not in response.content.decode()
    assert not UnsavedInput.objects.exists()


@pytest.mark.parametrize(
    ("path", "entered"),
    [
        ("/accounts/password/change/", {"oldpassword": "secret-1", "password1": "secret-2"}),
        ("/accounts/2fa/totp/activate/", {"code": "123456"}),
    ],
)
def test_passwords_and_codes_are_not_saved(client, people, path, entered):
    sent = client.post(path, entered | {"page-of": page_of(people.analyst)})
    assert sent.status_code == 303
    assert not UnsavedInput.objects.exists()
    assert "We do not keep passwords and codes." in client.get(sent["Location"]).content.decode()


def test_a_password_among_other_fields_is_left_out(client, people):
    client.post("/admin/core/user/add/", {"name": "N", "password1": "s", "page-of": page_of(people.analyst)})
    assert [row.text for row in UnsavedInput.objects.all()] in ([], ["name=N"])


def test_names_of_files_are_saved(client, examples, people, as_role, tmp_path):
    address = "/releases/november-2021/evidence/new/"
    file = tmp_path / "Ergebnis Prüfung.pdf"
    file.write_bytes(b"%PDF-1.4")
    with file.open("rb") as opened:
        client.post(address, {"text": "Ready.", "files": opened, "page-of": page_of(people.analyst)})
    draft = UnsavedInput.objects.get()
    page = as_role("analyst").get(f"/accounts/unsaved/{draft.key}/").content.decode()
    assert "Choose this file again: Ergebnis Prüfung.pdf" in page
    assert 'enctype="multipart/form-data"' in page
    assert (
        "Choose these files again: Ergebnis Prüfung.pdf."
        in as_role("analyst").get(f"{address}?unsaved={draft.key}").content.decode()
    )


def test_drafts_of_one_address_are_all_saved_and_the_oldest_is_deleted_above_the_limit(client, people):
    for number in range(MOST + 3):
        client.post(RAISE, {"title": f"Title {number}", "page-of": page_of(people.analyst)})
    client.post(RAISE, {"title": "Title 22", "page-of": page_of(people.analyst)})
    texts = list(UnsavedInput.objects.values_list("text", flat=True))
    assert texts == [f"title=Title+{number}" for number in range(MOST + 2, 2, -1)]


@pytest.mark.parametrize(
    "title", ["a\x00b", "x" * 2_400_000, "“£” – \U0001f600"], ids=["nul", "large", "signs"]
)
def test_any_text_is_saved_unchanged(client, people, as_role, title):
    client.post(RAISE, {"title": title, "page-of": page_of(people.analyst)})
    draft = UnsavedInput.objects.get()
    page = as_role("analyst").get(f"/accounts/unsaved/{draft.key}/")
    assert ("title", title) in page.context["fields"]


def test_unknown_and_odd_keys_are_ignored(as_role):
    client = as_role("analyst")
    for key in ("nobodys", "%00", "x" * 300):
        assert client.get(f"{RAISE}?unsaved={key}").status_code == 200
    assert client.get("/accounts/unsaved/nobodys/").status_code == 404


def test_open_page_can_check_who_is_signed_in(as_role, people, client):
    address = reverse("sign-in-state") + "?page-of=" + page_of(people.analyst)
    same = as_role("analyst").get(address)
    assert same.json()["state"] == "same"
    assert len(same.json()["csrf"]) == 64
    assert "no-store" in same["Cache-Control"]
    assert as_role("chair").get(address).json() == {"state": "other", "name": "The chair"}
    assert client.get(address).json() == {"state": "nobody"}
    assert settings.CSRF_COOKIE_NAME not in client.cookies


def test_sign_in_page_with_an_old_token_is_opened_again(people):
    client = Client(enforce_csrf_checks=True)
    sent = client.post("/accounts/login/", {"login": "a@b.example", "password": "p", "next": "/flags/"})
    assert (sent.status_code, sent["Location"]) == (303, "/accounts/login/?next=%2Fflags%2F&again=1")
    assert "This page was out of date." in client.get(sent["Location"]).content.decode()


def test_signing_in_shows_a_message_about_unsaved_input(client, people):
    people.analyst.set_password("the-right-one-123")
    people.analyst.save()
    UnsavedInput.objects.create(owner=people.analyst, address=RAISE, text="title=x")
    entered = {"login": people.analyst.email, "password": "the-right-one-123"}
    page = client.post("/accounts/login/", entered, follow=True).content.decode()
    assert "One form that you sent was not saved, because you had been signed out." in page


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_drafts_has_a_constant_number_of_queries(as_role, people, count, django_assert_num_queries):
    for number in range(count):
        UnsavedInput.objects.create(owner=people.analyst, address=f"/a/{number}/", text="x=1")
    client = as_role("analyst")
    with django_assert_num_queries(4):
        assert len(client.get("/accounts/unsaved/").context["page"]) == count


def test_draft_is_discarded_by_its_owner_only(as_role, people):
    draft = UnsavedInput.objects.create(owner=people.analyst, address=RAISE, text="title=x")
    assert as_role("chair").post(f"/accounts/unsaved/{draft.key}/discard/").status_code == 404
    assert as_role("analyst").post(f"/accounts/unsaved/{draft.key}/discard/").status_code == 303
    assert not UnsavedInput.objects.exists()


def test_api_answers_401_without_sign_in_and_403_without_permission(as_role):
    ReleaseFactory(slug="seen")
    path = "/api/v1/releases/seen/checks/"
    refused = as_role("anonymous").get(path)
    assert (refused.status_code, refused.json()["detail"]) == (401, "Sign in to read this.")
    assert refused["WWW-Authenticate"] == 'Session realm="secrel"'
    assert as_role("member").get(path).status_code == 403
    schema = as_role("anonymous").get("/api/v1/schema/").json()
    assert schema["components"]["securitySchemes"]["cookieAuth"]["in"] == "cookie"


def test_fragment_opened_in_the_window_redirects_to_its_page(as_role):
    opened = as_role("member").get("/waiting/", headers={"Accept": "text/html", "Sec-Fetch-Mode": "navigate"})
    assert (opened.status_code, opened["Location"]) == (302, "/#waiting")
