"""Subscriptions: the outbox, digests, and stopping with one click from an email."""

import re
import smtplib
from datetime import datetime, timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.db import connection
from django.utils import timezone

from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.dates import clock
from secrel.core.models.outbox import Listed, Notification
from secrel.core.models.record import AuditEntry
from secrel.core.models.subscriptions import How, News, Subscription, Topic
from secrel.core.notifications import tasks
from secrel.core.notifications.following import (
    change_subscription,
    send_again,
    unsubscribe,
)
from secrel.core.notifications.notify import mail_after, notify
from secrel.core.notifications.tasks import deliver_digest, deliver_mail, deliver_waiting_mail
from tests.core.notifications.followed import ON, due_now, follows, happens, messages_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("topic", "value"),
    [
        ("release", "june-2021"),
        ("modification", "MP153"),
        ("category", "suppliers"),
        ("kind", "published"),
        ("all", ""),
    ],
)
def test_followers_are_notified_with_the_reason(people, topic, value):
    follows(people.nobody, topic, value)
    happens("white", "release:june-2021", "modification:MP153", "category:suppliers")
    [row] = messages_of(people.nobody)
    assert (row.subject, row.why) == (
        "RID 7.0 is published",
        f"You get this because you follow: the {value}.",
    )
    assert messages_of(people.member) == []


def test_the_most_urgent_of_several_subscriptions_delivers_once(people):
    follows(people.nobody, "release", "june-2021", How.WEEKLY)
    follows(people.nobody, "modification", "MP153", How.DAILY)
    happens("white", "release:june-2021", "modification:MP153")
    [row] = messages_of(people.nobody)
    assert row.how == How.DAILY


@pytest.mark.parametrize(
    ("audience", "readers"),
    [
        ("white", {"nobody", "party", "member", "analyst", "tag", "secretary"}),
        ("green", {"party", "member", "analyst", "tag", "secretary"}),
        ("body:panel", {"member", "analyst", "secretary"}),
        ("body:tag", {"tag", "analyst", "secretary"}),
        ("amber", {"analyst"}),
    ],
)
def test_nobody_is_notified_of_what_they_may_not_read(people, audience, readers):
    everybody = ("nobody", "party", "member", "analyst", "tag", "secretary")
    for name in everybody:
        follows(getattr(people, name), "all", "")
    happens(audience)
    assert {name for name in everybody if messages_of(getattr(people, name))} == readers


def test_old_news_is_in_feeds_and_notifies_nobody(people):
    follows(people.nobody, "all", "")
    happens("white", on=ON - timedelta(days=32))
    assert (News.objects.count(), messages_of(people.nobody)) == (1, [])


def test_messages_of_a_role_can_be_excluded_from_email(people):
    common = {"body": "Look.", "path": "/", "on": ON}
    notify([people.analyst], subject="One", **common)
    role = Subscription.objects.get(user=people.analyst)
    assert (role.topic, messages_of(people.analyst)[0].why) == (
        Topic.ROLE,
        "You get this because of your role.",
    )
    unsubscribe(by=people.analyst, subscription=role, on=ON)
    notify([people.analyst], subject="Two", **common)
    assert [(row.subject, row.how, row.mail_after) for row in messages_of(people.analyst)] == [
        ("One", "here", None),
        ("Two", "here", None),
    ]


@pytest.mark.parametrize(
    ("how", "now", "due"),
    [
        (How.AT_ONCE, "2021-10-15 12:00", "2021-10-15 12:00"),
        (How.DAILY, "2021-10-15 12:00", "2021-10-16 06:00"),
        (How.DAILY, "2021-10-15 05:59", "2021-10-15 06:00"),
        (How.WEEKLY, "2021-10-15 12:00", "2021-10-18 06:00"),
        (How.WEEKLY, "2021-10-18 05:00", "2021-10-18 06:00"),
        (How.WEEKLY, "2021-10-18 06:00", "2021-10-25 06:00"),
        (How.DAILY, "2021-03-27 12:00", "2021-03-28 06:00"),  # the night in which clocks go forward
        (How.DAILY, "2021-10-30 12:00", "2021-10-31 06:00"),  # and back
    ],
)
def test_mails_are_due_at_once_in_the_morning_or_on_monday(settings, how, now, due):
    settings.DAILY_JOB_HOUR = 6
    at = timezone.make_aware(datetime.fromisoformat(now))
    assert timezone.localtime(mail_after(how, at)).strftime("%Y-%m-%d %H:%M") == due
    assert mail_after(How.HERE, at) is None


def test_following_twice_or_for_somebody_else_is_refused(people):
    row = follows(people.nobody, "release", "june-2021")
    with pytest.raises(RuleBroken, match="You already follow this: the june-2021"):
        follows(people.nobody, "release", "june-2021")
    with pytest.raises(NotAllowed, match="somebody else’s"):
        change_subscription(by=people.member, subscription=row, how=How.DAILY, on=ON)
    unsubscribe(by=people.nobody, subscription=row, on=ON)
    with pytest.raises(RuleBroken, match="already stopped this"):
        unsubscribe(by=people.nobody, subscription=row, on=ON)
    actions = AuditEntry.objects.filter(target__endswith="/subscriptions").values_list("action", flat=True)
    assert list(actions.order_by("position")) == ["core.subscribe", "core.unsubscribe"]


def test_unsent_messages_follow_a_changed_subscription(people):
    row = follows(people.nobody, "all", "", How.WEEKLY)
    happens()
    change_subscription(by=people.nobody, subscription=row, how=How.AT_ONCE, on=ON)
    [message] = messages_of(people.nobody)
    assert (message.how, message.mail_after <= clock.now()) == (How.AT_ONCE, True)


MAIL = """MP153 approved.
http://localhost:8000/releases/june-2021/rid/7.0/

--
You get this because you follow: the june-2021. Stop these emails: http://localhost:8000/stop/KEY/
Change what you follow, or how we tell you: http://localhost:8000/following/
"""
DIGEST = """1. RID 7.0 is published
MP153 approved.
http://localhost:8000/releases/june-2021/rid/7.0/

2. RID 7.0 is published
MP153 approved.
http://localhost:8000/releases/june-2021/rid/7.0/

3. Two <late> things
Look.

- A & B
  http://localhost:8000/a/

- C
  http://localhost:8000/c/

All of them: http://localhost:8000/flags/

--
1, 2: You get this because you follow: the june-2021. Stop these emails: http://localhost:8000/stop/KEY/
3: You get this because of your role. Stop these emails: http://localhost:8000/stop/ROLE/
Change what you follow, or how we tell you: http://localhost:8000/following/
"""


def links_of(sent) -> list[tuple[str, str]]:
    """The links of the HTML part: address and text."""
    [(html, kind)] = sent.alternatives
    assert (kind, "style=" in html, "<img" in html) == ("text/html", False, False)
    return re.findall(r'<a href="([^"]+)">(.*?)</a>', html)


def test_an_email_states_its_subject_its_reason_and_how_to_stop(people, settings):
    settings.SITE_URL = "http://localhost:8000"
    row = follows(people.nobody, "release", "june-2021")
    happens("white", "release:june-2021")
    deliver_mail(notification=messages_of(people.nobody)[0].pk)
    [sent] = mail.outbox
    assert (sent.subject, sent.body) == ("RID 7.0 is published", MAIL.replace("KEY", row.key))
    assert links_of(sent) == [
        ("http://localhost:8000/releases/june-2021/rid/7.0/", "Open the page"),
        (f"http://localhost:8000/stop/{row.key}/", "Stop these emails"),
        ("http://localhost:8000/following/", "Change what you follow, or how we tell you"),
    ]
    assert sent.extra_headers.pop("Date").startswith("Fri, 15 Oct 2021 ")  # the day that is set
    assert sent.extra_headers == {
        "List-Unsubscribe": f"<http://localhost:8000/stop/{row.key}/>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    deliver_mail(notification=messages_of(people.nobody)[0].pk)
    assert len(mail.outbox) == 1


def test_a_digest_is_one_email_of_all_due_messages(people, settings):
    settings.SITE_URL = "http://localhost:8000"
    row = follows(people.nobody, "release", "june-2021", How.DAILY)
    happens("white", "release:june-2021")
    happens("white", "release:june-2021")
    role = Subscription.objects.create(user=people.nobody, topic=Topic.ROLE, how=How.DAILY)
    things = [Listed("A & B", "/a/"), Listed("C", "/c/")]
    notify([people.nobody], subject="Two <late> things", body="Look.", path="/flags/", items=things, on=ON)
    deliver_digest(user=people.nobody.pk)
    assert mail.outbox == []  # its hour has not come
    due_now()
    deliver_digest(user=people.nobody.pk)
    deliver_digest(user=people.nobody.pk)
    [sent] = mail.outbox
    assert sent.subject == "RID 7.0 is published (and 2 more messages)"
    assert sent.body == DIGEST.replace("KEY", row.key).replace("ROLE", role.key)
    assert links_of(sent)[1:5] == [
        ("http://localhost:8000/releases/june-2021/rid/7.0/", "2. RID 7.0 is published"),
        ("http://localhost:8000/flags/", "3. Two &lt;late&gt; things"),
        *(("http://localhost:8000/a/", "A &amp; B"), ("http://localhost:8000/c/", "C")),
    ]
    assert sent.extra_headers["List-Unsubscribe"] == f"<http://localhost:8000/stop/{role.key}/all/>"


def test_a_message_stored_by_the_version_before_is_sent(people):
    """It knew no lists, and still writes while it is replaced."""
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO core_notification (user_id, subject, body, path, why, about_account, how, mail_after, "
            "made_at, attempts, failure) VALUES (%s, 'Old', 'Text.', '/x/', 'Because.', false, 'at_once', now(), "
            "now(), 0, '')",
            [people.nobody.pk],
        )
    [row] = messages_of(people.nobody)
    due_now()
    deliver_mail(notification=row.pk)
    assert [sent.body.splitlines()[:2] for sent in mail.outbox] == [["Text.", f"{settings.SITE_URL}/x/"]]


def test_a_long_digest_is_cut_and_links_to_the_rest(people):
    follows(people.nobody, "all", "", How.DAILY)
    for _ in range(53):
        happens()
    due_now()
    deliver_digest(user=people.nobody.pk)
    [sent] = mail.outbox
    assert ("50. RID" in sent.body, "51. RID" in sent.body) == (True, False)
    assert "And 3 more: http://localhost:8000/messages/" in sent.body
    assert Notification.objects.filter(mailed_at__isnull=True).count() == 0


def test_the_sweep_over_the_outbox_sends_due_emails(people, monkeypatch):
    queued = []
    monkeypatch.setattr(tasks.deliver_mail, "delay", lambda **what: queued.append(what))
    monkeypatch.setattr(tasks.deliver_digest, "delay", lambda **what: queued.append(what))
    follows(people.nobody, "all", "", How.DAILY)
    follows(people.member, "all", "")
    happens()
    happens()
    deliver_waiting_mail()
    assert queued == [{"notification": row.pk} for row in messages_of(people.member)]
    queued.clear()
    due_now()
    deliver_waiting_mail()
    assert queued[-1:] == [{"user": people.nobody.pk}]


@pytest.fixture
def refusing(monkeypatch):
    """A mail server that refuses everything."""

    def refuse(*_):
        raise smtplib.SMTPRecipientsRefused({"nobody@people.example": (550, b"No such mailbox")})

    monkeypatch.setattr("django.core.mail.message.EmailMessage.send", refuse)


def test_a_refused_mail_is_tried_later_and_later_and_the_administrator_sees_it(people, refusing, as_role):
    follows(people.nobody, "all", "")
    happens()
    waits = []
    for _ in range(9):
        [row] = messages_of(people.nobody)
        due_now()
        deliver_mail(notification=row.pk)
        row.refresh_from_db()
        waits.append(round((row.mail_after - clock.now()).total_seconds() / 60))
    assert waits == [1, 2, 4, 8, 16, 32, 64, 128, 0]  # no attempt after the eighth
    assert row.attempts == 8
    client = as_role("administrator")
    page = client.get("/outbox/").content.decode()
    assert "No such mailbox" in page
    assert client.post("/outbox/", {"row": row.pk}).status_code == 303
    row.refresh_from_db()
    assert (row.attempts, AuditEntry.objects.latest("position").action) == (0, "core.send_again")
    assert client.post("/outbox/", {"row": "x"}).status_code == 404


def test_only_what_was_refused_is_sent_again(people):
    follows(people.nobody, "all", "")
    happens()
    with pytest.raises(RuleBroken, match="or was never refused"):
        send_again(by=people.administrator, notification=messages_of(people.nobody)[0], on=ON)
