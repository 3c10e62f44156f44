"""Editing a release. The page that shows one is governance's, as it reads composed documents."""

from typing import Any

from django.contrib import messages
from django.forms import Form
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from releases.forms import ScopeItemForm, TimelineRowForm
from releases.models import Release, Section
from releases.operations.scope import change_scope_item
from releases.operations.timeline import change_timeline_row
from releases.queries import scope_item, section_token, timeline_row
from secrel.core.clock import today
from secrel.core.http import SeeOther, found_or_404, needs
from secrel.core.permissions import Permission
from secrel.core.saving import Outcome, save


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_scope_item(request: HttpRequest, slug: str, reference: str) -> HttpResponse:
    item = found_or_404(scope_item(slug, reference), "scope item")
    initial = {
        "description": item.description,
        "cut_off_on": item.cut_off_on,
        "token": section_token(item.release, Section.Key.SCOPE),
    }
    form = ScopeItemForm(
        request.POST or None, initial=initial, item=item, permissions=request.user.permissions()
    )
    outcome = Outcome()
    if request.method == "POST":
        outcome = save(
            form, lambda **typed: change_scope_item(by=request.user, item=item, on=today(), **typed)
        )
        if outcome.saved:
            return _back(request, item.release, f"{item.modification.reference} saved.", "scope")
    return _page(request, "releases/edit_scope_item.html", form, outcome, item=item, release=item.release)


@require_http_methods(["GET", "POST"])
@needs(Permission.EDIT_RELEASES)
def edit_timeline_row(request: HttpRequest, slug: str, key: str) -> HttpResponse:
    row = found_or_404(timeline_row(slug, key), "row of the timetable")
    initial = {"planned": row.planned, "token": section_token(row.release, Section.Key.TIMELINE)}
    form = TimelineRowForm(request.POST or None, initial=initial, row=row)
    outcome = Outcome()
    if request.method == "POST":
        outcome = save(
            form, lambda **typed: change_timeline_row(by=request.user, row=row, on=today(), **typed)
        )
        if outcome.saved:
            return _back(request, row.release, f"“{row.event}” saved.", "timeline")
    return _page(request, "releases/edit_timeline_row.html", form, outcome, row=row, release=row.release)


def _back(request: HttpRequest, release: Release, said: str, section: str) -> HttpResponse:
    messages.success(request, said)
    return SeeOther(f"{reverse('release', args=[release.slug])}#{section}")


def _page(request: HttpRequest, template: str, form: Form, outcome: Outcome, **context: Any) -> HttpResponse:
    return render(request, template, {"form": form, "outcome": outcome, **context}, status=outcome.status)
