"""The file of a draft as an answer to a request: the file, or the page that waits until a worker has made it."""

from dataclasses import asdict, dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from governance.composing.models import DraftFile
from governance.composing.operations.draft_files import TRY_AGAIN_AFTER, TooManyWait, ask_for
from governance.composing.pages import WORD, attachment
from governance.documents.engine.facts import Fact
from governance.documents.engine.kind import DocumentKind
from secrel.core.dates import clock
from secrel.core.processes.jobs import WORKER_IS_LATE_AFTER
from secrel.core.web.costly import later

EVERY = 2
"""Seconds between two looks whether the file is there."""
BUSY = "So many files are being made that this one has to wait. Try again in {} seconds."


@dataclass(frozen=True)
class DraftPage:
    """The page that waits. `label`: what the file is of; `name`: of the file, without its ending."""

    label: str
    name: str
    back: str
    back_label: str

    def answer(
        self, request: HttpRequest, kind: DocumentKind, form: str, document: Fact, *, subject: str = ""
    ) -> HttpResponse:
        """The file of a document that the reader may see. Its digest finds it, so nobody gets that of another.

        A file that is not there yet is 202: Accepted.
        """
        try:
            row = ask_for(kind, form, document, subject=subject)
        except TooManyWait:
            return _private(later(request, BUSY.format(15)))
        if row.is_made and not request.htmx:
            return self._file(row)
        return self._progress(request, row)

    def _file(self, row: DraftFile) -> HttpResponse:
        content = bytes(row.content or b"")
        if row.form == DraftFile.Form.WORD:
            return attachment(content, WORD, f"{self.name}.docx")
        named = f'inline; filename="{self.name}.pdf"'
        return HttpResponse(content, content_type="application/pdf", headers={"Content-Disposition": named})

    def _progress(self, request: HttpRequest, row: DraftFile) -> HttpResponse:
        """How far it is. A PDF that is made opens in place of this page; a Word file is offered, as it is saved."""
        if row.is_made and row.form == DraftFile.Form.PDF:
            return _private(HttpResponse(headers={"HX-Redirect": request.get_full_path()}))
        context = asdict(self) | {
            "row": row,
            "form": row.get_form_display(),
            "every": EVERY,
            "is_late": not row.is_started and clock.now() - row.queued_at > WORKER_IS_LATE_AFTER,
            "try_again_after": TRY_AGAIN_AFTER.seconds,
        }
        template = "composing/being_made.html"
        if request.htmx:
            return _private(render(request, f"{template}#progress", context))
        response = render(request, template, context, status=503 if row.failure else 202)
        response["Retry-After"] = str(TRY_AGAIN_AFTER.seconds if row.failure else EVERY)
        return _private(response)


def _private(response: HttpResponse) -> HttpResponse:
    """Not to be cached, as it changes within seconds."""
    response.public_for = None
    return response
