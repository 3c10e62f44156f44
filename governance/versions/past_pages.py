"""Pages of a release as it stood at the end of a day: `?as-at=2021-03-24` on the address of the page."""

from collections.abc import Callable
from datetime import date

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from governance.documents.engine.text import long_date
from governance.versions.queries.past.documents import NotThen, PastDocument, past_document
from governance.versions.queries.versions import Reader
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.days_and_amounts import read_day
from secrel.core.web.http import held_by, searched

AS_AT = "as-at"


def is_past(request: HttpRequest) -> bool:
    """Whether a page is asked for as at a day."""
    return AS_AT in request.GET


def past_answer(
    request: HttpRequest, release: Release, show: Callable[[PastDocument], HttpResponse]
) -> HttpResponse:
    """The page as at the day asked for; for today the page as it is now, and otherwise 404 with a sentence and a form
    to choose another day."""
    try:
        day = asked_day(searched(request, AS_AT), today())
        if day == today():
            return HttpResponseRedirect(request.path)
        return show(past_document(release, held_by(request), request.user, day))
    except NotThen as nothing:
        context = {"release": release, "past": False, "sentence": nothing.sentence, "first": nothing.first}
        return render(request, "past/none.html", context, status=404)


def asked_day(text: str, today: date) -> date:
    """The day that was asked for. Raises NotThen for what is no day, or not over yet."""
    try:
        day = read_day(text)
    except ValueError as error:
        raise NotThen(str(error)) from error
    if day is None:
        raise NotThen("Choose a day. Write it like 24 Mar 2021.")
    if day > today:
        raise NotThen(
            f"{long_date(day.isoformat())} is still to come. Choose a day before today, {long_date(today.isoformat())}."
        )
    return day


def past_or_404(
    release: Release, permissions: frozenset[Permission], reader: Reader, day: date
) -> PastDocument:
    """The document as at a day, for the API. Raises Http404 with the sentence of the page."""
    try:
        return past_document(release, permissions, reader, day)
    except NotThen as nothing:
        raise Http404(nothing.sentence) from nothing
