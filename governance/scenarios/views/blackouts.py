"""Blackout periods: days on which nothing goes live or is tested."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods, require_safe

from governance.scenarios.forms import BlackoutForm
from governance.scenarios.models import Blackout
from governance.scenarios.operations.blackouts import add_blackout, drop_blackout
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.form_pages import form_page
from secrel.core.editing.forms import ReasonOnlyForm
from secrel.core.web.http import found_or_404, needs

ADDRESS = "/calendar/blackouts/"


@require_safe
@needs(Permission.READ_DRAFTS, Permission.KEEP_BLACKOUTS)
def blackouts(request: HttpRequest) -> HttpResponse:
    return render(request, "scenarios/blackouts/list.html", {"rows": Blackout.objects.all()})


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_BLACKOUTS)
def add(request: HttpRequest) -> HttpResponse:
    return form_page(
        request,
        BlackoutForm,
        lambda **entered: add_blackout(by=request.user, on=today(), **entered),
        lambda row: (f"{row} is added. What-if scenarios show what falls in it.", ADDRESS),
        "scenarios/blackouts/form.html",
    )


@require_http_methods(["GET", "POST"])
@needs(Permission.KEEP_BLACKOUTS)
def drop(request: HttpRequest, number: int) -> HttpResponse:
    row = found_or_404(Blackout.objects.filter(pk=number), "blackout period")

    def remove(**entered: str) -> str:
        drop_blackout(by=request.user, blackout=row, on=today(), **entered)
        return row.name

    return form_page(
        request,
        ReasonOnlyForm,
        remove,
        lambda name: (f"{name} is removed.", ADDRESS),
        "scenarios/blackouts/form.html",
        row=row,
    )
