"""The news that a person may read, and who holds open steps."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db.models import QuerySet
from rest_framework import serializers
from rest_framework.request import Request

from governance.watch.forms.lists import NewsFilter
from governance.watch.queries.news import news_for
from governance.watch.queries.waits import places, waits
from secrel.core.api.places import Found
from secrel.core.api.twins import Listing, Resource
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.models.subscriptions import News

DAY = serializers.DateField()


def _news(
    request: Request, found: Found, *, topic: str = "", since: date | None = None, until: date | None = None
) -> QuerySet[News]:
    rows = news_for(request.user if request.user.is_authenticated else None, topic)
    rows = rows.filter(on__gte=since) if since else rows
    return rows.filter(on__lte=until) if until else rows


NEWS = Listing(
    "news/",
    {
        "key": str,
        "kind": str,
        "on": DAY,
        "subject": str,
        "body": str,
        "path": str,
        "topics": list[str],
    },
    rows=_news,
    filters=NewsFilter,
    is_public=True,
    about="The news that you may read, the newest first.",
)


def _holders(request: Request, found: Found) -> Iterator[dict[str, Any]]:
    return (
        {"holder": row.holder, "steps": row.count, "longest": row.longest} for row in places(waits(today()))
    )


WAIT_PLACES = Resource(
    "waits/holders/",
    {"rows": list[dict]},
    read=lambda request, found: {"rows": _holders(request, found)},
    version=lambda found: None,
    needs=(Permission.READ_DRAFTS,),
    about="Who holds open steps: how many, and the longest wait in Working Days; the longest first.",
    example={"rows": [{"holder": "DCC", "steps": 3, "longest": 41}]},
)
RESOURCES: list[Resource] = [NEWS, WAIT_PLACES]
TWINS: list[Any] = []
