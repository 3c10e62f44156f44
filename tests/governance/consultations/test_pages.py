"""The pages: the list, who may open a draft, what is cached, and the document that the DCC asks about."""

from datetime import date

import pytest
from django.test import Client

from governance.acceptance.operations.deliverables import submit_deliverable
from governance.consultations.forms.asking import ConsultationForm
from governance.consultations.models import Consultation
from governance.consultations.operations.asking import close_consultation
from governance.consultations.operations.results import summarise_consultation
from governance.watch.due import due_for
from governance.watch.waiting import waiting_on
from releases.models.releases import Release
from secrel.core.changes.operations import AS_STORED
from secrel.core.files.uploads import check_file
from secrel.core.models.outbox import Notification
from tests.core.files.test_uploads import PDF
from tests.governance.acceptance.accepting import file
from tests.governance.consultations.asked import (
    DEADLINE,
    JUNE,
    MEETING,
    OPENED,
    answered,
    at,
    drafted,
    opened,
)

pytestmark = pytest.mark.django_db
TODAY = date(2020, 3, 10)


@pytest.fixture
def today(settings):
    settings.TODAY = TODAY
    return TODAY


def dcc_asks(people) -> Consultation:
    release = Release.objects.get(slug=JUNE)
    draft = check_file(file("tad.pdf"))
    submit_deliverable(by=people.delivery, release=release, kind="draft_tad", file=draft, on=OPENED)
    return opened(people.delivery, "draft_tad", title="Draft TAD")


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_takes_a_constant_number_of_queries(
    examples, people, today, client, django_assert_num_queries, count
):
    for number in range(count):
        opened(people.analyst, title=f"Question {number}")
        drafted(people.analyst, title=f"Hidden {number}")
    with django_assert_num_queries(7):  # three and those of the cache
        page = client.get("/consultations/").content.decode()
    assert (page.count(">Question "), page.count("Hidden")) == (count, 0)


def test_the_owners_page_offers_what_the_state_allows(examples, people, as_role):
    """Each link once, in the panel of the owner alone."""
    address = opened(people.analyst).get_absolute_url()
    page = as_role("analyst").get(address).content.decode()
    for link in ("answers/record", "deadline", "decision", "withdraw", "answers", "letter"):
        assert page.count(f'"{address}{link}/"') == 1, link
    assert f"{address}summary/" not in page
    assert f"{address}deadline/" not in Client().get(address).content.decode()


def test_only_its_owner_opens_a_draft(examples, people, as_role):
    address = drafted(people.analyst).get_absolute_url()
    assert as_role("analyst").get(address).status_code == 200
    for role in ("anonymous", "delivery", "member", "party"):
        assert as_role(role).get(address).status_code == 404


def test_a_green_consultation_is_for_parties(examples, people, as_role):
    Release.objects.filter(slug=JUNE).update(classification="green")
    address = opened(people.analyst).get_absolute_url()
    assert {role: as_role(role).get(address).status_code for role in ("anonymous", "nobody", "party")} == {
        "anonymous": 404,
        "nobody": 404,
        "party": 200,
    }
    assert Client().get(f"{address}answer/").status_code == 404


def test_the_public_page_answers_304_and_sets_no_cookie(examples, people, client):
    address = opened(people.analyst).get_absolute_url()
    page = client.get(address)
    assert f'href="{address}"' in client.get(f"/releases/{JUNE}/").content.decode()
    assert (page["Cache-Control"], dict(page.cookies)) == ("public, max-age=60, must-revalidate", {})
    assert client.get(address, headers={"If-None-Match": page["ETag"]}).status_code == 304
    assert client.get(f"{address}answer/")["Cache-Control"] == "private, no-store"


def test_the_tag_sees_the_result_of_the_dcc(examples, people, as_role):
    """The DCC reads the answers; SECAS and the TAG see the result, without what is confidential."""
    row = dcc_asks(people)
    address = row.get_absolute_url()
    answered(people.party, row, comment="Test Section 4 too.")
    answered(people.nobody, row, is_confidential=True, comment="Our secret.")
    assert b"".join(Client().get(f"{address}document/").streaming_content) == PDF
    assert as_role("analyst").get(f"{address}answers/").status_code == 403
    assert b"Test Section 4 too." not in as_role("tag").get(address).content
    common = {"by": people.delivery, "consultation": row, "token": AS_STORED}
    close_consultation(on=DEADLINE, at=at("2020-03-12 18:00"), **common)
    people.tag_chair  # noqa: B018 - made on first use
    summarise_consultation(summary=["Nothing to change."], on=date(2021, 10, 15), **common)
    for role in ("tag", "analyst"):
        page = as_role(role).get(address).content
        assert (b"Test Section 4 too." in page, b"Our secret." in page) == (True, False)
    assert Notification.objects.get(user=people.tag_chair).subject == "Result of the consultation: Draft TAD"
    assert b"Our secret." in as_role("delivery").get(f"{address}answers/").content


def test_deadline_is_in_the_calendar_and_the_next_step_in_the_owners_tasks(examples, people, client, today):
    row = opened(
        people.analyst, title="Question", deadline_on=date(2020, 3, 17), decides_on=date(2020, 3, 20)
    )

    def entries(user) -> dict[str, str]:
        found = [one for one in due_for(user) if one.path == row.get_absolute_url()]
        return {one.what.partition(":")[0]: str(one.on) for one in found}

    assert entries(None) == {"Answers close": "2020-03-17"}
    assert entries(people.analyst) == {
        "Answers close": "2020-03-17",
        "Reminder of the consultation": "2020-03-13",
        "Decision after the consultation": "2020-03-20",
    }
    assert "Answers close: Question" in client.get("/calendar/").content.decode()
    assert "Answers close: Question" in client.get("/calendar/for/suppliers/").content.decode()
    for ics in ("/calendar/all.ics", "/calendar/for/suppliers.ics", f"/releases/{JUNE}/calendar.ics"):
        assert b"Answers close: Question" in client.get(ics).content.replace(b"\r\n ", b"")

    def tasks(user, on) -> list[str]:
        return [
            task.act for task in waiting_on(user, on).get("consult", ("", []))[1] if task.what == "Question"
        ]

    assert tasks(people.analyst, TODAY) == ["Read the answers"]
    assert tasks(people.delivery, TODAY) == []
    assert tasks(people.analyst, date(2020, 3, 18)) == ["Close the consultation"]
    common = {"by": people.analyst, "consultation": row, "token": AS_STORED, "on": MEETING}
    close_consultation(at=at("2020-03-18 09:00"), **common)
    assert tasks(people.analyst, date(2020, 3, 18)) == ["Write the summary"]
    summarise_consultation(summary=["None."], **common)
    assert tasks(people.analyst, date(2020, 3, 18)) == ["Record the decision"]


def test_answers_that_come_after_the_summary_wait_for_the_next_one(examples, people, as_role):
    """Nobody publishes a text on the public page by answering late."""
    row = opened(people.analyst)
    answered(people.party, row, comment="In time.")
    common = {"by": people.analyst, "consultation": row, "token": AS_STORED, "on": MEETING}
    close_consultation(at=at("2020-03-13 08:00"), **common)
    summarise_consultation(summary=["One answer."], **common)
    answered(people.nobody, row, "2020-03-13 09:00", comment="Too late.")
    page = Client().get(row.get_absolute_url()).content
    assert (b"In time." in page, b"Too late." in page) == (True, False)
    assert b"Too late." in as_role("analyst").get(row.get_absolute_url()).content
    summarise_consultation(summary=["Two answers."], **common)
    assert b"Too late." in Client().get(row.get_absolute_url()).content


def test_every_field_of_the_form_is_in_one_group():
    shown = [name for _, rows in ConsultationForm.groups for row in rows for name in row]
    assert sorted([*shown, "token"]) == sorted(ConsultationForm.base_fields)
