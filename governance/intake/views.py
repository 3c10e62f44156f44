"""Pages: upload a document, see what was read of it, confirm or discard it."""

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.templatetags.static import static
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from governance.documents.engine.printing.render import render_html
from governance.documents.rid.kind import RID_KIND
from governance.importer.updates.recognising import PAPER, RID
from governance.intake.matching import matched
from governance.intake.models import UploadedRid
from governance.intake.operations.uploads import ALSO, discard_upload, upload_rid
from governance.intake.pages import confirm, entered, shown
from governance.intake.showing import rid_of
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.files.uploads import check_file, refuse_lost_upload, takes_files
from secrel.core.web.http import SeeOther, found_or_404, needs, paginate, sent_token

UPLOAD = Permission.PUBLISH_VERSIONS
CHOOSE = "Choose the file of the document."


class UploadForm(forms.Form):
    file = forms.FileField(
        label="File",
        required=False,
        help_text="A PDF, a Word file (.docx), a text extract (.txt or .md), or the data of a RID (.json).",
        error_messages={"empty": "The file is empty. Choose the finished file."},
    )
    kind = forms.ChoiceField(
        label="What it is",
        required=False,
        choices=[("", "Recognise it"), *UploadedRid.Kind.choices],
        help_text="A paper with a RID behind it is read as the RID, unless you choose the paper.",
    )


@takes_files(1)
@require_http_methods(["GET", "POST"])
@needs(UPLOAD)
def uploaded_rids(request: HttpRequest) -> HttpResponse:
    """The documents brought in, and the form that uploads another one."""

    def act(file: Any, kind: str) -> UploadedRid:
        refuse_lost_upload(request)
        too_large = getattr(request, "too_large", False)
        if file is None and not too_large:
            raise RuleBroken(CHOOSE, field="file")
        checked = check_file(file, too_large=too_large, also=ALSO)
        return upload_rid(by=request.user, file=checked, kind=kind or None, on=today())

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
    """A document: the source beside what was read, unsure fields first. A POST confirms it."""
    row = _row(receipt)
    refused, status = "", 200
    if request.method == "POST":
        try:
            message, address = confirm(request, row)
        except RuleBroken as error:
            if error.status == 403:
                raise
            refused, status = error.sentence, error.status
            row = _row(receipt)
        else:
            messages.success(request, message)
            return SeeOther(address)
    context: dict[str, Any] = {"row": row, "refused": refused}
    if row.state == "read":
        context |= shown(row, request.POST if request.method == "POST" else None)
    if row.state == "imported" and row.kind == PAPER:
        context["releases"] = matched(row.found["facts"])
    return render(request, "intake/document.html", context, status=status)


@require_POST
@needs(UPLOAD)
def preview(request: HttpRequest, receipt: str) -> HttpResponse:
    """The release as it would print with what is typed. Nothing is stored."""
    row = _row(receipt)
    if row.state != "read" or row.kind != RID:
        raise RuleBroken(f"{row.name} has no document to show.")
    rid, problems = rid_of(entered(request, row))
    if rid is None:
        raise RuleBroken(f"It cannot be shown yet: {problems[0]}")
    return HttpResponse(render_html(RID_KIND, rid, static("css/document.css")))


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
