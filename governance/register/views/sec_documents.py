"""The SEC's documents, and the modifications that change each."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.notices.queries.log import history_of
from governance.register.queries.clashes import clashes, coming_touches, documents_with_clashes
from governance.register.queries.impacts import changed_by, other_sources, visible_documents
from governance.register.queries.scope_statuses import scope_statuses
from modifications.models.documents import SecDocument
from modifications.models.modifications import Modification
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import found_or_404, held_by
from secrel.core.web.page_cache import BEARING, kept_parts


@login_not_required
@public_for(SHORT)
@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    permissions = held_by(request)
    parts = kept_parts(
        request, "documents", "register/documents.html", ("table",), lambda: _listed(permissions), BEARING
    )
    return render(request, "register/documents.html", parts)


def _listed(permissions: frozenset[Permission]) -> dict[str, Any]:
    changing, clashing = changed_by(permissions), documents_with_clashes(permissions, today())
    rows = [
        (
            document,
            document.title_on(today()),
            len(changing.get(document.designation, ())),
        )
        for document in visible_documents(permissions)
    ]
    return {"rows": rows, "clashing": clashing}


@login_not_required
@public_for(SHORT)
@require_safe
def document_page(request: HttpRequest, slug: str) -> HttpResponse:
    permissions = held_by(request)
    document = found_or_404(visible_documents(permissions).filter(slug=slug), "SEC document")
    parts = kept_parts(
        request,
        f"document/{slug}",
        "register/document.html",
        ("panels",),
        lambda: _shown(document, permissions),
        BEARING,
    )
    context = {"document": document, "title": document.title_on(today()), **parts}
    return render(request, "register/document.html", context)


def _shown(document: SecDocument, permissions: frozenset[Permission]) -> dict[str, Any]:
    """What the page shows to everybody with these permissions."""
    references = changed_by(permissions).get(document.designation, ())
    coming = coming_touches(permissions, today()).get(document.designation, [])
    history = history_of(document.designation)
    where: dict[str, list] = {}
    for row in scope_statuses(permissions):
        where.setdefault(row.reference, []).append(row)
    return {
        "document": document,
        "titles": document.titles.all(),
        "aliases": document.aliases.all(),
        "history": history,
        "coming": coming,
        "clashes": clashes(coming, history),
        "sources": other_sources(permissions).get(document.designation, ()),
        "rows": [
            (modification, where.get(modification.reference, []))
            for modification in Modification.objects.in_order().filter(reference__in=references)
        ],
    }
