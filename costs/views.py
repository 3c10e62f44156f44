"""Pages that edit the costs of a release."""

from collections.abc import Callable
from functools import cache
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import SimpleLazyObject
from django.views.decorators.http import require_http_methods, require_POST

from costs.sheets.operational import OperationalCostSheet
from costs.sheets.stages import CostStageSheet
from costs.sheets.table import CostSheet, so_far_entered, total_entered
from costs.sheets.yearly import YearlyCostSheet
from modifications.models.change_requests import ChangeRequest
from releases.models.releases import Release
from releases.pages import release_at, section_page
from secrel.core.changes.permissions import Permission
from secrel.core.editing.sheets.sheet import SheetInput, opened, read_input
from secrel.core.values.compiled import compiled
from secrel.core.web.http import found_or_404, needs


@compiled
def _release_with_costs(slug: str) -> QuerySet[Release]:
    return Release.objects.filter(slug=slug).select_related("combined_assessment")


@compiled
def _change_requests() -> QuerySet[ChangeRequest, str]:
    return ChangeRequest.objects.values_list("reference", flat=True)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES, Permission.PROPOSE_FACTS)
def edit_costs(request: HttpRequest, slug: str) -> HttpResponse:
    release = found_or_404(_release_with_costs(slug), "release")
    sheet = CostSheet(release)
    lines = [*sheet.items, *_change_requests()]
    return section_page(
        request,
        release,
        sheet,
        section="costs",
        tab="costs",
        takes_proposals=True,
        suggestions={"lines": lines},
        not_listed=SimpleLazyObject(lambda: sheet.not_listed),
        **_totals(cache(lambda: opened(sheet, sheet.last_read))),
        template="costs/edit_costs.html",
    )


@require_POST
@needs(Permission.EDIT_RELEASES, Permission.PROPOSE_FACTS)
def total_of_costs(request: HttpRequest, slug: str) -> HttpResponse:
    """The total of the figures entered so far. Nothing is saved."""
    sheet = CostSheet(release_at(slug))
    return render(request, "costs/total.html", _totals(cache(lambda: read_input(sheet, request.POST))))


def _totals(entered: Callable[[], SheetInput]) -> dict[str, Any]:
    """The total, and what of it is known while a figure is to be confirmed; computed when the page is shown."""
    return {
        "total": cache(lambda: total_entered(entered())),
        "so_far": cache(lambda: so_far_entered(entered())),
    }


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_other_costs(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    return section_page(request, release, OperationalCostSheet(release), section="costs", tab="other-costs")


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_yearly_costs(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    return section_page(request, release, YearlyCostSheet(release), section="costs", tab="yearly-costs")


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_cost_stages(request: HttpRequest, slug: str) -> HttpResponse:
    release = release_at(slug)
    return section_page(request, release, CostStageSheet(release), section="costs", tab="cost-stages")
