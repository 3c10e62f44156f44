"""News and calendars: what happens becomes news; feeds and files are read back by other programmes' parsers."""

from datetime import date, datetime

import feedparser
import pytest
import vobject
from django.utils.timezone import make_aware

from governance.meetings.models import Meeting
from governance.meetings.operations.meetings import cancel_meeting, plan_meeting
from governance.versions.operations.publishing import publish_version, unpublish_version
from governance.versions.operations.versions import issue_draft, issue_version, present_version
from governance.watch.due import due_for
from governance.watch.queries.news import news_for
from modifications.operations.register import convert_modification
from modifications.queries import find, topics_of
from releases.models.releases import Release
from releases.operations.readers import set_readers
from releases.operations.releases import change_release, move_release
from releases.operations.timeline import change_timeline_row
from releases.queries import timeline_row
from secrel.core.changes.operations import AS_STORED
from secrel.core.dates.partial_dates import PartialDate
from secrel.core.models.outbox import Notification
from secrel.core.models.people import Body
from secrel.core.models.subscriptions import News, Subscription
from secrel.core.notifications.audiences import readers_of
from secrel.core.notifications.following import make_private_address, revoke_private_address, subscribe
from secrel.core.notifications.notify import publish_news
from tests.governance.meetings.deciding import MEETING, decided, rendered, waive_all

pytestmark = pytest.mark.django_db


def newest() -> News:
    return News.objects.order_by("-pk").first()


def events(response) -> dict[str, vobject.base.Component]:
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    read = vobject.readOne(response.content.decode())
    found = {event.uid.value.partition("@")[0]: event for event in read.contents.get("vevent", [])}
    assert len(found) == len(read.contents.get("vevent", []))
    return found


def entries(response) -> list:
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    read = feedparser.parse(response.content)
    assert not read.bozo
    assert read.version == "atom10"
    assert (bool(read.feed.id), bool(read.feed.title), bool(read.feed.updated)) == (True, True, True)
    assert all(
        entry.id and entry.title and entry.updated and entry.link and entry.author for entry in read.entries
    )
    assert len({entry.id for entry in read.entries}) == len(read.entries)
    return read.entries


def test_a_published_version_is_news_of_all_that_it_concerns(examples, people):
    change_release(
        by=people.analyst,
        release=examples.june,
        fields={"additions": ["No more."]},
        token=AS_STORED,
        reason="As agreed",
        on=MEETING,
    )
    waive_all(people.analyst, examples.june)
    issue_version(by=people.analyst, release=examples.june, changes="Additions are said.", on=MEETING)
    news = newest()
    assert (news.subject, news.body, news.audience) == (
        "June 2021 RID 9.0 is published",
        "Additions are said.",
        "white",
    )
    assert news.topics[:3] == ["all", "kind:published", "release:june-2021"]
    assert "category:suppliers" in news.topics
    assert not any(
        topic.startswith("modification:") for topic in news.topics
    )  # no entry of the scope changed


def test_a_go_live_that_moved_is_news_of_its_own(examples, people):
    Release.objects.filter(slug="june-2021").update(go_live_on=date(2021, 6, 30))
    release = Release.objects.get(slug="june-2021")
    waive_all(people.analyst, release)
    issue_version(by=people.analyst, release=release, changes="The go-live moves.", on=MEETING)
    assert newest().subject == "June 2021 SEC Release: go-live on 30 Jun 2021, not 24 Jun 2021"
    assert newest().kind == "go_live"


def test_a_decision_is_news_for_the_body_and_a_baseline_for_everybody(examples, people):
    draft = examples.november.versions.get(major=0, minor=1)
    waive_all(people.analyst, examples.november)
    version = present_version(
        by=people.analyst, version=draft, meeting_on=MEETING, token=AS_STORED, on=MEETING
    )
    decided(rendered(version), people)
    by_kind = {news.kind: news for news in News.objects.order_by("pk")}
    assert by_kind["decided"].audience == "body:panel"
    assert "body:panel" in by_kind["published"].topics
    assert by_kind["published"].subject == "November 2021 RID 1.0 is published"


@pytest.mark.parametrize(
    ("classification", "named", "reader", "others"),
    [
        ("amber", {"bodies": ["tag"], "people": []}, "tag", ("member", "party")),
        ("red", {"bodies": [], "people": ["member"]}, "member", ("tag", "party")),
    ],
)
def test_who_a_release_names_as_reader_gets_its_news_and_its_days(
    examples, people, classification, named, reader, others
):
    release = Release.objects.get(slug="november-2021")
    fields = {"classification": classification, "additions": ["No more."]}
    change_release(by=people.analyst, release=release, fields=fields, token=AS_STORED, on=MEETING)
    readers = [getattr(people, name) for name in (reader, *others)]
    for user in readers:
        subscribe(by=user, topic="release", value=release.slug, label=str(release), on=MEETING)
    bodies = Body.objects.filter(key__in=named["bodies"])
    persons = [getattr(people, name) for name in named["people"]]
    set_readers(
        by=people.analyst, release=release, bodies=bodies, people=persons, token=AS_STORED, on=MEETING
    )
    draft = issue_draft(by=people.analyst, release=release, changes="Not for all.", on=MEETING)
    publish_version(by=people.analyst, version=rendered(draft), token=AS_STORED, on=MEETING)
    sentence = "November 2021 RID 0.2 is published"
    notified = [Notification.objects.filter(user=user, subject=sentence).exists() for user in readers]
    assert notified == [True, False, False]
    assert [news_for(user).filter(subject=sentence).exists() for user in readers] == [True, False, False]
    days = [any("/november-2021/scope/" in row.key for row in due_for(user)) for user in readers]
    assert days == [True, False, False]
    [mail] = Notification.objects.filter(user=readers[0], subject=sentence)
    set_readers(by=people.analyst, release=release, bodies=[], people=[], token=AS_STORED, on=MEETING)
    assert readers_of(mail.news, on=MEETING) & {user.pk for user in readers} == set()
    assert not news_for(readers[0]).filter(subject=sentence).exists()


def test_a_draft_that_is_published_and_withdrawn_is_news_twice(examples, people):
    draft = rendered(examples.november.versions.get(major=0, minor=1))
    publish_version(by=people.analyst, version=draft, token=AS_STORED, on=MEETING)
    assert newest().subject == "November 2021 RID 0.1 is published"
    unpublish_version(by=people.analyst, version=draft, token=AS_STORED, reason="A slip.", on=MEETING)
    assert (newest().subject, newest().body) == (
        "November 2021 RID 0.1 has been unpublished",
        "It is no longer published.",
    )


def test_a_feed_is_read_by_another_parser(examples, client):
    rows = entries(client.get("/news/all.atom"))
    assert rows[0].title
    release = entries(client.get("/news/release/june-2021.atom"))
    assert {row.title.split(" RID")[0] for row in release} <= {
        "June 2021",
        "The June 2021 SEC Release is live",
    }
    [row] = [row for row in release if row.title == "June 2021 RID 8.0 is published"]
    assert row.published.startswith("2021-06-01T")  # its own day, although it was entered later
    assert entries(client.get("/news/modification/MP153.atom"))
    assert entries(client.get("/news/category/suppliers.atom"))
    assert entries(client.get("/news/body/panel.atom"))
    again = entries(client.get("/news/release/june-2021.atom"))
    assert [row.id for row in again] == [row.id for row in release]


def test_followers_of_a_draft_proposal_get_news_after_its_conversion(examples, people, client):
    subscribe(by=people.nobody, topic="modification", value="DP173", label="DP173", on=MEETING)
    convert_modification(by=people.analyst, modification=find("DP173"), on=MEETING)
    publish_news(
        kind="live",
        subject="A SEC Release is live",
        body="",
        path="/",
        topics=topics_of(["MP173"]),
        audience="white",
        on=MEETING,
    )
    assert Notification.objects.filter(user=people.nobody, subject="A SEC Release is live").exists()
    for written in ("MP173", "DP173", "mp173"):
        [entry] = entries(client.get(f"/news/modification/{written}.atom"))
        assert entry.title == "A SEC Release is live"


def test_a_postponed_or_cancelled_release_is_news(examples, people):
    subscribe(by=people.nobody, topic="modification", value="MP149", label="MP149", on=MEETING)
    for move, what in (("postpone", "postponed"), ("plan_again", "planned again"), ("cancel", "cancelled")):
        release = Release.objects.get(slug="november-2021")
        move_release(by=people.analyst, release=release, move=move, reason="x", on=MEETING)
        subject = f"The November 2021 SEC Release is {what}"
        assert (newest().subject, newest().kind) == (subject, "go_live")
        assert Notification.objects.filter(user=people.nobody, subject=subject).exists()


def test_private_feeds_are_not_cached(people, client):
    address = make_private_address(by=people.member, on=MEETING)
    for path in (f"/news/private/{address.key}.atom", f"/calendar/private/{address.key}.ics"):
        assert client.get(path)["Cache-Control"] == "private, no-store"
    for path in ("/news/all.atom", "/calendar/all.ics"):
        assert client.get(path)["Cache-Control"] == "public, max-age=300, must-revalidate"


def test_words_with_signs_are_words_in_a_feed(client):
    sentence = "Costs < £1 & <b>no more</b>."
    common = {"on": MEETING, "at": make_aware(datetime(2021, 10, 15, 12)), "path": "/", "topics": ["all"]}
    News.objects.create(kind="live", subject=sentence, body=sentence, audience="white", **common)
    [entry] = entries(client.get("/news/all.atom"))
    assert entry.title_detail.type == "text/plain"
    assert (entry.title, entry.summary) == (sentence, "Costs &lt; £1 &amp; &lt;b&gt;no more&lt;/b&gt;.")


@pytest.mark.parametrize(
    "path", ["release/nothing", "modification/MP999", "modification/x", "body/nobody", "category/nobody"]
)
def test_a_feed_of_an_unknown_topic_is_not_found(client, path):
    assert client.get(f"/news/{path}.atom").status_code == 404


def test_private_news_are_those_of_the_owner_until_revoked(examples, people, client):
    plan_meeting(by=people.secretary, body=Body.objects.get(key="panel"), on=date(2021, 11, 19))
    public = [row.title for row in entries(client.get("/news/all.atom"))]
    assert "Panel of 19 November 2021: planned" not in public
    address = make_private_address(by=people.member, on=MEETING)
    titles = [row.title for row in entries(client.get(f"/news/private/{address.key}.atom"))]
    assert "Panel of 19 November 2021: planned" in titles
    revoke_private_address(by=people.member, on=MEETING)
    for path in (f"/news/private/{address.key}.atom", f"/calendar/private/{address.key}.ics"):
        refused = client.get(path)
        assert (refused.status_code, refused.content.decode()[:31]) == (
            410,
            "This address has been revoked. ",
        )


def test_a_calendar_is_read_by_another_parser(published, client):
    found = events(client.get("/releases/june-2021/calendar.ics"))
    go_live = found["releases/june-2021/timeline/release-go-live"]
    assert go_live.dtstart.value == date(2021, 6, 24)
    assert go_live.dtend.value == date(2021, 6, 25)
    assert go_live.summary.value == "Release go-live (June 2021 SEC Release)"
    assert go_live.status.value == "CONFIRMED"
    assert go_live.url.value.endswith("/releases/june-2021/#timeline")
    assert events(client.get("/calendar/all.ics")).keys() >= found.keys()
    panel = events(client.get("/calendar/panel.ics"))
    assert panel
    assert all(event.summary.value.startswith("Panel") for event in panel.values())
    assert events(client.get("/calendar/for/suppliers.ics?all=1")).keys() >= found.keys()


def test_an_event_keeps_its_id_when_its_day_moves_and_grows_its_sequence(examples, people, client, day):
    address = make_private_address(by=people.analyst, on=day)
    path, key = (
        f"/calendar/private/{address.key}.ics",
        "releases/november-2021/timeline/panel-gono-go-decision",
    )
    row = timeline_row("november-2021", "panel-gono-go-decision").get()
    change = {"by": people.analyst, "token": AS_STORED, "on": day}
    change_timeline_row(row=row, planned=PartialDate.parse("2021-10-22"), **change)
    before = events(client.get(path))[key]
    change_timeline_row(row=row, planned=PartialDate.parse("2021-11 early"), **change)
    after = events(client.get(path))[key]
    assert (before.dtstart.value, before.status.value) == (date(2021, 10, 22), "CONFIRMED")
    assert (after.dtstart.value, after.dtend.value) == (date(2021, 11, 1), date(2021, 11, 11))
    assert (after.status.value, after.uid.value) == ("TENTATIVE", before.uid.value)
    assert int(after.sequence.value) > int(before.sequence.value)


def test_what_is_called_off_is_a_cancellation(examples, people, client, day):
    meeting = plan_meeting(by=people.secretary, body=Body.objects.get(key="panel"), on=date(2021, 11, 19))
    address = make_private_address(by=people.member, on=day)
    path, key = f"/calendar/private/{address.key}.ics", "meetings/panel/2021-11-19"
    before = events(client.get(path))[key]
    cancel_meeting(by=people.secretary, meeting=meeting, reason="No business.", token=AS_STORED, on=day)
    after = events(client.get(path))[key]
    assert [event.status.value for event in (before, after)] == ["CONFIRMED", "CANCELLED"]
    assert int(after.sequence.value) > int(before.sequence.value)
    assert Meeting.objects.get(pk=meeting.pk).state == "cancelled"


def test_papers_of_a_meeting_are_due_by_the_lead_time_of_its_body(examples, people, client, day):
    plan_meeting(by=people.secretary, body=Body.objects.get(key="panel"), on=date(2021, 11, 19))
    address = make_private_address(by=people.secretary, on=day)
    found = events(client.get(f"/calendar/private/{address.key}.ics"))
    assert found["meetings/panel/2021-11-19/papers"].dtstart.value == date(2021, 11, 12)


def test_one_page_follows_and_stops(examples, as_role, people):
    client = as_role("party")
    page = client.get("/following/?topic=release&value=june-2021").content.decode()
    assert 'value="june-2021"' in page
    entered = {"topic": "release", "value": "June 2021", "how": "daily"}
    assert (
        "You now follow June 2021 SEC Release: one email a day."
        in client.post("/following/", entered, follow=True).content.decode()
    )
    again = client.post("/following/", entered)
    assert (again.status_code, "You already follow this" in again.content.decode()) == (422, True)
    pressed = {"topic": "modification", "value": "MP153", "how": "at_once", "back": "1"}
    there = client.get("/modifications/MP153/").content.decode()
    assert (client.post("/following/", pressed)["Location"], ">Follow</button>" in there) == (
        "/modifications/MP153/",
        True,
    )
    assert ">Follow</button>" not in client.get("/modifications/MP153/").content.decode()
    assert "Declare the plan" in client.get("/following/").content.decode()  # what the role brings
    row = Subscription.objects.get(user=people.party, topic="release")
    assert (row.value, row.how) == ("june-2021", "daily")
    assert client.post(f"/following/{row.key}/", {"how": "weekly"}).status_code == 303
    row.refresh_from_db()
    assert row.how == "weekly"
    assert (
        "one of the list" in client.post(f"/following/{row.key}/", {"how": "x"}, follow=True).content.decode()
    )
    assert as_role("member").post(f"/following/{row.key}/end/").status_code == 404
    client.post(f"/following/{row.key}/end/")
    assert not Subscription.objects.in_force().filter(pk=row.pk).exists()


@pytest.mark.parametrize(
    ("role", "topic", "value", "answer"),
    [
        ("party", "body", "Panel", 422),
        ("member", "body", "Panel", 303),
        ("member", "body", "TAG", 422),
        ("secretary", "body", "TAG", 303),
        ("party", "kind", "decided", 422),
        ("member", "kind", "decided", 303),
        ("party", "kind", "go_live", 303),
        ("party", "modification", "dp153", 303),
        ("party", "modification", "MP999", 422),
        ("party", "category", "Suppliers", 303),
        ("party", "category", "Everybody", 422),
        ("party", "release", "", 422),
        ("party", "all", "", 303),
        ("party", "all", "x", 422),
        ("party", "role", "", 422),
    ],
)
def test_only_what_one_may_see_is_followed(examples, as_role, role, topic, value, answer):
    response = as_role(role).post("/following/", {"topic": topic, "value": value, "how": "daily"})
    assert response.status_code == answer
    if answer == 422 and value:
        assert Subscription.objects.filter(topic=topic).exclude(topic="role").count() == 0


def test_a_private_address_is_made_and_revoked_on_the_page(as_role, people):
    client = as_role("nobody")
    page = client.post("/following/address/", follow=True).content.decode()
    address = people.nobody.private_addresses.get()
    assert f"/calendar/private/{address.key}.ics" in page
    page = client.post("/following/address/", {"revoke": "1"}, follow=True).content.decode()
    assert "You have no private address." in page
    refused = client.post("/following/address/", {"revoke": "1"})
    assert (refused.status_code, "no private address in use" in refused.content.decode()) == (422, True)


def test_the_form_says_what_is_already_followed(examples, people, as_role):
    client, address = as_role("nobody"), "/following/?topic=release&value=june-2021"
    sentence = "You already follow the June 2021 SEC Release"
    assert sentence not in client.get(address).content.decode()
    subscribe(
        by=people.nobody, topic="release", value="june-2021", label="the June 2021 SEC Release", on=MEETING
    )
    assert sentence in client.get(address).content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_news_and_messages_take_a_constant_number_of_queries(
    as_role, people, django_assert_num_queries, count
):
    at = make_aware(datetime(2021, 10, 15, 12))
    for number in range(count):
        common = {
            "kind": "live",
            "on": MEETING,
            "at": at,
            "path": "/",
            "topics": ["all"],
            "audience": "white",
        }
        News.objects.create(subject=f"Happened {number}.", **common)
        Notification.objects.create(user=people.nobody, subject=f"Told {number}.", body="", path="/")
        Subscription.objects.create(user=people.nobody, topic="release", value=f"r-{number}", label="R")
    client = as_role("nobody")
    for path, queries, sentence in (
        ("/news/", 5, ">Happened "),
        ("/messages/", 5, ">Told "),
        ("/following/", 10, "Stop<span"),
    ):
        with django_assert_num_queries(queries):
            assert client.get(path).content.decode().count(sentence) == count, path
