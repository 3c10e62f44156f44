"""Answers: who may, until when, what is kept, what nobody but the owner reads, and how many."""

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.db import DatabaseError, transaction
from django.test import Client

from governance.consultations.models import AnswerLink, ConsultationAnswer
from governance.consultations.operations.answering import (
    answer_by_link,
    ask_for_link,
    record_answer,
)
from governance.consultations.operations.asking import extend_consultation, withdraw_consultation
from governance.consultations.operations.daily import look_after_consultations
from governance.consultations.queries.summary import current_answers, summary_of
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.operations import AS_STORED, SYSTEM
from secrel.core.dates import clock
from secrel.core.models.drafts import UnsavedInput
from secrel.core.values.immutable import WrittenOnce
from secrel.core.values.one_time_links import digest_of_secret
from tests.governance.consultations.asked import OPENED, answered, at, opened, said

pytestmark = pytest.mark.django_db
DURING, LATE = "2020-03-10 09:00", "2020-03-12 17:31"


@pytest.fixture
def row(examples, people):
    return opened(people.analyst)


@pytest.fixture
def mails(settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    settings.TODAY = date(2020, 3, 10)
    return mail.outbox


def link(row, email="bo@beta.example", when=DURING) -> AnswerLink:
    secret = ask_for_link(by=SYSTEM, consultation=row, email=email, on=at(when).date(), at=at(when))
    return AnswerLink.objects.get(digest=digest_of_secret(secret))


def by_link(sent: AnswerLink, when=DURING, **other) -> ConsultationAnswer:
    return answer_by_link(by=SYSTEM, link=sent, facts=said(**other), on=at(when).date(), at=at(when))


def recorded(by, row, received=DURING, when=LATE, source="telephone", email="", **other):
    return record_answer(
        by=by,
        consultation=row,
        source=source,
        email=email,
        received_at=at(received),
        facts=said(**other),
        on=at(when).date(),
        at=at(when),
    )


def states(row) -> list[ConsultationAnswer]:
    return list(ConsultationAnswer.objects.filter(respondent__consultation=row).order_by("pk"))


def test_an_answer_changes_until_the_deadline_and_earlier_ones_are_kept(row, people):
    answered(people.party, row)
    answered(people.party, row, "2020-03-12 17:30", affected="yes", how="Tests.")
    with pytest.raises(RuleBroken, match=r"can no longer be changed\. It counts as it is"):
        answered(people.party, row, LATE)
    assert [answer.affected for answer in states(row)] == ["no", "yes"]
    assert [answer.how for answer in current_answers(row)] == ["Tests."]


def test_a_first_answer_after_the_deadline_is_marked_late_unless_the_deadline_moves(row, people):
    answered(people.party, row, LATE)
    assert summary_of(row).total.late == 1
    later = extend_consultation(
        by=people.analyst,
        consultation=row,
        deadline_on=date(2020, 3, 13),
        reason="More time.",
        token=AS_STORED,
        on=date(2020, 3, 12),
        at=at(LATE),
    )
    assert summary_of(later).total.late == 0


def test_account_and_link_of_one_address_are_one_respondent(row, people):
    answered(people.party, row)
    by_link(link(row, people.party.email.upper()), "2020-03-11 09:00", affected="yes")
    assert row.respondents.count() == 1
    assert [answer.source for answer in current_answers(row)] == ["web"]


def test_somebody_who_names_another_organisation_replaces_nothing(row, people):
    answered(people.party, row)
    by_link(link(row), affected="yes")
    recorded(people.analyst, row, affected="not_stated")
    assert [answer.affected for answer in current_answers(row)] == ["no", "yes", "not_stated"]


def test_an_account_whose_address_is_not_confirmed_is_refused(row, people):
    EmailAddress.objects.filter(user=people.nobody).update(verified=False)
    with pytest.raises(RuleBroken, match="The email address of your account is not confirmed"):
        answered(people.nobody, row)


@pytest.mark.parametrize(
    ("other", "sentence"),
    [
        ({"organisation": "\u2003 "}, "Enter the name of your organisation"),
        ({"how": "Tests."}, "You say how you are affected, but not that you are"),
        ({"affected": "not_stated", "comment": " "}, "Say whether you are affected, or write a comment"),
        ({"comment": "\x00"}, "control character"),
        ({"category": "kings"}, "Choose the category"),
        ({"affected": "perhaps"}, "Say whether you are affected"),
    ],
)
def test_an_answer_that_says_nothing_is_refused(row, people, other, sentence):
    with pytest.raises(RuleBroken, match=sentence):
        answered(people.party, row, **other)
    assert row.respondents.count() == 0


def test_a_link_works_once_and_for_24_hours(row):
    first, second = link(row), link(row)
    by_link(first)
    with pytest.raises(RuleBroken, match="was used already: your answer has reached us"):
        by_link(first)
    with pytest.raises(RuleBroken, match="has expired, as it works for 24 hours"):
        by_link(second, "2020-03-11 09:01")
    assert len(states(row)) == 1


def test_the_daily_job_deletes_links_that_expired_unused_and_nothing_else(row):
    used, unused, fresh = link(row), link(row, "no@beta.example"), link(row, when="2020-03-12 08:00")
    by_link(used)
    look_after_consultations(on=date(2020, 3, 12), at=at("2020-03-12 09:01"))
    assert set(AnswerLink.objects.filter(consultation=row)) == {used, fresh}
    assert not AnswerLink.objects.filter(pk=unused.pk).exists()
    assert [answer.respondent.email for answer in states(row)] == ["bo@beta.example"]
    page = Client().get("/consultations/link/of-a-deleted-link/")
    assert (page.status_code, b"or it has expired, as it works for 24 hours" in page.content) == (410, True)


def test_a_withdrawn_consultation_takes_no_answer_by_any_way(row, people, mails, as_role):
    sent = link(row)
    withdraw_consultation(
        by=people.analyst, consultation=row, reason="No longer asked.", token=AS_STORED, on=OPENED
    )
    for way in (
        lambda: answered(people.party, row),
        lambda: by_link(sent),
        lambda: link(row),
        lambda: recorded(people.analyst, row),
    ):
        with pytest.raises(RuleBroken, match=r"was withdrawn, so it takes no answers\. No longer asked\."):
            way()
    address = f"{row.get_absolute_url()}answer/"
    for client, page in ((Client(), address), (as_role("party"), f"{address}account/")):
        assert b"was withdrawn, so it takes no answers" in client.get(page).content
        assert client.post(page, {"email": "a@b.example"}).status_code == 422
    assert mails == []


def test_the_owner_records_what_came_by_mail_and_telephone(row, people):
    answer = recorded(people.analyst, row, source="mail", email="Jo@Gamma.example")
    assert (answer.respondent.email, answer.recorded_by) == ("jo@gamma.example", people.analyst)
    recorded(people.analyst, row, "2020-03-11 12:00", affected="yes", source="mail", email="jo@gamma.example")
    recorded(people.analyst, row, "2020-03-09 12:00", source="mail", email="jo@gamma.example")
    assert [one.affected for one in current_answers(row)] == ["yes"]
    for other, sentence in (
        ({"received": "2020-03-12 17:32"}, "cannot have come later than now"),
        ({"received": "2020-03-09 09:59"}, "before the consultation was opened"),
        ({"source": "web"}, "by email or by telephone"),
    ):
        with pytest.raises(RuleBroken, match=sentence):
            recorded(people.analyst, row, **other)
    with pytest.raises(NotAllowed):
        recorded(people.delivery, row)


def test_confidential_answers_are_counted_and_shown_to_the_owner_only(row, people, as_role):
    answered(people.party, row, is_confidential=True, comment="Our secret plan.")
    public = summary_of(row)
    assert (public.total.answers, public.total.confidential, public.answers) == (1, 1, ())
    for role in ("anonymous", "member", "delivery", "party", "nobody"):
        client = as_role(role)
        assert b"Our secret plan" not in client.get(row.get_absolute_url()).content
        assert client.get(f"{row.get_absolute_url()}answers/").status_code in (302, 403)
    answers = as_role("analyst").get(f"{row.get_absolute_url()}answers/").content.decode()
    assert "Our secret plan." in answers
    assert b"Our secret plan" not in as_role("analyst").get(row.get_absolute_url()).content


def test_answers_are_never_changed(row, people):
    answer = answered(people.party, row)
    with pytest.raises(WrittenOnce):
        answer.save()
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        ConsultationAnswer.objects.all()._raw_delete("default")


def test_many_answers_a_minute_from_one_address_are_limited(row, people, as_role, mails, monkeypatch):
    """The limit counts answers that were sent, for each network address; what was typed stays in the form."""
    client, page, now = as_role("party"), f"{row.get_absolute_url()}answer/account/", clock.now()
    monkeypatch.setattr(clock, "now", lambda: now)  # however slowly this machine answers
    entered = {"organisation": "Alpha", "category": "suppliers", "affected": "no"}
    statuses = [client.post(page, entered | {"comment": str(n)}).status_code for n in range(22)]
    assert (statuses.count(303), statuses[20:]) == (20, [429, 429])
    refused = client.post(page, entered | {"comment": "What I typed"})
    assert refused["Retry-After"] == "6"
    assert b"What I typed" in refused.content
    assert b"Too many requests have come from your network address" in refused.content
    other = Client(
        REMOTE_ADDR="192.0.2.7", headers={"cookie": client.cookies.output(header="", sep=";").strip()}
    )
    assert other.post(page, entered | {"comment": "x"}).status_code == 303


def test_links_are_limited_for_an_address_and_for_a_network_address(row, mails):
    page, client = f"{row.get_absolute_url()}answer/", Client()
    assert [client.post(page, {"email": "a@b.example"}).status_code for _ in range(4)] == [303, 303, 303, 429]
    more = [client.post(page, {"email": f"a{n}@b.example"}).status_code for n in range(8)]
    assert (more.count(303), more[-1], len(mails)) == (6, 429, 9)


def test_the_mail_has_no_text_of_others_and_the_log_no_address(row, mails, caplog):
    page = f"{row.get_absolute_url()}answer/"
    for wrong in ("", "nobody", "a@b.example\nBcc: c@d.example", f"{'a' * 250}@b.example"):
        assert Client().post(page, {"email": wrong}).status_code == 422
    Client().post(page, {"email": "bo@beta.example"})
    assert re.findall(r"(?m)^\S+ \S+", mails[0].body)[0] == "Somebody wants"
    assert Client().get("/consultations/link/nobodys/").status_code == 410
    assert "beta.example" not in caplog.text


def test_an_answer_is_recorded_with_its_moment_to_the_second(row, people):
    """Two answers within a minute: the later one counts."""
    answered(people.party, row)
    facts = replace(said(), affected="yes")
    sent = link(row, people.party.email)
    answer_by_link(by=SYSTEM, link=sent, facts=facts, on=OPENED, at=at(DURING) + timedelta(seconds=1))
    assert [answer.affected for answer in current_answers(row)] == ["yes"]


ENTERED = {"organisation": "Alpha", "category": "suppliers", "affected": "no", "comment": "What I typed"}


def test_text_comes_back_when_the_consultation_is_withdrawn_or_the_link_expires_meanwhile(
    row, people, mails, as_role
):
    secret = ask_for_link(
        by=SYSTEM, consultation=row, email="a@b.example", on=OPENED, at=at("2020-03-08 09:00")
    )
    expired = Client().post(f"/consultations/link/{secret}/", ENTERED)
    assert (expired.status_code, b"What I typed" in expired.content) == (422, True)
    assert b"This link has expired" in expired.content
    common = {"by": people.analyst, "consultation": row, "token": AS_STORED, "on": OPENED}
    withdraw_consultation(reason="No longer asked.", **common)
    refused = as_role("party").post(f"{row.get_absolute_url()}answer/account/", ENTERED)
    assert (refused.status_code, b"What I typed" in refused.content) == (422, True)


def test_an_answer_typed_while_the_sign_in_expired_is_kept(row, people, mails, as_role):
    client, page = as_role("party"), f"{row.get_absolute_url()}answer/account/"
    owner = re.search(r'name="page-of" value="([^"]+)"', client.get(page).content.decode())
    client.cookies.pop("sessionid")
    client.post(page, ENTERED | ({"page-of": owner[1]} if owner else {}))
    assert "comment=What+I+typed" in UnsavedInput.objects.get(owner=people.party).text


@pytest.mark.parametrize("count", [1, 3])
def test_answers_take_a_constant_number_of_queries(row, people, as_role, django_assert_num_queries, count):
    client = as_role("analyst")
    for number in range(count):
        recorded(people.analyst, row, organisation=f"Alpha {number}")
    with django_assert_num_queries(5):
        page = client.get(f"{row.get_absolute_url()}answers/").content.decode()
    assert page.count("Alpha") == count


def test_an_answer_stands_above_its_form_once_it_is_sent(row, as_role):
    client, page = as_role("party"), f"{row.get_absolute_url()}answer/account/"
    before = client.get(page).content.decode()
    assert (row.question[0] in before, "What we have received" in before) == (True, False)
    assert client.post(page, ENTERED)["Location"] == page
    after = client.get(page).content.decode()
    assert after.index("What we have received") < after.index("What I typed") < after.index(row.question[0])
