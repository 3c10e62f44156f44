"""What is said of a consultation elsewhere is for its readers only: audit trail, news, home page, one-time links."""

from datetime import timedelta

import pytest
from django.test import Client

from governance.consultations.models import AnswerLink
from governance.consultations.operations.answering import ask_for_link
from governance.consultations.operations.daily import look_after_consultations
from governance.integrity.queries.record import record_seen_by
from governance.watch.queries.news import news_for
from releases.models.releases import Release
from secrel.core.changes.operations import SYSTEM
from secrel.core.models.people import Body
from tests.governance.consultations.asked import DEADLINE, JUNE, OPENED, at, drafted, opened

pytestmark = pytest.mark.django_db
QUIET = "A quiet question"


def entries(user, row) -> int:
    return record_seen_by(user).filter(target=f"consultations/{row.slug}").count()


def test_the_audit_trail_shows_a_consultation_to_its_readers_only(examples, people):
    tag = Body.objects.get(key="tag")
    amber = opened(people.analyst, title=QUIET, is_amber=True, reading_bodies=[tag])
    draft = drafted(people.analyst, title=QUIET)
    white = opened(people.analyst, "other", title="Open to all")
    analyst = [entries(people.analyst, row) for row in (amber, draft, white)]
    assert analyst == [2, 1, 2]
    assert [entries(people.administrator, row) for row in (amber, draft, white)] == [0, 0, 2]


def test_news_of_a_consultation_follows_its_class(examples, people):
    row = opened(people.analyst, title=QUIET)
    readers = {"public": None, "party": people.party, "ssc": people.ssc, "analyst": people.analyst}
    feed = Client().get("/news/all.atom")

    def told() -> list[str]:
        return [name for name, user in readers.items() if news_for(user).filter(subject__contains=QUIET)]

    assert told() == ["public", "party", "ssc", "analyst"]
    release = Release.objects.get(slug=JUNE)
    release.reading_bodies.add(Body.objects.get(key="ssc"))
    for classification, expected in (
        ("green", ["party", "ssc", "analyst"]),
        ("amber", ["ssc", "analyst"]),
        ("red", ["analyst"]),
    ):
        Release.objects.filter(pk=release.pk).update(classification=classification)
        assert told() == expected, classification
    since = {"If-Modified-Since": feed.get("Last-Modified", "Mon, 09 Mar 2037 10:00:00 GMT")}
    later = Client().get("/news/all.atom", headers=since)
    assert (later.status_code, QUIET in later.text) == (200, False)
    assert Client().get(row.get_absolute_url()).status_code == 404


def test_the_home_page_names_what_can_still_be_answered(examples, people, settings):
    opened(people.analyst, title=QUIET)
    named = []
    for settings.TODAY in (OPENED, DEADLINE + timedelta(days=1)):
        named.append(QUIET in Client().get("/").text.partition('id="news"')[0])
    assert named == [True, False]


def test_the_form_behind_a_link_names_no_consultation_that_is_closed_to_it(examples, people, settings):
    settings.TODAY = OPENED
    row = opened(people.analyst, title=QUIET)
    moment = at("2020-03-09 11:00")
    secret = ask_for_link(by=SYSTEM, consultation=row, email="a@b.example", on=OPENED, at=moment)
    Release.objects.filter(slug=JUNE).update(classification="amber")
    entered = {"organisation": "Alpha", "category": "suppliers", "affected": "no", "comment": "My long text."}
    refused = Client().post(f"/consultations/link/{secret}/", entered)
    assert (refused.status_code, QUIET in refused.text, "My long text." in refused.text) == (422, False, True)
    assert row.question[0] not in refused.text


def test_text_behind_a_link_that_expired_while_it_was_written_comes_back(examples, people):
    row = opened(people.analyst)
    moment = at("2020-03-09 11:00")
    ask_for_link(by=SYSTEM, consultation=row, email="a@b.example", on=OPENED, at=moment)
    later = moment + timedelta(hours=26)
    look_after_consultations(on=later.date(), at=later)
    assert AnswerLink.objects.count() == 1
    later = moment + timedelta(hours=49)
    look_after_consultations(on=later.date(), at=later)
    assert AnswerLink.objects.count() == 0
