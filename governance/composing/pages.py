"""A frozen document of any kind as an answer to a request: PDF, data, HTML, Word, tables."""

from functools import cache
from hashlib import sha256

import rfc8785
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.templatetags.static import static
from django.utils.http import content_disposition_header

from governance.composing.models import Snapshot
from governance.composing.operations.rendering import retry_rendering
from governance.documents.engine.printing.render import render_html
from governance.documents.engine.printing.tables import render_tables
from governance.documents.engine.printing.word import render_word
from governance.documents.engine.printing.word_file.template import template_digest
from secrel.core.files.made_once import cached_copy
from secrel.core.files.names import safe_name
from secrel.core.files.sending import send_file
from secrel.core.web.csv_text import as_csv
from secrel.core.web.http import SeeOther

WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def pdf_of(snapshot: Snapshot, name: str) -> HttpResponse:
    """The stored PDF under the file name; raises Http404 while it is not made yet."""
    if snapshot.job.pdf is None:
        raise Http404("This PDF has not been made yet. The page of the document shows its progress.")
    return send_file(snapshot.job.pdf, name, inline=True)


def archive_of(snapshot: Snapshot, name: str) -> HttpResponse:
    """The stored zip beside the PDF; raises Http404 where there is none."""
    if snapshot.job.archive is None:
        raise Http404("This file has not been made yet. The page of the document shows its progress.")
    return send_file(snapshot.job.archive, name, inline=False)


def retry_pdf_of(request: HttpRequest, snapshot: Snapshot, back: str) -> HttpResponse:
    """Make the PDF again after it failed, and return to the page of the document."""
    retry_rendering(by=request.user, job=snapshot.job)
    messages.success(request, "The PDF is queued again.")
    return SeeOther(back)


def data_of(snapshot: Snapshot) -> HttpResponse:
    """The frozen data as canonical JSON, whose SHA-256 is the snapshot's digest."""
    return HttpResponse(rfc8785.dumps(snapshot.as_data()), content_type="application/json")


def html_of(snapshot: Snapshot) -> HttpResponse:
    return HttpResponse(render_html(snapshot.document_kind, snapshot.document, static("css/document.css")))


def word_of(snapshot: Snapshot, name: str) -> HttpResponse:
    content = cached_copy(
        f"word {snapshot.digest} {_code()} {template_digest()}",
        lambda: render_word(snapshot.document_kind, snapshot.document),
    )
    return attachment(content, WORD, name)


def tables_of(snapshot: Snapshot, name: str) -> HttpResponse:
    """A zip with each table as CSV."""
    return attachment(render_tables(snapshot.document_kind, snapshot.document), "application/zip", name)


def table_of(snapshot: Snapshot, table: str, name: str) -> HttpResponse:
    """One of the tables as CSV; raises Http404 for a name that the document has no table of."""
    tables = snapshot.document_kind.tables(snapshot.document)
    if table not in tables:
        raise Http404(f"This document has no table “{table}”. Its tables are: {', '.join(tables)}.")
    return attachment(as_csv(tables[table], mark=False).encode(), "text/csv; charset=utf-8", name)


def attachment(content: bytes, media_type: str, name: str) -> HttpResponse:
    """Bytes as a download. `name` can have a reference in it, which has any characters."""
    named = content_disposition_header(True, safe_name(name.replace("/", "-")))
    return HttpResponse(content, content_type=media_type, headers={"Content-Disposition": named})


@cache
def _code() -> str:
    """A digest of the code that makes documents, so that new code makes new copies."""
    package = settings.BASE_DIR / "governance" / "documents"
    sources = [*sorted(package.rglob("*.py")), settings.BASE_DIR / "requirements.lock"]
    return sha256(b"".join(path.read_bytes() for path in sources if path.exists())).hexdigest()
