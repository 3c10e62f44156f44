"""Calendar files and news feeds: public ones, and private ones whose secret address can be revoked."""

from collections.abc import Callable, Iterable
from datetime import date, datetime, timedelta

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.utils.cache import set_response_etag
from django.utils.http import http_date
from django.views.decorators.http import require_safe

from governance.versions.queries.found import releases_found_by
from governance.watch.calendar_file import as_ics
from governance.watch.due import CATEGORIES
from governance.watch.due.entry import Due
from governance.watch.feed import MEDIA_TYPE, as_atom
from governance.watch.operations.calendar_files import events_of_file
from governance.watch.pages import entries_now, is_of, who_of
from governance.watch.queries.news import news_for
from modifications.queries import find
from secrel.core.dates import clock
from secrel.core.models.people import Body, User
from secrel.core.models.subscriptions import PrivateAddress
from secrel.core.web.caching import FEEDS, public_for
from secrel.core.web.http import found_or_404, searched

LATEST = 50
SETTLED = timedelta(seconds=2)
REVOKED = (
    "This address has been revoked. Create a new one on the page “What you follow” and enter it in your app."
)


@login_not_required
@public_for(FEEDS)
@require_safe
def all_ics(request: HttpRequest) -> HttpResponse:
    return _ics("all", "SEC releases", lambda: entries_now(None))


@login_not_required
@public_for(FEEDS)
@require_safe
def body_ics(request: HttpRequest, body: str) -> HttpResponse:
    named_body = found_or_404(Body.objects.filter(key=body), "body")
    return _ics(
        f"body:{body}",
        f"SEC releases: {named_body}",
        lambda: entries_now(None, body),
    )


@login_not_required
@public_for(FEEDS)
@require_safe
def category_ics(request: HttpRequest, category: str) -> HttpResponse:
    """From today on; with `?all=1` also what is past."""
    who = who_of(category)
    return _ics(
        f"category:{'+'.join(who)}",
        f"SEC releases: {_names(who)}",
        lambda: entries_now(None, who=who),
        since=None if searched(request, "all") == "1" else clock.today(),
    )


@login_not_required
@public_for(FEEDS)
@require_safe
def release_ics(request: HttpRequest, slug: str) -> HttpResponse:
    release = found_or_404(releases_found_by(frozenset()).filter(slug=slug), "release")
    return _ics(
        f"release:{slug}",
        release.name,
        lambda: [row for row in entries_now(None) if is_of(row, release)],
    )


@login_not_required
@require_safe
def private_ics(request: HttpRequest, key: str) -> HttpResponse:
    """Everything its owner may see; 410 if the address was revoked or the owner's account is inactive."""
    row = _in_use(key)
    if row is None:
        return _gone()
    return _ics(f"private:{row.pk}", f"SEC releases for {row.user.name}", lambda: entries_now(row.user))


@login_not_required
@public_for(FEEDS)
@require_safe
def all_atom(request: HttpRequest) -> HttpResponse:
    return _atom(request, None, "", "News of SEC releases", "/news/")


@login_not_required
@public_for(FEEDS)
@require_safe
def topic_atom(request: HttpRequest, topic: str, value: str) -> HttpResponse:
    """News of a release, a modification, a body or a category."""
    title, page, value = _titled(topic, value)
    return _atom(request, None, " ".join(f"{topic}:{one}" for one in value.split("+")), title, page)


@login_not_required
@require_safe
def private_atom(request: HttpRequest, key: str) -> HttpResponse:
    row = _in_use(key)
    return _atom(request, row.user, "", f"News for {row.user.name}", "/news/") if row else _gone()


def _titled(topic: str, value: str) -> tuple[str, str, str]:
    """The title of a topic's feed, the page about the topic, and its current key."""
    if topic == "release":
        row = found_or_404(releases_found_by(frozenset()).filter(slug=value), "release")
        return f"News of the {row}", row.get_absolute_url(), value
    if topic == "body":
        row = found_or_404(Body.objects.filter(key=value), "body")
        return f"News of {row.the}", f"/calendar/{value}/", value
    if topic == "category":
        value = "+".join(who := who_of(value))
        return f"News for {_names(who)}", f"/for/{value}/", value
    row = found_or_404([row for row in [find(value)] if row], "modification")
    return f"News of {row}", row.get_absolute_url(), row.reference


def _names(who: tuple[str, ...]) -> str:
    return " and ".join(CATEGORIES[key] for key in who)


def _in_use(key: str) -> PrivateAddress | None:
    row = found_or_404(PrivateAddress.objects.filter(key=key).select_related("user"), "private address")
    return row if row.revoked_on is None and row.user.is_active else None


def _gone() -> HttpResponse:
    return HttpResponse(REVOKED, status=410, content_type="text/plain; charset=utf-8")


def _ics(
    address: str, name: str, find: Callable[[], Iterable[Due]], since: date | None = None
) -> HttpResponse:
    events = [
        row for row in events_of_file(address, find) if since is None or row.sent["on"] >= since.isoformat()
    ]
    content = as_ics(events, name, settings.SITE_URL)
    changed = max((event.changed_at for event in events), default=None)
    return _with_validators(HttpResponse(content, content_type="text/calendar; charset=utf-8"), changed)


def _atom(request: HttpRequest, user: User | None, topic: str, title: str, page: str) -> HttpResponse:
    rows = list(news_for(user, topic)[:LATEST])
    content = as_atom(rows, title, settings.SITE_URL, request.path, page)
    # Without Last-Modified: what leaves a feed, as fewer people may read it, would make that earlier.
    return _with_validators(HttpResponse(content, content_type=MEDIA_TYPE), None)


def _with_validators(response: HttpResponse, changed: datetime | None) -> HttpResponse:
    """Set ETag and Last-Modified, so that a client can ask whether anything changed. A change within the last SETTLED
    seconds gets no Last-Modified, because HTTP dates are whole seconds.
    """
    set_response_etag(response)
    if changed and changed < clock.moment() - SETTLED:
        response["Last-Modified"] = http_date(changed.timestamp())
    return response
