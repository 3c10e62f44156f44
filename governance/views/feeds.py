"""Addresses for calendar and news programmes: public ones, and private ones behind a secret that can be revoked."""

from collections.abc import Iterable

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from governance.documents.calendar_file import as_ics
from governance.documents.feed import MEDIA_TYPE, as_atom
from governance.queries.due import CATEGORIES, due_for
from governance.queries.due.entry import Due
from governance.queries.due.timetables import published_days
from governance.queries.news import news_for
from governance.views.calendar import concerns
from modifications.queries import find
from releases.models import Release
from secrel.core import clock
from secrel.core.caching import FEEDS, public_for
from secrel.core.http import found_or_404
from secrel.core.models import Body, PrivateAddress, User

LATEST = 50
REVOKED = "This address was revoked. Make another one on the page “What you follow”, and enter that in your programme."


@login_not_required
@public_for(FEEDS)
@require_safe
def all_ics(request: HttpRequest) -> HttpResponse:
    return _ics(due_for(None), "SEC releases")


@login_not_required
@public_for(FEEDS)
@require_safe
def body_ics(request: HttpRequest, body: str) -> HttpResponse:
    known = found_or_404(Body.objects.filter(key=body), "body")
    return _ics([row for row in due_for(None) if concerns(row, body)], f"SEC releases: {known}")


@login_not_required
@public_for(FEEDS)
@require_safe
def category_ics(request: HttpRequest, category: str) -> HttpResponse:
    return _ics(published_days(None, _category(category)), f"SEC releases: {CATEGORIES[category]}")


@login_not_required
@public_for(FEEDS)
@require_safe
def release_ics(request: HttpRequest, slug: str) -> HttpResponse:
    release = found_or_404(Release.objects.filter(slug=slug), "release")
    rows = [row for row in due_for(None) if row.key.startswith(f"releases/{slug}/")]
    return _ics(rows, release.name)


@login_not_required
@require_safe
def private_ics(request: HttpRequest, key: str) -> HttpResponse:
    """All that its owner sees; 410 where it was revoked or its owner left."""
    user = _owner(key)
    return _ics(due_for(user), f"SEC releases for {user.name}") if user else _gone()


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
    return _atom(request, None, f"{topic}:{value}", title, page)


@login_not_required
@require_safe
def private_atom(request: HttpRequest, key: str) -> HttpResponse:
    user = _owner(key)
    return _atom(request, user, "", f"News for {user.name}", "/news/") if user else _gone()


def _titled(topic: str, value: str) -> tuple[str, str, str]:
    """What a topic is called, the page about it, and the key that it has by now."""
    if topic == "release":
        row = found_or_404(Release.objects.filter(slug=value), "release")
        return f"News of the {row}", row.get_absolute_url(), value
    if topic == "body":
        row = found_or_404(Body.objects.filter(key=value), "body")
        return f"News of {row.the}", f"/calendar/{value}/", value
    if topic == "category":
        return f"News for {CATEGORIES[_category(value)]}", f"/calendar/for/{value}/", value
    row = found_or_404([row for row in [find(value)] if row], "modification")
    return f"News of {row}", row.get_absolute_url(), row.reference


def _category(key: str) -> str:
    if key not in CATEGORIES:
        raise Http404("There is no such category of Parties at this address.")
    return key


def _owner(key: str) -> User | None:
    rows = PrivateAddress.objects.filter(key=key).select_related("user")
    row = found_or_404(rows, "private address")
    return row.user if row.revoked_on is None and row.user.is_active else None


def _gone() -> HttpResponse:
    return HttpResponse(REVOKED, status=410, content_type="text/plain; charset=utf-8")


def _ics(rows: Iterable[Due], name: str) -> HttpResponse:
    content = as_ics(rows, name, settings.SITE_URL, clock.now())
    return HttpResponse(content, content_type="text/calendar; charset=utf-8")


def _atom(request: HttpRequest, user: User | None, topic: str, title: str, page: str) -> HttpResponse:
    rows = news_for(user, topic)[:LATEST]
    return HttpResponse(as_atom(rows, title, settings.SITE_URL, request.path, page), content_type=MEDIA_TYPE)
