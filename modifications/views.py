"""The register and a modification's page: public facts only."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from modifications.models import Participant
from modifications.queries import documents_changed, find, register, ticks_by_part
from secrel.core.http import found_or_404, paginate, searched


@login_not_required
@require_safe
def register_page(request: HttpRequest) -> HttpResponse:
    search = searched(request, "q")
    page = paginate(register(search), request.GET)
    return render(request, "modifications/register.html", {"page": page, "search": search})


@login_not_required
@require_safe
def modification_page(request: HttpRequest, reference: str) -> HttpResponse:
    found = find(reference)
    modification = found_or_404([found] if found else [], "modification")
    if reference != modification.reference:
        return redirect(modification, permanent=True)
    parts = list(modification.parts.all())
    ticks = ticks_by_part(parts)
    rows = [(part, [(label, key in ticks[part.pk]) for key, label in Participant.choices]) for part in parts]
    return render(
        request,
        "modifications/modification.html",
        {
            "modification": modification,
            "former": [row.reference for row in modification.former.all()],
            "decisions": modification.decisions.select_related("body"),
            "participants": Participant.labels,
            "rows": rows,
            "ticked": any(ticks.values()),
            "documents": documents_changed(modification),
        },
    )
