"""The document with each value as a link, and the page of each value or row, which htmx shows beside the document."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.documents.rid.explaining.names import name_of, read_address
from governance.explaining.answers import reading_of
from governance.explaining.documents import ExplainedDocument, live_document, version_document
from governance.explaining.values import explain, explain_row
from governance.versions.pages import found_release, version_at
from secrel.core.web.caching import SHORT
from secrel.core.web.http import held_by

LONGEST = 500
"""Characters of a path; longer ones name nothing."""


@login_not_required
@require_safe
def release_explained(request: HttpRequest, slug: str, number: str = "") -> HttpResponse:
    """The document with a link on each value: of the live release as the reader sees it, or of a version."""
    document = _document(request, slug, number)
    context = {"document": document, "release": document.release, "version": document.version}
    return _public(render(request, "explaining/document.html", context), document)


@login_not_required
@require_safe
def value_explained(request: HttpRequest, slug: str, where: str, number: str = "") -> HttpResponse:
    """Where a value comes from, or each value of a row."""
    document = _document(request, slug, number)
    path = read_address(where)
    if len(where) > LONGEST or not path or not document.is_known(path):
        raise Http404(
            "There is no value at this address in the document. It may have been changed or taken out."
        )
    reading = reading_of(request.user, held_by(request))
    is_value = path in document.found or not document.under(path)
    context = {
        "document": document,
        "release": document.release,
        "version": document.version,
        "name": name_of(path, document.found),
        "section": path[0],
        "row": [] if is_value else explain_row(document, path, reading),
        "value": explain(document, path, reading) if is_value else None,
    }
    template = "explaining/value.html"
    return _public(render(request, f"{template}#inside" if request.htmx else template, context), document)


def _document(request: HttpRequest, slug: str, number: str) -> ExplainedDocument:
    if number:
        return version_document(version_at(request, slug, number))
    release = found_release(request, slug)
    document = live_document(release, held_by(request), request.user)
    if document is None:
        raise Http404(f"No RID of the {release} has been published yet, so that there is nothing to explain.")
    return document


def _public(response: HttpResponse, document: ExplainedDocument) -> HttpResponse:
    """What everybody may cache for a short time; pages of values are too many to be kept in the database."""
    version = document.version
    if version and version.is_published and document.rid.issue.document.classification == "white":
        response.public_for = SHORT
    return response
