"""Editing pages keep input, show errors at their field, and show both sides of a conflict."""

import pytest

from releases.models.releases import Section
from releases.models.scope import ScopeItem
from releases.queries import section_token

pytestmark = pytest.mark.django_db
SCOPE = "/releases/november-2021/scope/MP149/"
ROW = "/releases/november-2021/timeline/panel-gono-go-decision/"


def post(client, release, **fields):
    entered = {
        "description": "let changes take effect sooner.",
        "move": "",
        "cut_off_on": "2021-10-21",
        "reason": "",
        "token": section_token(release, Section.Key.SCOPE),
    } | fields
    return client.post(SCOPE, entered)


def test_scope_item_saves_and_goes_back(examples, as_role):
    response = post(as_role("analyst"), examples.november, cut_off_on="2021-10-22")
    assert (response.status_code, response["Location"]) == (303, "/releases/november-2021/")
    assert str(ScopeItem.objects.get(part__modification__reference="MP149").cut_off_on) == "2021-10-22"


def test_a_wrong_date_keeps_the_input(examples, as_role):
    response = post(as_role("analyst"), examples.november, cut_off_on="31 February")
    page = response.content.decode()
    assert response.status_code == 422
    assert "“31 February” is not a date" in page
    assert "let changes take effect sooner." in page
    assert 'aria-invalid="true"' in page


def test_a_broken_rule_is_shown_at_its_field(examples, as_role):
    response = post(as_role("analyst"), examples.november, cut_off_on="2021-12-01")
    assert response.status_code == 422
    assert response.context["form"].errors["cut_off_on"] == [
        "The cut-off date must be before the go-live of 04 Nov 2021."
    ]


def test_a_stale_form_shows_both_sides_and_may_be_saved_again(examples, as_role):
    client = as_role("analyst")
    stale = section_token(examples.november, Section.Key.SCOPE)
    post(client, examples.november, description="theirs.")
    response = post(client, examples.november, token=stale, description="mine.")
    page = response.content.decode()
    assert response.status_code == 409
    assert "was changed by somebody else since you opened it" in page
    assert "theirs." in page
    assert "mine." in page
    assert response.context["form"]["token"].value() == str(stale + 1)
    again = post(client, examples.november, token=stale + 1, description="mine.")
    assert again.status_code == 303


def test_a_year_of_two_digits_gets_a_sentence(examples, as_role):
    response = post(as_role("analyst"), examples.november, cut_off_on="0021-10-21")
    assert response.status_code == 422
    assert "21 cannot be the year of a date here." in response.content.decode()


def test_a_move_that_somebody_made_first_is_a_conflict_and_no_lost_form(examples, as_role):
    client, token = as_role("analyst"), section_token(examples.november, Section.Key.SCOPE)
    post(client, examples.november, move="take_out")
    response = post(client, examples.november, token=token, move="take_out", description="my words.")
    page = response.content.decode()
    assert response.status_code == 409
    assert "my words." in page
    assert "Out of scope" in page


def test_timeline_row_reads_dates_as_people_write_them(examples, as_role):
    client, token = as_role("analyst"), section_token(examples.november, Section.Key.TIMELINE)
    response = client.post(ROW, {"planned": "22 Oct 21", "reason": "", "token": token})
    assert response.status_code == 303
    assert "22 Oct 21" in client.get("/releases/november-2021/").content.decode()


def test_an_invalid_date_gets_a_sentence(examples, as_role):
    response = as_role("analyst").post(ROW, {"planned": "31 Feb 22", "reason": "", "token": 1})
    assert response.status_code == 422
    assert "“31 Feb 22” is not a date in the calendar." in response.content.decode()


@pytest.mark.parametrize("path", [SCOPE.replace("MP149", "MP999"), ROW.replace("panel", "nobody")])
def test_a_guessed_address_is_not_found(examples, as_role, path):
    response = as_role("analyst").get(path)
    assert response.status_code == 404
    assert "There is no" in response.content.decode()


def test_other_roles_get_a_sentence(examples, as_role):
    for role in ("chair", "member", "delivery", "administrator", "nobody"):
        response = as_role(role).get(SCOPE)
        assert response.status_code == 403
        assert "Your role does not give you access to this page." in response.content.decode()
