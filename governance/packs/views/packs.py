"""The pack of a meeting: its page, its files, and making an updated one."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from governance.composing.operations.rendering import retry_rendering
from governance.composing.pages import archive_of, pdf_of
from governance.documents.pack.sections import document_title
from governance.meetings.models import Meeting
from governance.meetings.queries.meetings import READERS, meeting_at
from governance.packs.models import Pack
from governance.packs.operations.packs import PartDamaged, make_pack
from governance.packs.queries.packs import changed_since, packs_of, unread_parts
from secrel.core.changes.errors import NotAllowed, RuleBroken
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.files.damaged_files import open_damage
from secrel.core.web.http import SeeOther, found_or_404, needs


@require_safe
@needs(*READERS)
def pack_page(request: HttpRequest, body: str, on: date) -> HttpResponse:
    """The last pack, what changed since, and the packs before it."""
    meeting = _meeting(request, body, on)
    packs = list(packs_of(meeting))
    pack = packs[0] if packs else None
    held = request.user.permissions()
    content = pack.snapshot.document.content if pack else None
    context = {
        "meeting": meeting,
        "pack": pack,
        "packs": packs,
        "job": pack.snapshot.job if pack else None,
        "agenda": _agenda(content) if content else [],
        "changed": changed_since(pack, today()) if pack and meeting.state == "planned" else [],
        "unread": unread_parts(request.user, pack) if pack else [],
        "makes": Permission.PLAN_MEETINGS in held and meeting.state != "cancelled",
        "retries": Permission.PRESENT_VERSIONS in held,
    }
    return render(request, "packs/pack.html", context)


@require_safe
@needs(*READERS)
def pack_pdf(request: HttpRequest, body: str, on: date, number: int) -> HttpResponse:
    pack = _readable(request, body, on, number)
    return pdf_of(pack.snapshot, f"{_name(pack)}.pdf")


@require_safe
@needs(*READERS)
def pack_zip(request: HttpRequest, body: str, on: date, number: int) -> HttpResponse:
    pack = _readable(request, body, on, number)
    return archive_of(pack.snapshot, f"{_name(pack)}.zip")


@require_POST
@needs(Permission.PLAN_MEETINGS)
def make(request: HttpRequest, body: str, on: date) -> HttpResponse:
    meeting = _meeting(request, body, on)
    try:
        pack = make_pack(by=request.user, meeting=meeting, on=today())
    except RuleBroken as broken:
        if broken.status == 403:
            raise
        if isinstance(broken, PartDamaged):
            open_damage(broken.damaged.file, broken.damaged, today())
        messages.error(request, broken.sentence)
    else:
        messages.success(request, f"Version {pack.number} of the pack is being made.")
    return SeeOther(_address(meeting))


@require_POST
@needs(Permission.PRESENT_VERSIONS)
def retry(request: HttpRequest, body: str, on: date) -> HttpResponse:
    """Make the files of the last pack again, after that failed."""
    meeting = _meeting(request, body, on)
    pack = found_or_404(packs_of(meeting), "pack")
    retry_rendering(by=request.user, job=pack.snapshot.job)
    messages.success(request, "The pack is queued again.")
    return SeeOther(_address(meeting))


def _agenda(content):
    named = {row.key: row for row in content.documents}
    return [
        (item, [(document_title(named[key]), named[key]) for key in item.documents]) for item in content.items
    ]


def _meeting(request: HttpRequest, body: str, on: date) -> Meeting:
    return found_or_404(meeting_at(request.user, body, on), "meeting")


def _readable(request: HttpRequest, body: str, on: date, number: int) -> Pack:
    """A pack of which the reader may read each document."""
    meeting = _meeting(request, body, on)
    pack = found_or_404(packs_of(meeting).filter(number=number), "pack")
    if parts := unread_parts(request.user, pack):
        raise NotAllowed(f"This pack has documents that you may not read: {', '.join(parts)}.")
    if pack.snapshot.job.pdf_id is None:
        raise Http404("This pack has not been made yet. Its page shows the progress.")
    return pack


def _address(meeting: Meeting) -> str:
    return f"{meeting.get_absolute_url()}pack/"


def _name(pack: Pack) -> str:
    meeting = pack.meeting
    return f"pack-{meeting.body.key}-{meeting.on.isoformat()}-v{pack.number}"
