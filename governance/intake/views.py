"""Pages: upload a document, see what was read of it, confirm or discard it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods, require_POST
from msgspec import convert

from governance.intake.corrections import corrected, unsure_fields
from governance.intake.models import UploadedRid
from governance.intake.operations import confirm_upload, discard_upload, upload_rid
from governance.intake.reading import Reading
from governance.intake.showing import compared_with_stored, findings_of, rid_of
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.files.uploads import check_file, refuse_lost_upload, takes_files
from secrel.core.web.http import SeeOther, found_or_404, needs, paginate, sent_token

UPLOAD = Permission.PUBLISH_VERSIONS
SHOWN = 8
"""Changes that stand open on the page; the others unfold."""


class UploadForm(forms.Form):
    file = forms.FileField(
        label="File",
        required=False,
        help_text="A PDF, a Word file (.docx) or a text extract (.txt) of a Release Implementation Document.",
    )


@takes_files(1)
@require_http_methods(["GET", "POST"])
@needs(UPLOAD)
def uploaded_rids(request: HttpRequest) -> HttpResponse:
    """The documents brought in, and the form that uploads another one."""

    def act(file: Any) -> UploadedRid:
        refuse_lost_upload(request)
        checked = check_file(file, too_large=getattr(request, "too_large", False))
        return upload_rid(by=request.user, file=checked, on=today())

    posted = request.method == "POST"
    form, outcome = (
        UploadForm(request.POST if posted else None, request.FILES if posted else None),
        SaveOutcome(),
    )
    if posted:
        outcome = save(form, act)
        if outcome.saved:
            return SeeOther(outcome.saved.get_absolute_url())
    rows = UploadedRid.objects.select_related("uploaded_by", "version__release").defer("found")
    context = {"form": form, "outcome": outcome, "page": paginate(rows, request.GET)}
    return render(request, "intake/list.html", context, status=outcome.status)


@require_http_methods(["GET", "POST"])
@needs(UPLOAD)
def uploaded_rid(request: HttpRequest, receipt: str) -> HttpResponse:
    """A document: the source beside what was read, unsure fields first. A POST imports it."""
    row = _row(receipt)
    refused, status = "", 200
    if request.method == "POST":
        try:
            return _confirm(request, row)
        except RuleBroken as error:
            if error.status == 403:
                raise
            refused, status = error.sentence, error.status
            row = _row(receipt)
    context: dict[str, Any] = {"row": row, "refused": refused}
    if row.state == "read":
        context |= _shown(row, request.POST if request.method == "POST" else None)
    return render(request, "intake/document.html", context, status=status)


@require_GET
@needs(UPLOAD)
def upload_progress(request: HttpRequest, receipt: str) -> HttpResponse:
    """The part of the page that changes while a worker reads the file."""
    row = _row(receipt)
    response = render(request, "intake/progress.html", {"row": row})
    if row.state != "waiting":
        response["HX-Refresh"] = "true"
    return response


@require_POST
@needs(UPLOAD)
def discard(request: HttpRequest, receipt: str) -> HttpResponse:
    row = _row(receipt)
    discard_upload(by=request.user, upload=row, token=sent_token(request), on=today())
    messages.success(request, f"{row.name} is discarded. Nothing of it was imported.")
    return SeeOther("/imports/")


def _row(receipt: str) -> UploadedRid:
    rows = UploadedRid.objects.select_related("file", "uploaded_by", "version__release")
    return found_or_404(rows.filter(receipt=receipt), "document")


def _reading(row: UploadedRid) -> Reading:
    return convert(row.found, Reading)


def _confirm(request: HttpRequest, row: UploadedRid) -> HttpResponse:
    if row.state != "read":
        raise RuleBroken(f"{row.name} is not waiting to be confirmed. Reload the page.")
    reading = _reading(row)
    document = reading.facts if reading.is_data else corrected(reading, request.POST.dict())
    if unsure_fields(reading) and not request.POST.get("looked"):
        raise RuleBroken(
            "Look at each unsure field, then tick “I have compared these fields with the source”."
        )
    done = confirm_upload(
        by=request.user,
        upload=row,
        document=document,
        keeps_as_published=bool(request.POST.get("keep")),
        token=sent_token(request),
        on=today(),
    )
    messages.success(request, f"{done.version} is imported.")
    return SeeOther(done.version.get_absolute_url())


def _shown(row: UploadedRid, sent: Any) -> dict[str, Any]:
    reading = _reading(row)
    rid, problems = rid_of(reading.facts)
    shown: dict[str, Any] = {
        "reading": reading,
        "unsure": unsure_fields(reading, sent),
        "problems": problems,
        "sent": sent,
    }
    if rid is not None:
        release, changes = compared_with_stored(rid)
        shown |= {"rid": rid, "findings": findings_of(rid), "release": release, "changes": changes}
        shown["others"] = len(changes) - SHOWN
    return shown
