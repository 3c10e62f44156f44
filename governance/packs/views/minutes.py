"""The minutes extract of a meeting that was held: page, PDF, Word, text. Who may see the meeting may read it."""

from datetime import date

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from governance.composing.draft_pages import DraftPage
from governance.composing.models import DraftFile
from governance.composing.pages import attachment
from governance.documents.minutes.kind import ABOUT, MINUTES_KIND, TITLE, meeting_name
from governance.documents.minutes.sections import chapters, plain_text
from governance.documents.minutes.types import MinutesExtract
from governance.meetings.models import Meeting
from governance.meetings.queries.meetings import READERS, meeting_at
from governance.packs.compose.minutes import minutes_now
from secrel.core.dates.clock import today
from secrel.core.web.http import found_or_404, needs


@require_safe
@needs(*READERS)
def extract_page(request: HttpRequest, body: str, on: date) -> HttpResponse:
    meeting, extract = _extract(request, body, on)
    context = {
        "meeting": meeting,
        "about": ABOUT,
        "chapters": chapters(extract),
        "text": _text(extract),
    }
    return render(request, "packs/minutes.html", context)


@require_safe
@needs(*READERS)
def extract_pdf(request: HttpRequest, body: str, on: date) -> HttpResponse:
    return _file(request, body, on, DraftFile.Form.PDF)


@require_safe
@needs(*READERS)
def extract_word(request: HttpRequest, body: str, on: date) -> HttpResponse:
    return _file(request, body, on, DraftFile.Form.WORD)


@require_safe
@needs(*READERS)
def extract_text(request: HttpRequest, body: str, on: date) -> HttpResponse:
    _, extract = _extract(request, body, on)
    return attachment(_text(extract).encode(), "text/plain; charset=utf-8", f"{_name(body, on)}.txt")


def _file(request: HttpRequest, body: str, on: date, form: str) -> HttpResponse:
    _, extract = _extract(request, body, on)
    page = DraftPage(
        label=f"{TITLE}: {meeting_name(extract.content)}",
        name=_name(body, on),
        back=reverse("minutes-extract", args=[body, on]),
        back_label=TITLE,
    )
    subject = f"meetings/{body}/{on.isoformat()}"
    return page.answer(request, MINUTES_KIND, form, extract, subject=subject)


def _extract(request: HttpRequest, body: str, on: date) -> tuple[Meeting, MinutesExtract]:
    meeting = found_or_404(meeting_at(request.user, body, on), "meeting")
    if meeting.state != "held":
        raise Http404(f"The {meeting} has not been held, so there is nothing to minute yet.")
    return meeting, minutes_now(meeting, today())


def _text(extract: MinutesExtract) -> str:
    return plain_text(extract, f"{TITLE}: {meeting_name(extract.content)}")


def _name(body: str, on: date) -> str:
    return f"minutes-extract-{body}-{on.isoformat()}"
