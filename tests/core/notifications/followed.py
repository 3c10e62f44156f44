"""People who follow something, and what they then get."""

from datetime import date, timedelta

from secrel.core.dates import clock
from secrel.core.models.outbox import Notification
from secrel.core.models.subscriptions import How, News, Subscription
from secrel.core.notifications.following import (
    subscribe,
)
from secrel.core.notifications.notify import publish_news

ON = date(2021, 10, 15)


def follows(user, topic: str, value: str, how: str = How.AT_ONCE) -> Subscription:
    return subscribe(by=user, topic=topic, value=value, label=f"the {value}", how=how, on=ON)


def messages_of(user) -> list[Notification]:
    return list(Notification.objects.filter(user=user).order_by("pk"))


def happens(audience: str = "white", *topics: str, kind: str = "published", on: date = ON) -> News:
    common = {"body": "MP153 approved.", "path": "/releases/june-2021/rid/7.0/", "on": on}
    return publish_news(kind=kind, subject="RID 7.0 is published", topics=topics, audience=audience, **common)


def due_now() -> None:
    Notification.objects.update(mail_after=clock.now() - timedelta(seconds=1))
