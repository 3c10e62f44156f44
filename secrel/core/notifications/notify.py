"""Notifies people: a row in the outbox at once, an email after the commit, alone or in a digest."""

from collections.abc import Iterable, Sequence
from dataclasses import asdict
from datetime import date, datetime, time, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from secrel.core.changes.operations import moment_of_change
from secrel.core.dates import clock
from secrel.core.models.outbox import Listed, Notification
from secrel.core.models.people import User
from secrel.core.models.subscriptions import How, News, Subscription, Topic
from secrel.core.notifications.audiences import readers_of
from secrel.core.notifications.mail_form import cut_subject
from secrel.core.notifications.tasks import deliver_mail
from secrel.core.processes.jobs import wake
from secrel.core.webhooks.outbox import keep_news

NEWS = timedelta(days=31)
URGENCY = list(How.values)
"""If two subscriptions match the same news, the more urgent one delivers it."""


def notify(
    people: Iterable[User], *, subject: str, body: str, path: str, items: Sequence[Listed] = (), on: date
) -> None:
    """Notify each person because of their role. The messages are committed with the transaction.

    `items`: what the message lists, each with its own link. `on` is the day of the event: nobody is notified of what is
    entered more than 31 days later. What concerns a service account is told to its contact.
    """
    if on < clock.today() - NEWS:
        return
    people = list({person.pk: person for person in map(_reader, people)}.values())
    missing = [Subscription(user=person, topic=Topic.ROLE) for person in people]
    Subscription.objects.bulk_create(missing, ignore_conflicts=True)
    _write(Subscription.objects.filter(user__in=people, topic=Topic.ROLE), subject, body, path, items=items)


def _reader(person: User) -> User:
    """The person who reads it: of a program, its contact."""
    return person.service.contact if person.is_service else person


def notify_owner(user: User, *, subject: str, body: str, path: str, on: date) -> None:
    """Notify a person about their own account: by email at once, whatever they follow.

    It has no link to stop it, with which whoever reads one email could silence the warnings. `on` as for `notify`.
    """
    if on < clock.today() - NEWS:
        return
    row = Notification.objects.create(
        user=user,
        subject=_cut(subject),
        body=body,
        path=path,
        why="You get this because it is about your account.",
        about_account=True,
        mail_after=clock.now(),
        made_at=moment_of_change(),
    )
    wake(deliver_mail, notification=row.pk)


def publish_news(
    *,
    kind: str,
    subject: str,
    body: str,
    path: str,
    topics: Iterable[str],
    audience: str,
    on: date | None = None,
    until: date | None = None,
    retracts: str = "",
) -> News | None:
    """Publish news in the feeds and to those who follow one of its topics and may read it.

    `on` defaults to today. Nothing is published after the day `until`. `retracts` is the page whose earlier news is
    withdrawn.
    """
    if until and until < clock.today():
        return None
    on = on or clock.today()
    news = News.objects.create(
        kind=kind,
        on=on,
        at=moment_of_change(),
        subject=_cut(subject),
        body=body,
        path=path,
        topics=[Topic.ALL.value, f"kind:{kind}", *topics],
        audience=audience,
        retracts=retracts,
    )
    keep_news(news)
    if on >= clock.today() - NEWS:
        _write(_followers(news), news.subject, body, path, news)
    return news


def _followers(news: News) -> list[Subscription]:
    """One matching subscription of each person or public address, the most urgent one.

    Somebody without an account reads what everybody may read.
    """
    topics = {tuple(topic.partition(":")[::2]) for topic in news.topics}
    rows = Subscription.objects.in_force().filter(
        Q(user__isnull=True) | Q(user__is_active=True), topic__in=[topic for topic, _ in topics]
    )
    fits = [row for row in rows if (row.topic, row.value) in topics]
    readers = readers_of(news, on=clock.today()) if fits else None
    chosen: dict[int | str, Subscription] = {}
    for row in sorted(fits, key=lambda row: URGENCY.index(row.how)):
        if readers is None or row.user_id in readers:
            chosen.setdefault(row.user_id or row.email, row)
    return list(chosen.values())


def _write(
    subscriptions: Iterable[Subscription],
    subject: str,
    body: str,
    path: str,
    news: News | None = None,
    items: Sequence[Listed] = (),
) -> None:
    rows = Notification.objects.bulk_create(
        Notification(
            user_id=row.user_id,
            subject=_cut(subject),
            body=body,
            path=path,
            items=[asdict(item) for item in items],
            why=row.why,
            subscription=row,
            news=news,
            how=row.how,
            mail_after=mail_after(row.how, clock.now()),
            made_at=moment_of_change(),
        )
        for row in subscriptions
    )
    for row in rows:
        if row.how == How.AT_ONCE:
            wake(deliver_mail, notification=row.pk)


def mail_after(how: str, now: datetime) -> datetime | None:
    """When an email is due: now, at the hour of the next digest, or on the next Monday; None: never."""
    if how == How.AT_ONCE:
        return now
    if how == How.HERE:
        return None
    local = timezone.localtime(now)
    hour = time(settings.DAILY_JOB_HOUR)
    day = local.date() if local.time() < hour else local.date() + timedelta(days=1)
    if how == How.WEEKLY:
        day += timedelta(days=-day.weekday() % 7)
    return timezone.make_aware(datetime.combine(day, hour))


def _cut(subject: str) -> str:
    """The subject as one line, cut to the length of its column."""
    return cut_subject(" ".join(subject.split()))
