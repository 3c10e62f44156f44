"""Pages: the list for the DCC, SECAS and the TAG, the page of one organisation, and that of a Party user."""

import re
from datetime import date

import pytest

from governance.regression.models import TestParticipant
from governance.regression.operations.participants import name_participant, withdraw_participant
from releases.operations.releases import move_release
from secrel.core.changes.operations import AS_STORED
from tests.core.files.test_uploads import PDF
from tests.governance.acceptance.accepting import file
from tests.governance.regression.declaring import (
    ON,
    PLANS_DUE,
    RESULTS_DUE,
    declared,
    party,
    published_as_it_is,
    release_with_days,
    taking_part,
    with_days,
)
from tests.support.factories import ReleaseFactory
from tests.support.sign_in import signed_in

pytestmark = pytest.mark.django_db
PAGE = "/releases/a-release/regression/"
OWN = f"{PAGE}own/"
SECRET = "Our meters in Thurso."


@pytest.fixture
def signed(client):
    def sign_in(user):
        return signed_in(client, user)

    return sign_in


def shown(response) -> str:
    """The words of a page, with single spaces."""
    text = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", response.content.decode(), flags=re.S)
    return " ".join(text.split())


def token_of(client, path=OWN) -> int:
    return client.get(path).context["take_part"].initial["token"]


def test_a_party_user_answers_declares_and_replaces(signed, settings):
    release, client = release_with_days(), signed(party())
    page = shown(client.get(OWN))
    assert "Your organisation has not said yet" in page
    assert "No date is published yet" in page  # until it takes part
    assert "Declare your" not in page
    sent = client.post(f"{OWN}take-part/", {"takes_part": "yes", "token": 0}, follow=True)
    page = shown(sent)
    assert "Saved: North Energy takes part. The DCC is notified." in page
    assert "Monday 18 October 2021" in page
    assert "Friday 19 November 2021" in page
    entered = {"text": SECRET, "files": [file("plan.pdf", PDF)], "token": token_of(client)}
    page = shown(client.post(f"{OWN}plan/", entered, follow=True))
    assert "Received: Regression testing plan 1 of North Energy." in page
    assert SECRET in page
    assert "plan.pdf" in page
    settings.TODAY = date(2021, 10, 19)
    page = shown(client.post(f"{OWN}plan/", {"text": "New.", "token": token_of(client)}, follow=True))
    assert "It is marked as late." in page
    assert "Version 1 (replaced)" in page
    receipt = TestParticipant.objects.get(release=release).receipt
    answer = client.get(f"{PAGE}{receipt}/plan/1/files/1/")
    assert b"".join(answer.streaming_content) == PDF


def test_results_without_a_plan_say_so(signed):
    user = party()
    taking_part(release_with_days(), user)
    client = signed(user)
    page = shown(
        client.post(f"{OWN}results/", {"text": "All passed.", "token": token_of(client)}, follow=True)
    )
    assert "Your organisation has not declared a plan." in page
    assert "No plan was declared before these results." in page


@pytest.mark.parametrize(
    ("entered", "status", "sentence"),
    [
        ({"text": "", "token": "stored"}, 422, "There is no text and no file"),
        ({"text": "Kept words", "token": "0"}, 409, "was changed by somebody else"),
        ({"text": "Kept words"}, 409, "was sent without the version that you opened"),
        ({"text": "Kept words", "token": "x"}, 409, "was sent without the version that you opened"),
        ({"text": "x" * 20_001, "token": "stored"}, 422, "at most 20000 characters"),
        (
            {"text": "Kept words", "file": "plan.exe", "token": "stored"},
            422,
            "is of a type that is not accepted",
        ),
        ({"text": "Kept words", "many": 6, "token": "stored"}, 422, "Send at most 5 files at a time"),
    ],
)
def test_a_refused_declaration_keeps_what_was_typed(signed, entered, status, sentence):
    user = party()
    participant = taking_part(release_with_days(), user)
    client = signed(user)
    sent = {key: value for key, value in entered.items() if key in ("text", "token")}
    if sent.get("token") == "stored":
        sent["token"] = str(participant.token)
    if name := entered.get("file"):
        sent["files"] = [file(name, b"MZ")]
    if many := entered.get("many"):
        sent["files"] = [file(f"{n}.csv", b"a,b\n%d" % n) for n in range(many)]
    answer = client.post(f"{OWN}plan/", sent)
    assert answer.status_code == status
    page = answer.content.decode()
    assert sentence in page
    assert entered["text"][:20] in page
    assert not participant.declarations.exists()


@pytest.mark.parametrize("entered", [{}, {"takes_part": "perhaps"}, {"takes_part": ""}])
def test_an_answer_that_is_neither_yes_nor_no_is_refused(signed, entered):
    release_with_days()
    answer = signed(party()).post(f"{OWN}take-part/", entered)
    assert answer.status_code == 422
    assert not TestParticipant.objects.exists()


def test_no_party_reads_what_another_declared(signed, people):
    release, user, stranger = release_with_days(), party(), party("South Power")
    participant = taking_part(release, user)
    made = declared(participant, user, text=SECRET, files=[("thurso.pdf", PDF)])
    taking_part(release, stranger)
    at = participant.get_absolute_url()
    client = signed(stranger)
    for path in (OWN, PAGE, "/", "/calendar/", "/messages/", "/releases/a-release/"):
        page = client.get(path, follow=True).content.decode()
        assert not [
            word for word in (SECRET, "North Energy", "thurso", participant.receipt) if word in page
        ], path
    assert client.get(at).status_code == 403
    assert client.get(f"{at}plan/{made.number}/files/1/").status_code == 404
    for path in ("record/", "withdraw/", "again/"):
        assert client.post(f"{at}{path}", {}).status_code == 403
    assert client.post(f"{PAGE}name/", {}).status_code == 403
    for user in (
        people.party,
        party("North Energy", state="verified"),
        party("North Energy", state="refused"),
    ):
        client = signed(user)
        assert SECRET not in client.get(OWN).content.decode()
        assert client.get(f"{at}plan/1/files/1/").status_code == 404
        assert client.post(f"{OWN}plan/", {"text": "x", "token": 1}).status_code == 404
        assert client.post(f"{OWN}take-part/", {"takes_part": "yes", "token": 1}).status_code == 403


@pytest.mark.parametrize(
    ("role", "status"), [("delivery", 200), ("analyst", 200), ("tag", 200), ("tag_chair", 200)]
)
def test_the_dcc_secas_and_the_tag_read_everything(as_role, role, status):
    user = party()
    participant = taking_part(release_with_days(), user)
    declared(participant, user, text=SECRET, files=[("plan.csv", b"a,b\n1,2\n")])
    client, at = as_role(role), participant.get_absolute_url()
    assert client.get(PAGE).status_code == status
    page = client.get(at).content.decode()
    assert SECRET in page
    assert ("Record a plan or results" in page) is (role in ("delivery", "analyst"))
    assert client.get(f"{at}plan/1/files/1/").status_code == 200
    assert "<td>2</td>" in client.get(f"{at}plan/1/files/1/?read-as=").content.decode()
    for wrong in ("plan/1/files/0/", "plan/1/files/2/", "plan/2/files/1/", "results/1/files/1/"):
        assert client.get(f"{at}{wrong}").status_code == 404
    if role.startswith("tag"):
        assert client.post(f"{at}withdraw/", {"reason": "x", "token": 2}).status_code == 403


@pytest.mark.parametrize(
    "role", ["chair", "member", "operations", "ssc", "administrator", "secretary", "nobody", "tabasc"]
)
def test_nobody_else_reads_it(as_role, role):
    user = party()
    participant = taking_part(release_with_days(), user)
    declared(participant, user, files=[("plan.pdf", PDF)])
    client, at = as_role(role), participant.get_absolute_url()
    for path in (PAGE, OWN, at, f"{at}plan/1/files/1/"):
        assert client.get(path).status_code == 403
    assert "Regression testing" not in client.get("/releases/a-release/").content.decode()


def test_entries_of_the_audit_trail_are_for_those_who_read_all_declarations(as_role):
    user = party()
    declared(taking_part(release_with_days(), user), user, text=SECRET)
    assert "North Energy" in as_role("analyst").get("/record/").content.decode()
    assert "North Energy" not in as_role("administrator").get("/record/").content.decode()
    assert SECRET not in as_role("analyst").get("/record/record.csv").getvalue().decode()


def test_the_list_shows_who_has_declared_what_and_what_is_late(as_role, people, settings):
    release, user, late = release_with_days(), party(), party("South Power")
    declared(taking_part(release, user), user)
    declared(taking_part(release, late), late, on=date(2021, 10, 19))
    declared(TestParticipant.objects.get(organisation="South Power"), late, "results")
    taking_part(release, party("West Gas"), takes_part=False)
    name_participant(by=people.delivery, release=release, organisation="East Grid", source="letter", on=ON)
    settings.TODAY = date(2021, 10, 19)
    page = shown(as_role("delivery").get(PAGE))
    assert "Regression testing plan declared 2 of 3, 1 late, 1 overdue" in page
    assert "Regression testing results declared 1 of 3" in page
    assert (
        "East Grid Category not known; no account, so it gets no reminders Takes part Overdue Not declared yet"
        in page
    )
    assert "North Energy Suppliers Takes part Declared 15 Oct 2021 Not declared yet" in page
    assert "South Power Suppliers Takes part Declared late 19 Oct 2021 Declared 15 Oct 2021" in page
    assert "West Gas Suppliers Does not take part None expected None expected" in page
    assert "No RID is published yet" in page


def test_the_dcc_names_records_withdraws_and_names_again(as_role):
    release_with_days()
    client = as_role("delivery")
    wrong = client.post(f"{PAGE}name/", {"organisation": "East Grid", "source": ""})
    assert (wrong.status_code, "Choose how the organisation told you." in wrong.content.decode()) == (
        422,
        True,
    )
    named = client.post(f"{PAGE}name/", {"organisation": "East Grid", "source": "email", "category": ""})
    at = TestParticipant.objects.get().get_absolute_url()
    assert (named.status_code, named["Location"]) == (303, at)
    twice = client.post(f"{PAGE}name/", {"organisation": "east grid", "source": "email"})
    assert f'<a href="{at}">Open its page</a>' in twice.content.decode()
    token = client.get(at).context["record"].initial["token"]
    entered = {
        "kind": "plan",
        "source": "email",
        "given_on": "14 Oct 2021",
        "text": "Its plan.",
        "token": token,
    }
    refused = client.post(f"{at}record/", entered | {"given_on": "31 Feb 2021"})
    assert refused.status_code == 422
    assert "Its plan." in refused.content.decode()
    page = shown(client.post(f"{at}record/", entered, follow=True))
    assert "Recorded: Regression testing plan 1 of East Grid." in page
    assert "Given on 14 Oct 2021 . Email, recorded by The delivery" in page
    assert client.post(f"{at}record/", entered).status_code == 409
    page = shown(client.post(f"{at}withdraw/", {"reason": "Merged.", "token": token + 1}, follow=True))
    assert "Withdrawn: Merged." in page
    page = shown(client.post(f"{at}again/", {"source": "meeting", "token": token + 2}, follow=True))
    assert "East Grid is a Test Participant again." in page


def test_the_organisation_reads_why_it_was_withdrawn(signed, people):
    user = party()
    participant = taking_part(release_with_days(), user)
    withdraw_participant(
        by=people.delivery, participant=participant, reason="No Devices.", token=AS_STORED, on=ON
    )
    page = shown(signed(user).get(OWN))
    assert "The delivery withdrew your organisation on 15 Oct 2021 : No Devices." in page
    assert "Declare your regression testing plan" not in page


def test_a_release_without_testing_offers_nothing(signed, as_role):
    ReleaseFactory(slug="a-release", profile="document_only")
    sentence = "does not affect any systems, so it has no regression testing"
    answer = as_role("delivery").get(PAGE)
    assert sentence in shown(answer)
    assert "Add a Test Participant" not in shown(answer)
    assert "Regression testing" not in as_role("delivery").get("/releases/a-release/").content.decode()
    client = signed(party())
    assert sentence in shown(client.get(OWN))
    sent = client.post(f"{OWN}take-part/", {"takes_part": "yes", "token": 0})
    assert (sent.status_code, TestParticipant.objects.exists()) == (422, False)


def test_a_cancelled_release_shows_what_was_declared_and_takes_nothing_more(signed, people):
    release, user = release_with_days(), party()
    participant = taking_part(release, user)
    declared(participant, user, text=SECRET)
    move_release(by=people.analyst, release=release, move="cancel", reason="x", on=ON)
    client = signed(user)
    page = shown(client.get(OWN))
    assert SECRET in page
    assert "The A SEC Release is cancelled, so nothing more can be declared." in page
    assert "Declare the results" not in page
    sent = client.post(f"{OWN}plan/", {"text": "More.", "token": participant.token + 1})
    assert (sent.status_code, "More." in sent.content.decode()) == (422, True)  # it can be copied
    client = signed(people.delivery)
    assert "Overdue" not in shown(client.get(PAGE))
    assert "Add a Test Participant" not in shown(client.get(PAGE))
    at = participant.get_absolute_url()
    assert "Record a plan or results" not in shown(client.get(at))
    entered = {"kind": "plan", "source": "email", "given_on": "14 Oct 2021", "text": "Typed.", "token": 1}
    assert "Typed." in client.post(f"{at}record/", entered).content.decode()


def test_one_that_is_withdrawn_meanwhile_keeps_what_it_typed(signed, people):
    user = party()
    participant = taking_part(release_with_days(), user)
    client = signed(user)
    token = token_of(client)
    withdraw_participant(by=people.delivery, participant=participant, reason="x", token=AS_STORED, on=ON)
    for sent in (token, token + 1):
        page = client.post(f"{OWN}plan/", {"text": "A long plan.", "token": sent}).content.decode()
        assert "A long plan." in page
    assert "has the status “Withdrawn” for the A SEC Release" in page


def test_a_party_sees_the_published_day_and_not_the_one_it_moves_to(examples, people, signed):
    november, page = examples.november, "/releases/november-2021/regression/"
    with_days(november, plans=PLANS_DUE, results=RESULTS_DUE)
    published_as_it_is(november, people)
    with_days(november, plans=date(2021, 10, 25), results=RESULTS_DUE)
    user = party()
    taking_part(november, user)
    own = shown(signed(user).get(f"{page}own/"))
    assert "Monday 18 October 2021" in own
    assert "25 October" not in own
    assert "The timetable now has 25 Oct 2021 , which is not published yet" in shown(
        signed(people.delivery).get(page)
    )
    assert "25 Oct 2021" not in shown(signed(people.tag).get(page))


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_asks_the_same_few_queries(as_role, django_assert_num_queries, count):
    release = release_with_days()
    for number in range(count):
        user = party(f"Party {number}")
        participant = taking_part(release, user)
        for kind in ("plan", "results"):
            declared(participant, user, kind, files=[("a.csv", b"a,b\n%d" % number)])
    client = as_role("tag")
    with django_assert_num_queries(12):
        page = client.get(PAGE).content.decode()
    assert page.count('class="row-link"') == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_own_page_asks_the_same_few_queries(signed, django_assert_num_queries, count):
    user = party()
    participant = taking_part(release_with_days(), user)
    for number in range(count):
        declared(participant, user, text=f"{number}", files=[("a.csv", b"a,b\n%d" % number)])
    client = signed(user)
    with django_assert_num_queries(12):
        page = client.get(OWN).content.decode()
    assert page.count('class="row-link"') == count
