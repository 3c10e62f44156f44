"""Churn and slippage over all releases, as page and CSV, and those of one release as CSV."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.documents.pictures.churn import churn_cost_picture, middle, share_picture, slip_picture
from governance.pictures.churn import all_churn, as_rows, churn_of, item_rows
from governance.versions.pages import found_release
from secrel.core.dates.clock import today
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.csv_text import Rows, as_csv
from secrel.core.web.http import held_by


@login_not_required
@public_for(SHORT)
@require_safe
def all_over_time(request: HttpRequest) -> HttpResponse:
    """How scope, dates and costs of all releases moved, from the versions that the reader may see."""
    rows = all_churn(held_by(request), request.user)
    context = {
        "rows": [(row, middle(item.targeted.count for item in row.items)) for row in rows],
        "slip_picture": slip_picture(rows, today()),
        "cost_picture": churn_cost_picture(rows),
        "share_picture": share_picture(rows),
    }
    return render(request, "pictures/all_over_time.html", context)


@login_not_required
@public_for(SHORT)
@require_safe
def all_over_time_csv(request: HttpRequest) -> HttpResponse:
    return _csv(as_rows(all_churn(held_by(request), request.user)), "releases-over-time")


@login_not_required
@public_for(SHORT)
@require_safe
def over_time_csv(request: HttpRequest, slug: str) -> HttpResponse:
    """The figures of one release, then a line for each modification that was in its scope."""
    release = found_release(request, slug)
    churn = churn_of(release, held_by(request), request.user)
    rows = [*as_rows([churn]), [], *item_rows(churn.items)] if churn else as_rows([])
    return _csv(rows, f"{slug}-over-time")


def _csv(rows: Rows, name: str) -> HttpResponse:
    headers = {"Content-Disposition": f'attachment; filename="{name}.csv"'}
    return HttpResponse(as_csv(rows), content_type="text/csv; charset=utf-8", headers=headers)
