"""The files of an issued version of a paper: PDF, HTML, Word for comment, data as JSON and CSV."""

from datetime import date

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from governance.composing.models import Snapshot
from governance.composing.pages import data_of, html_of, pdf_of, tables_of, word_of
from governance.papers.models import PaperVersion
from governance.papers.pages import found_paper
from governance.papers.queries import versions_of
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import found_or_404


@login_not_required
@public_for(SHORT)
@require_safe
def paper_pdf(request: HttpRequest, body: str, on: date, item: int, number: int) -> HttpResponse:
    version = _version(request, body, on, item, number)
    return _with_cache_time(version, pdf_of(version.snapshot, f"{_name(version)}.pdf"))


@login_not_required
@public_for(SHORT)
@require_safe
def paper_html(request: HttpRequest, body: str, on: date, item: int, number: int) -> HttpResponse:
    version = _version(request, body, on, item, number)
    return _with_cache_time(version, html_of(version.snapshot))


@login_not_required
@public_for(SHORT)
@require_safe
def paper_word(request: HttpRequest, body: str, on: date, item: int, number: int) -> HttpResponse:
    version = _version(request, body, on, item, number)
    return _with_cache_time(version, word_of(version.snapshot, f"{_name(version)}-for-comment.docx"))


@login_not_required
@public_for(SHORT)
@require_safe
def paper_json(request: HttpRequest, body: str, on: date, item: int, number: int) -> HttpResponse:
    version = _version(request, body, on, item, number)
    return _with_cache_time(version, data_of(version.snapshot))


@login_not_required
@public_for(SHORT)
@require_safe
def paper_tables(request: HttpRequest, body: str, on: date, item: int, number: int) -> HttpResponse:
    version = _version(request, body, on, item, number)
    return _with_cache_time(version, tables_of(version.snapshot, f"{_name(version)}.zip"))


def _version(request: HttpRequest, body: str, on: date, item: int, number: int) -> PaperVersion:
    paper = found_paper(request, body, on, item)
    rows = versions_of(paper, request.user).filter(number=number)
    return found_or_404(rows, "version of this paper that you may see")


def _name(version: PaperVersion) -> str:
    return f"{version.reference}-v{version.number}"


def _with_cache_time(version: PaperVersion, response: HttpResponse) -> HttpResponse:
    """Only issued White papers are public, and briefly, as a paper can be withdrawn. Each version keeps its class."""
    if version.paper.state != "issued" or _class(version.snapshot) != "white":
        response.public_for = None
    del response["Last-Modified"]  # another file may come back; the ETag tells them apart
    return response


def _class(snapshot: Snapshot) -> str:
    named: str = snapshot.issue["document"]["classification"]
    return named
