"""The whole way through requests: open, three answers, close, and the Panel moves June 2020 to 6 May."""

import re
from datetime import datetime

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone

from governance.consultations.models import Consultation, ConsultationAnswer
from governance.consultations.queries.summary import summary_of
from releases.models.releases import Release
from secrel.core.dates import clock
from secrel.core.models.outbox import Notification
from secrel.core.models.record import AuditEntry
from secrel.core.notifications.following import subscribe
from tests.governance.consultations.asked import JUNE

pytestmark = pytest.mark.django_db
PAGE = f"/consultations/{JUNE}-go-live-2/"
DRAFT = {
    "kind": "go_live",
    "release": JUNE,
    "title": "Go-live of the June 2020 SEC Release",
    "question": "Are you affected by a go-live on 6 May?\n\nTell us how.",
    "reasons": "The slot in June is taken.",
    "proposed_on": "6 May 2020",
    "deadline_on": "Thursday, 12 March 2020",
    "decided_by": "panel",
    "decides_on": "13 March 2020",
}
ANSWER = {"organisation": "Alpha Energy", "category": "suppliers", "affected": "no", "comment": "Fine."}


@pytest.fixture
def go_to(settings, monkeypatch):
    """Set the day and the time in London."""

    def to(text: str) -> None:
        at = timezone.make_aware(datetime.fromisoformat(text))
        settings.TODAY = at.date()
        monkeypatch.setattr(clock, "now", lambda: at)

    return to


def sent(client: Client, address: str, **entered) -> str:
    """What the page shows after a POST that is accepted."""
    response = client.post(address, entered, follow=True)
    assert response.redirect_chain, re.findall(r"(?s)<ul>.*?</ul>", response.content.decode())
    return response.content.decode()


def token() -> int:
    return Consultation.objects.get(slug=f"{JUNE}-go-live-2").token


def test_from_the_question_to_a_moved_go_live(examples, people, as_role, settings, go_to):
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    analyst, public = as_role("analyst"), Client()
    go_to("2020-03-09 10:00")
    subscribe(by=people.member, topic="release", value=JUNE, label="June 2020", on=settings.TODAY)

    sent(analyst, "/consultations/new/", **DRAFT)
    assert public.get(PAGE).status_code == 404
    assert "is open" in sent(analyst, f"{PAGE}open/", token=token())
    told = Notification.objects.get(user=people.member, news__kind="consultation")
    assert told.subject == "Consultation: Go-live of the June 2020 SEC Release"
    assert "Answer by close of play on Thursday, 12 March 2020." in told.body
    page = public.get(PAGE)
    assert page["Cache-Control"] == "public, max-age=60, must-revalidate"
    assert not page.cookies
    assert b"Close of play on Thursday, 12 March 2020" in page.content

    go_to("2020-03-10 11:00")
    party = as_role("party")
    assert "You can change your answer until the deadline" in sent(party, f"{PAGE}answer/account/", **ANSWER)
    sent(party, f"{PAGE}answer/account/", **ANSWER | {"affected": "yes", "how": "We test in May."})

    assert "We have sent you a link" in sent(public, f"{PAGE}answer/", email="Bo@beta.example")
    (link,) = re.findall(r"http\S+(/consultations/link/\S+)", mail.outbox[-1].body)
    assert mail.outbox[-1].to == ["Bo@beta.example"]
    beta = {
        "organisation": "Beta Networks",
        "category": "gas_networks",
        "affected": "yes",
        "how": "Our secret.",
    }
    assert public.get(link).status_code == 200
    gone = public.post(link, beta | {"is_confidential": "on"}, follow=True)
    assert gone.status_code == 410
    assert b"This link was used already: your answer has reached us" in gone.content

    go_to("2020-03-13 09:00")
    gamma = {
        "organisation": "Gamma Meters",
        "category": "other",
        "affected": "not_stated",
        "comment": "Good.",
    }
    when = {"received_on": "12 March 2020", "received_time": "16:40", "source": "telephone"}
    sent(analyst, f"{PAGE}answers/record/", **gamma, **when)
    recorded = ConsultationAnswer.objects.get(organisation="Gamma Meters")
    assert (recorded.recorded_by, recorded.source) == (people.analyst, "telephone")

    assert "The consultation is closed" in sent(analyst, f"{PAGE}close/", token=token())
    sent(analyst, f"{PAGE}summary/", summary="Two are affected.", token=token())
    result = public.get(PAGE).content.decode()
    assert "Two are affected." in result
    assert "We test in May." in result
    assert "Beta Networks" not in result
    assert "Our secret." not in result
    total = summary_of(Consultation.objects.get(slug=f"{JUNE}-go-live-2")).total
    assert (total.answers, total.affected, total.not_stated, total.confidential, total.late) == (
        3,
        2,
        1,
        1,
        0,
    )

    go_to("2020-03-13 15:00")
    decided = {
        "outcome": "moved",
        "go_live_on": "6 May 2020",
        "body": "panel",
        "decided_on": "13 March 2020",
        "words": "The Panel agreed.",
        "token": token(),
    }
    preview = analyst.post(f"{PAGE}decision/", decided)
    assert preview.status_code == 422
    assert (
        "6 steps of the timetable would come after the new go-live and need a new date."
        in preview.content.decode()
    )
    done = sent(analyst, f"{PAGE}decision/", **decided, seen="2020-05-06")
    assert "In the timetable 6 steps come after the new go-live: give each a new date." in done
    june = Release.objects.get(slug=JUNE)
    assert str(june.go_live_on) == "2020-05-06"
    shown = public.get(PAGE).content.decode()
    assert "6 steps of the timetable came after the new go-live when it was decided" in shown
    assert "Panel go/no-go decision" in shown
    assert b"takes no more answers" in public.get(f"{PAGE}answer/").content

    trail = str(list(AuditEntry.objects.filter(target__startswith="consultations/").values()))
    for secret in ("beta.example", "party@", "Our secret", "We test in May", "Beta Networks"):
        assert secret not in trail
