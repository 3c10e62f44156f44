"""The DCC's Change Requests, and the releases that each is delivered beside."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.register.queries.scope_statuses import visible_change_requests
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import found_or_404, held_by, paginate


@login_not_required
@public_for(SHORT)
@require_safe
def change_request_list(request: HttpRequest) -> HttpResponse:
    rows, beside = visible_change_requests(held_by(request))
    return render(
        request, "register/change_requests.html", {"page": paginate(rows, request.GET), "beside": beside}
    )


@login_not_required
@public_for(SHORT)
@require_safe
def change_request_page(request: HttpRequest, reference: str) -> HttpResponse:
    rows, beside = visible_change_requests(held_by(request))
    change_request = found_or_404(rows.filter(reference=reference), "Change Request that you may see")
    return render(
        request,
        "register/change_request.html",
        {
            "change_request": change_request,
            "beside": beside.get(reference, []),
            "links": change_request.linked_from.select_related("modification"),
        },
    )
