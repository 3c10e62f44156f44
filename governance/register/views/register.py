"""The register: search, filters, sorting, CSV, and one change for several modifications."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Page
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_POST, require_safe

from governance.register.forms.register import BulkForm, RegisterFilter
from governance.register.pages import fitting, offered, register_filter
from governance.register.queries.scope_statuses import ScopeStatus, scope_statuses
from modifications.models.modifications import Modification
from releases.operations.bulk import BulkChange, change_many
from releases.queries import releases_targeting
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.saving import SaveOutcome, save
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.context import DENSITIES
from secrel.core.web.cookies import chosen, store_choice
from secrel.core.web.csv_text import as_csv
from secrel.core.web.http import SeeOther, held_by, needs, paginate, searched

HEADS = (("reference", "Reference"), ("title", "Title"), ("stage", "Stage"), ("path", "Path"))


@dataclass
class Narrowed:
    """The register as filtered by the URL, for the reader."""

    request: HttpRequest
    form: RegisterFilter
    offered: dict[str, Any]
    """What the forms of the page let people choose from."""
    chosen: dict[str, Any]
    statuses: list[ScopeStatus]
    rows: QuerySet[Modification]

    @property
    def query(self) -> str:
        """The filters and the sort order, for links to other pages."""
        names = [*self.chosen, *(["sort"] if self.sort else [])]
        return urlencode({name: self.request.GET[name] for name in names if name in self.request.GET})

    @property
    def sort(self) -> str:
        return searched(self.request, "sort")


def _narrowed(request: HttpRequest) -> Narrowed:
    permissions = held_by(request)
    form, lists = register_filter(RegisterFilter, request.GET.dict(), permissions, request.user)
    chosen = form.chosen()
    statuses = scope_statuses(permissions)
    rows = fitting(chosen, permissions, statuses, sort=searched(request, "sort"))
    return Narrowed(request, form, lists, chosen, statuses, rows)


@login_not_required
@public_for(SHORT)
@require_safe
def register_page(request: HttpRequest) -> HttpResponse:
    """The filtered register. All filters are in the URL and stay while paging."""
    found = _narrowed(request)
    page = paginate(found.rows, request.GET)
    density = searched(request, "density")
    context = {
        "page": page,
        "form": found.form,
        "chosen": found.chosen,
        "query": found.query,
        "sort": found.sort,
        "heads": list(_heads(found)),
        "scope_statuses": _by_reference(found.statuses, page),
        "density": density if density in DENSITIES else chosen(request, "density", "regular"),
    }
    if Permission.EDIT_RELEASES in held_by(request):
        context["bulk"] = BulkForm(**found.offered)
    response = render(request, "register/register.html", context)
    if density in DENSITIES:
        store_choice(response, "density", density)
    return response


def _heads(found: Narrowed) -> Iterator[tuple[str, str, str]]:
    """Label, URL and direction ("ascending", "descending", "") of each sortable column."""
    chosen = {name: found.request.GET[name] for name in found.chosen if name in found.request.GET}
    current = found.sort or "reference"
    for name, label in HEADS:
        to = f"-{name}" if current == name else name
        direction = {name: "ascending", f"-{name}": "descending"}.get(current, "")
        yield label, f"?{urlencode(chosen | {'sort': to})}", direction


def _by_reference(rows: list[ScopeStatus], page: Page) -> dict[str, list[ScopeStatus]]:
    listed = {modification.reference for modification in page}
    found: dict[str, list[ScopeStatus]] = {}
    for row in rows:
        if row.reference in listed:
            found.setdefault(row.reference, []).append(row)
    return found


@login_not_required
@public_for(SHORT)
@require_safe
def register_csv(request: HttpRequest) -> HttpResponse:
    """All rows that the page shows, for a spreadsheet."""
    found = _narrowed(request)
    internal = Permission.READ_DRAFTS in held_by(request)
    where: dict[str, list[str]] = {}
    for row in found.statuses:
        where.setdefault(row.reference, []).append(f"{row.release} ({row.status})")
    heads = ["reference", "title", "stage", "path", "impacts DCC systems", "releases"]
    lines = [
        [
            *(row.reference, row.title, row.get_stage_display(), row.get_path_display()),
            {True: "yes", False: "no", None: ""}[row.impacts_dcc_systems],
            "; ".join(where.get(row.reference, [])),
            *([row.lead_analyst or ""] if internal else []),
        ]
        for row in found.rows.select_related("lead_analyst")
    ]
    text = as_csv([heads + (["lead analyst"] if internal else []), *lines])
    headers = {"Content-Disposition": 'attachment; filename="modifications.csv"'}
    return HttpResponse(text, content_type="text/csv; charset=utf-8", headers=headers)


@require_POST
@needs(Permission.EDIT_RELEASES)
def change_several(request: HttpRequest) -> HttpResponse:
    """Change the ticked modifications: first a preview of each, with the reason why it is not possible; then save."""
    ticked = Modification.objects.filter(reference__in=_ticked(request)).in_order()
    rows = list(ticked.select_related("lead_analyst"))
    form, outcome = BulkForm(request.POST, **offered()), SaveOutcome()
    is_preview = "look" in request.POST
    if rows and not is_preview:
        outcome = save(form, lambda **_: _change(request, rows, form))
        if outcome.saved:
            count = len(outcome.saved)
            messages.success(request, f"{count} {'modification' if count == 1 else 'modifications'} changed.")
            return SeeOther("/modifications/")
    previewed = form.is_valid() if is_preview else not form.errors
    preview = [(row, *_previewed(request, row, form.as_change())) for row in rows] if previewed else []
    context = {
        "rows": rows,
        "form": form,
        "outcome": outcome,
        "preview": preview,
        "left": releases_targeting(rows),
    }
    status = 200 if is_preview and rows and form.is_valid() else 422
    return render(request, "register/change_several.html", context, status=status)


def _ticked(request: HttpRequest) -> list[str]:
    """The ticked references, at most as many as a page shows."""
    return [name for name in request.POST.getlist("modification")[:50] if name.isalnum()]


def _change(request: HttpRequest, rows: list[Modification], form: BulkForm) -> list[Modification]:
    reason = form.cleaned_data["reason"]
    return change_many(
        by=request.user, modifications=rows, change=form.as_change(), reason=reason, on=today()
    )


class _RollBack(Exception):
    """Rolls a preview back."""


def _previewed(request: HttpRequest, row: Modification, change: BulkChange) -> tuple[bool, str]:
    """Whether the change is possible for a modification, and the refusal if not. Nothing is saved."""
    try:
        with transaction.atomic():
            common = {"reason": "Preview", "on": today()}  # the real reason is required on saving
            change_many(by=request.user, modifications=[row], change=change, **common)
            raise _RollBack
    except _RollBack:
        return True, ""
    except RuleBroken as broken:
        return False, broken.sentence.removeprefix(f"{row.reference}: ")
