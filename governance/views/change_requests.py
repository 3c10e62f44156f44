"""The DCC's Change Requests, and the releases each is delivered beside."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.queries import change_requests_shown
from modifications.models import ChangeRequest
from secrel.core.http import found_or_404, held_by, paginate
from secrel.core.permissions import Permission


def _shown(request: HttpRequest) -> tuple[object, dict]:
    """Change Requests one may see, and the releases each stands beside."""
    permissions = held_by(request)
    beside = change_requests_shown(permissions)
    rows = ChangeRequest.objects.all()
    if Permission.READ_DRAFTS not in permissions:
        rows = rows.filter(reference__in=beside)
    return rows, beside


@login_not_required
@require_safe
def change_request_list(request: HttpRequest) -> HttpResponse:
    rows, beside = _shown(request)
    return render(
        request, "modifications/change_requests.html", {"page": paginate(rows, request.GET), "beside": beside}
    )


@login_not_required
@require_safe
def change_request_page(request: HttpRequest, reference: str) -> HttpResponse:
    rows, beside = _shown(request)
    change_request = found_or_404(rows.filter(reference=reference), "Change Request that you may see")
    return render(
        request,
        "modifications/change_request.html",
        {
            "change_request": change_request,
            "beside": beside.get(reference, []),
            "links": change_request.linked_from.select_related("modification"),
        },
    )
