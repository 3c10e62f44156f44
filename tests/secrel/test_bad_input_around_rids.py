"""What bad input about papers, notices and consultations gets: one plain sentence, and nothing half-saved."""

import html
import re
from datetime import date

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from governance.consultations.models import ConsultationAnswer
from governance.consultations.operations.asking import withdraw_consultation
from governance.notices.models import Notice
from governance.notices.operations.drafting import draft_notice_of_release
from governance.papers.models import Paper
from releases.models.releases import Release
from secrel.core.changes.operations import AS_STORED
from secrel.core.models.people import Body
from tests.governance.consultations.asked import OPENED, opened
from tests.governance.notices.noticing import ON, drafted
from tests.support.factories import MeetingFactory

pytestmark = pytest.mark.django_db
ANSWER = {"organisation": "Alpha", "category": "suppliers", "affected": "no"}


def words(answer) -> str:
    text = html.unescape(re.sub("<[^>]+>", " ", answer.content.decode().partition("<main")[2]))
    return " ".join(text.split()).partition("Nothing was saved")[2] or " ".join(text.split())


def test_papers_are_refused_in_a_sentence(examples, people, as_role):
    secas = as_role("analyst")
    for body, number in (("tag", "12"), ("csc", "49")):
        MeetingFactory(body=Body.objects.get(key=body), on=ON.replace(day=26), number=number)
    sent = {"body": "tag", "meeting_on": "26 Oct 2021", "item": "1", "classification": "white"}
    answer = secas.post("/papers/new/", sent)
    assert answer.status_code == 422
    assert "The TAG has no power to decide on releases on 26 October 2021. Write the paper for the" in words(
        answer
    )
    before = Paper.objects.count()
    assert secas.post("/papers/new/", sent | {"body": "csc"}).status_code == 303
    answer = secas.post("/papers/new/", sent | {"body": "csc"})
    assert (answer.status_code, Paper.objects.count()) == (422, before + 1)
    assert "Item 1 of the CSC of 26 October 2021 already has a paper." in words(answer)


def test_notices_that_disagree_are_refused_in_a_sentence(examples, people, as_role):
    secas = as_role("analyst")
    notice = drafted(people.analyst, about="mp931", reference="MP931", stated_count=4)
    answer = secas.post(f"/notices/{notice.slug}/publish/", {"token": notice.token})
    assert (answer.status_code, Notice.objects.get(pk=notice.pk).state) == (422, "draft")
    assert "The notice states four modifications and lists one." in words(answer)
    Release.objects.filter(pk=examples.june.pk).update(life="live")
    row = draft_notice_of_release(by=people.analyst, release=examples.june, publish_on=ON, on=ON)
    row.modifications.all().first().delete()
    answer = secas.post(f"/notices/{row.slug}/publish/", {"token": row.token})
    assert (answer.status_code, Notice.objects.get(pk=row.pk).state) == (422, "draft")
    assert "MP106 is not in the notice and is approved in RID 8.0." in words(answer)
    sent = {"token": notice.token, "day": "14 Oct 2021", "time": "09:00"}
    answer = secas.post(f"/notices/{notice.slug}/schedule/", sent)
    assert "14 October 2021, 09:00 is in the past. Enter a time to come" in words(answer)


def test_answers_are_refused_in_a_sentence(examples, people, as_role, settings):
    settings.TODAY = OPENED
    row = opened(people.analyst, when="2020-03-09 00:10", proposed_on=date(2020, 5, 7))
    page = f"{row.get_absolute_url()}answer/account/"
    EmailAddress.objects.filter(user=people.nobody).update(verified=False)
    answer = as_role("nobody").post(page, ANSWER)
    assert answer.status_code == 422
    assert "The email address of your account is not confirmed, so we cannot take your answer yet." in words(
        answer
    )
    answer = Client().post("/consultations/link/guessed/", ANSWER)
    assert answer.status_code == 410
    party = as_role("party")
    answers = [party.post(page, ANSWER | {"comment": str(n)}) for n in range(30)]
    assert answers[-1].status_code == 429
    assert "Too many requests have come from your network address." in words(answers[-1])
    withdraw_consultation(
        by=people.analyst, consultation=row, reason="No longer asked.", token=AS_STORED, on=OPENED
    )
    kept = ConsultationAnswer.objects.count()
    answer = as_role("member").post(page, ANSWER, REMOTE_ADDR="192.0.2.7")
    assert "was withdrawn, so it takes no answers. No longer asked." in words(answer)
    assert ConsultationAnswer.objects.count() == kept
