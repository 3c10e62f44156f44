"""Two versions of a RID compared: the page and its files. A day stands for the draft as it stood at its end."""

import re

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from governance.composing.comparing.choices import NOW, NotCompared
from governance.composing.comparing.compare_pages import compare, compare_refused
from governance.versions.compared import compared_rids
from governance.versions.pages import found_release
from governance.versions.past_pages import AS_AT, asked_day
from governance.versions.queries.past.documents import NotThen, PastDocument, past_document
from releases.models.releases import Release
from secrel.core.dates.clock import today
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import held_by, searched

VERSION = re.compile(r"\d{1,5}\.\d{1,5}")


@login_not_required
@public_for(SHORT)
@require_safe
def compare_release(request: HttpRequest, slug: str, form: str = "") -> HttpResponse:
    """`?from=7.0&to=8.0`; `?from=2021-03-24` is what changed since that day, `?as-at=2021-03-24` what stood then
    compared with the version in force before it. Who reads no drafts gets the version that was shown on the day."""
    release, permissions = found_release(request, slug), held_by(request)
    try:
        older, before = _asked(request, release, searched(request, "from"))
        newer, after = _asked(request, release, searched(request, "to") or searched(request, AS_AT))
    except NotThen as why:
        comparable = compared_rids(release, permissions, request.user)
        return compare_refused(request, comparable, NotCompared(why.sentence, 404))
    past = {one.day: one for one in (before, after) if one}
    comparable = compared_rids(release, permissions, request.user, past.values())
    return compare(request, comparable, form, newer=newer, older=older)


def _asked(request: HttpRequest, release: Release, text: str) -> tuple[str, PastDocument | None]:
    """The key of what is asked for, with the draft where that is one of an earlier day. Raises NotThen."""
    if not text[:1].isdigit() or VERSION.fullmatch(text):
        return text, None
    day = asked_day(text, today())
    past = past_document(release, held_by(request), request.user, day)
    if past.version:
        return past.version.number, None
    return (NOW, None) if day == today() else (day.isoformat(), past)
