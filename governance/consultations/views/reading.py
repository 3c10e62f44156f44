"""The public pages: the list of consultations, one of them, and the document that it is about."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.consultations.pages import consultation_at, page_context, reader
from governance.consultations.queries.readers import bodies_run_by, seen_by
from secrel.core.dates.clock import moment
from secrel.core.files.shown import offer_file
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import paginate


@login_not_required
@public_for(SHORT)
@require_safe
def consultations(request: HttpRequest) -> HttpResponse:
    """Those that can be answered, the next deadline first; then the others, newest first."""
    rows = seen_by(reader(request))
    open_now = [
        row for row in rows.filter(state="open").order_by("deadline", "pk") if not row.is_over(moment())
    ]
    others = rows.exclude(pk__in=[row.pk for row in open_now]).order_by("-deadline", "-pk")
    context = {
        "open_now": open_now,
        "page": paginate(others, request.GET),
        "runs": bodies_run_by(reader(request)),
    }
    response = render(request, "consultations/list.html", context)
    response.true_until = min((row.deadline for row in open_now), default=None)
    return response


@login_not_required
@public_for(SHORT)
@require_safe
def consultation(request: HttpRequest, slug: str) -> HttpResponse:
    row = consultation_at(request, slug)
    response = render(request, "consultations/consultation.html", page_context(request, row))
    response.true_until = None if row.is_over(moment()) else row.deadline
    return response


@login_not_required
@require_safe
def document(request: HttpRequest, slug: str) -> HttpResponse:
    """The draft TAD, for whoever may read the consultation on it."""
    row = consultation_at(request, slug)
    if row.deliverable is None or row.state == "withdrawn":
        raise Http404("There is no document at this address.")
    return offer_file(request, row.deliverable.file, row.deliverable.file_name, back=row.get_absolute_url())
