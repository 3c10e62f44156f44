"""Every page that edits a release merges changes, keeps input, requires a reason and refuses nonsense."""

from html.parser import HTMLParser
from urllib.parse import quote

import pytest
from django.conf import settings

from releases.models.releases import Release
from releases.models.timeline import TimelineRow
from secrel.core.changes.reasons import SENTENCE
from tests.releases.editing.sheet_forms import save, sheet
from tests.support.rids import composed

pytestmark = pytest.mark.django_db
JUNE = "/releases/june-2020"


def test_statements_of_two_people_in_different_facts_are_merged(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/statements/scope/"
    was = client.get(path).context["form"]["was"].value()
    stored = client.get(path).context["form"].initial
    entered = {"change_requests": stored["change_requests"], "reason": "Agreed", "was": was}
    assert client.post(path, {**entered, "additions": "Theirs.", "notes": ""}).status_code == 303
    before = "\n\n".join(stored["additions"])
    assert client.post(path, {**entered, "additions": before, "notes": "Mine."}).status_code == 303
    scope = composed(Release.objects.get(pk=june.pk))["scope"]
    assert scope["additions"] == ["Theirs."]
    assert june.sections.get(key="scope").notes == ["Mine."]


def test_the_same_fact_shows_both_sides_to_keep_or_take(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/statements/scope/"
    was = client.get(path).context["form"]["was"].value()
    entered = {"change_requests": "items", "notes": "", "reason": "Agreed"}
    client.post(path, {**entered, "was": was, "additions": "Theirs."})
    conflict = client.post(path, {**entered, "was": was, "additions": "Mine."})
    assert conflict.status_code == 409
    assert conflict.context["outcome"].theirs == [("additions", "Additions", "Theirs.", "Mine.")]
    now = conflict.context["form"].data["was"]
    assert client.post(path, {**entered, "was": now, "additions": "Mine."}).status_code == 303
    assert composed(Release.objects.get(pk=june.pk))["scope"]["additions"] == ["Mine."]


def test_the_reason_is_asked_once_per_session(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/participants/"
    data = sheet(client, path, **{"MP088.dcc": "1"})
    data["reason"] = ""
    refused = client.post(path, data)
    assert (refused.status_code, refused.context["sheet_input"].no_reason) == (422, SENTENCE)
    assert f'<a href="#reason">Reason</a>: {SENTENCE}' in refused.content.decode()
    data["reason"] = "Panel of 17 January"
    assert client.post(path, data).status_code == 303
    assert 'value="Panel of 17 January"' in client.get(f"{JUNE}/edit/timeline/").content.decode()


def attributes_of(text: str) -> set[str]:
    """Names of all attributes that a browser would see."""
    found: set[str] = set()
    parser = HTMLParser()
    parser.handle_starttag = lambda tag, attributes: found.update(name for name, _ in attributes)
    parser.feed(text)
    return found


def test_scripts_in_a_text_are_shown_as_text(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/timeline/"
    save(client, path, **{"sit-commences.notes": "<script>alert(1)</script>\"' onfocus=x"})
    for page in (path, f"{JUNE}/", f"{JUNE}/preview/timeline/"):
        text = client.get(page).content.decode()
        assert "<script>alert" not in text
        assert "&lt;script&gt;alert(1)" in text
        assert "onfocus" not in attributes_of(text)


def test_the_preview_is_empty_until_something_was_saved(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/preview/timeline/"
    first = client.get(path, HTTP_HX_REQUEST="true")
    stamp = first.context["stamp"]
    assert client.get(path, {"have": stamp}, HTTP_HX_REQUEST="true").status_code == 204
    save(client, f"{JUNE}/edit/timeline/", **{"sit-commences.date": "4 May 2020"})
    again = client.get(path, {"have": stamp}, HTTP_HX_REQUEST="true")
    assert "04 May 20" in again.content.decode()


def test_input_outlives_an_expired_sign_in(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/timeline/"
    user = client.get(path).context["request"].user
    data = sheet(client, path, **{"sit-commences.date": "4 May 2020"})
    client.session.flush()
    client.cookies.pop(settings.SESSION_COOKIE_NAME)
    sent = client.post(path, data)
    assert (sent.status_code, sent["Location"].startswith("/accounts/login/?next=")) == (303, True)
    client.force_login(user)
    address = f"{path}?unsaved={user.unsaved_input.get().key}"
    assert quote(address, safe="") in sent["Location"]
    page = client.get(address).content.decode()
    assert "You were signed out before this was saved." in page
    assert 'value="04 May 20"' in page
    assert 'id="reason" maxlength="300" value="As agreed"' in page
    assert not TimelineRow.objects.get(release=june, key="sit-commences").date
    assert client.post(address, data)["Location"] == path
    assert TimelineRow.objects.get(release=june, key="sit-commences").date
    assert not user.unsaved_input.exists()


@pytest.mark.parametrize(
    ("was", "status"), [("[1]", 422), ("5", 422), ("{", 422), ("", 422), ('{"additions": 5}', 303)]
)
def test_a_form_with_an_invalid_opening_state_is_answered(june, as_role, was, status):
    entered = {"change_requests": "items", "additions": "x", "notes": "", "was": was, "reason": "r"}
    answer = as_role("analyst").post(f"{JUNE}/edit/statements/scope/", entered)
    assert answer.status_code == status
    assert ("did not send the values that were stored when you opened it" in answer.content.decode()) is (
        status == 422
    )
    assert (Release.objects.get(pk=june.pk).additions == june.additions) is (status == 422)


@pytest.mark.parametrize("was", [None, "", "{", "[]"])
def test_a_sheet_that_does_not_say_how_it_was_opened_saves_nothing(june, as_role, was):
    client, path = as_role("analyst"), f"{JUNE}/edit/timeline/"
    data = sheet(client, path, **{"sit-commences.date": "4 May 20"}) | {"was": was}
    if was is None:
        del data["was"]
    before = TimelineRow.objects.get(release=june, key="sit-commences").date
    answer = client.post(path, data)
    assert answer.status_code == 422
    assert "did not send the values that were stored when you opened it" in answer.content.decode()
    assert TimelineRow.objects.get(release=june, key="sit-commences").date == before
    data["was"] = answer.context["sheet_input"].was_json  # the page says it now, and keeps what was typed
    assert client.post(path, data).status_code == 303


def test_control_characters_are_refused_with_a_sentence(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/timeline/"
    for cells in ({"sit-commences.notes": "a\x00b"}, {"sit-commences.notes": "fine"}):
        data = sheet(client, path, **cells)
        data["reason"] = ["ok" if "\x00" in cells["sit-commences.notes"] else "no\x00"]
        response = client.post(path, data)
        assert response.status_code == 422
        assert "control character" in response.content.decode()


def test_a_conflict_beside_a_slip_is_shown_once_the_slip_is_mended(june, as_role):
    client, path = as_role("analyst"), f"{JUNE}/edit/statements/impacts/"
    form = client.get(path).context["form"]
    entered = {"sec_documents": form.initial["sec_documents"], "other_codes": "none", "reason": "r"}
    was = form["was"].value()
    assert client.post(path, entered | {"was": was, "notes": "Theirs."}).status_code == 303
    slip = client.post(path, entered | {"was": was, "notes": "Mine.", "other_code_names": "BSC"})
    assert slip.status_code == 422
    mended = client.post(path, entered | {"was": slip.context["form"].data["was"], "notes": "Mine."})
    assert mended.status_code == 409
