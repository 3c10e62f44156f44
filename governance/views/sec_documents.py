"""The SEC's documents, and the modifications that change each."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.queries import standings
from modifications.queries import documents_with_titles, modifications_changing
from secrel.core.clock import today
from secrel.core.http import found_or_404, held_by


@login_not_required
@require_safe
def document_list(request: HttpRequest) -> HttpResponse:
    rows = [(document, document.title_on(today())) for document in documents_with_titles()]
    return render(request, "modifications/documents.html", {"rows": rows})


@login_not_required
@require_safe
def document_page(request: HttpRequest, slug: str) -> HttpResponse:
    document = found_or_404(documents_with_titles().filter(slug=slug), "SEC document")
    changing = list(modifications_changing(document))
    where: dict[str, list] = {}
    for row in standings(held_by(request)):
        where.setdefault(row.reference, []).append(row)
    return render(
        request,
        "modifications/document.html",
        {
            "document": document,
            "title": document.title_on(today()),
            "titles": document.titles.all(),
            "aliases": document.aliases.all(),
            "rows": [(modification, where.get(modification.reference, [])) for modification in changing],
        },
    )
