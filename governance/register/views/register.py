"""The register: searched, narrowed, sorted, as CSV; several of its rows changed at once."""

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

from governance.register.forms.register import NO_TARGET, BulkForm, RegisterFilter
from governance.register.queries.impacts import affected_by, changed_by, visible_documents
from governance.register.queries.scope_statuses import ScopeStatus, scope_statuses
from modifications.models.modifications import Modification
from modifications.queries import narrowed, register
from modifications.workflow import ENDED
from releases.operations.bulk import BulkChange, change_many
from releases.queries import releases_targeting
from secrel.core.changes.errors import RuleBroken
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.editing.saving import Outcome, save
from secrel.core.people.queries import holders_of
from secrel.core.search.reading import ALL
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.context import DENSITIES
from secrel.core.web.cookies import chosen, keep_choice
from secrel.core.web.csv_text import as_csv
from secrel.core.web.http import SeeOther, held_by, needs, paginate, searched

OF_REGISTER = ("stage", "path", "systems", "analyst")
HEADS = (("reference", "Reference"), ("title", "Title"), ("stage", "Stage"), ("path", "Path"))


@dataclass
class Narrowed:
    """The register as the URL narrows it, for whoever asks."""

    request: HttpRequest
    form: RegisterFilter
    chosen: dict[str, Any]
    seen: list[ScopeStatus]
    rows: QuerySet[Modification]

    @property
    def query(self) -> str:
        """The filters and the order, for the addresses of the other pages."""
        names = [*self.chosen, *(["sort"] if self.sort else [])]
        return urlencode({name: self.request.GET[name] for name in names if name in self.request.GET})

    @property
    def sort(self) -> str:
        return searched(self.request, "sort")


def _narrowed(request: HttpRequest) -> Narrowed:
    permissions = held_by(request)
    internal = Permission.READ_DRAFTS in permissions
    form = RegisterFilter(request.GET.dict(), analysts=_analysts() if internal else None)
    form.fields["document"].queryset = visible_documents(permissions).prefetch_related(None)
    chosen = form.chosen()
    seen = scope_statuses(permissions)
    rows = register(chosen.get("q", ALL), with_solutions=internal, sort=searched(request, "sort"))
    rows = narrowed(rows, **{name: chosen[name] for name in OF_REGISTER if name in chosen})
    if chosen.get("status") == NO_TARGET:
        settled = {row.reference for row in seen if row.status in ("targeted", "approved")}
        rows = rows.exclude(reference__in=settled).exclude(stage__in=ENDED)
    elif any(name in chosen for name in ("release", "status")):
        rows = rows.filter(reference__in={row.reference for row in seen if _fits(row, chosen)})
    if "participant" in chosen:
        rows = rows.filter(reference__in=affected_by(permissions).get(chosen["participant"], ()))
    if "document" in chosen:
        rows = rows.filter(reference__in=changed_by(permissions).get(chosen["document"].designation, ()))
    return Narrowed(request, form, chosen, seen, rows)


def _analysts() -> list:
    return holders_of(Permission.EDIT_RELEASES, on=today())


@login_not_required
@public_for(SHORT)
@require_safe
def register_page(request: HttpRequest) -> HttpResponse:
    """Every filter stands in the URL; the pages keep them."""
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
        "scope_statuses": _by_reference(found.seen, page),
        "density": density if density in DENSITIES else chosen(request, "density", "regular"),
    }
    if Permission.EDIT_RELEASES in held_by(request):
        context["bulk"] = BulkForm(analysts=_analysts())
    response = render(request, "register/register.html", context)
    if density in DENSITIES:
        keep_choice(response, "density", density)
    return response


def _heads(found: Narrowed) -> Iterator[tuple[str, str, str]]:
    """Label, address and direction ("ascending", "descending", "") of each column that sorts."""
    chosen = {name: found.request.GET[name] for name in found.chosen if name in found.request.GET}
    now = found.sort or "reference"
    for name, label in HEADS:
        to = f"-{name}" if now == name else name
        direction = {name: "ascending", f"-{name}": "descending"}.get(now, "")
        yield label, f"?{urlencode(chosen | {'sort': to})}", direction


def _fits(row: ScopeStatus, chosen: dict) -> bool:
    release, status = chosen.get("release"), chosen.get("status")
    return (not release or row.slug == release.slug) and (not status or row.status == status)


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
    """What the page shows, all of it, for a spreadsheet."""
    found = _narrowed(request)
    internal = Permission.READ_DRAFTS in held_by(request)
    where: dict[str, list[str]] = {}
    for row in found.seen:
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
    """A change for the ticked ones: shown first, for each what it does or why it cannot be; then saved."""
    ticked = Modification.objects.filter(reference__in=_ticked(request)).in_order()
    rows = list(ticked.select_related("lead_analyst"))
    form, outcome = BulkForm(request.POST, analysts=_analysts()), Outcome()
    looks = "look" in request.POST
    if rows and not looks:
        outcome = save(form, lambda **_: _change(request, rows, form))
        if outcome.saved:
            count = len(outcome.saved)
            messages.success(request, f"{count} {'modification' if count == 1 else 'modifications'} changed.")
            return SeeOther("/modifications/")
    previewed = form.is_valid() if looks else not form.errors
    preview = [(row, *_tried(request, row, form.as_change())) for row in rows] if previewed else []
    context = {
        "rows": rows,
        "form": form,
        "outcome": outcome,
        "preview": preview,
        "left": releases_targeting(rows),
    }
    status = 200 if looks and rows and form.is_valid() else 422
    return render(request, "register/change_several.html", context, status=status)


def _ticked(request: HttpRequest) -> list[str]:
    """References as a page offers them; as many as it shows."""
    return [name for name in request.POST.getlist("modification")[:50] if name.isalnum()]


def _change(request: HttpRequest, rows: list[Modification], form: BulkForm) -> list[Modification]:
    reason = form.cleaned_data["reason"]
    return change_many(
        by=request.user, modifications=rows, change=form.as_change(), reason=reason, on=today()
    )


class _OnlyTried(Exception):
    """Takes back what was tried."""


def _tried(request: HttpRequest, row: Modification, change: BulkChange) -> tuple[bool, str]:
    """Whether it can be done for this one, and the sentence against it; nothing stays of the try."""
    try:
        with transaction.atomic():
            known = {"reason": "Tried", "on": today()}  # the reason is asked when it is saved
            change_many(by=request.user, modifications=[row], change=change, **known)
            raise _OnlyTried
    except _OnlyTried:
        return True, ""
    except RuleBroken as broken:
        return False, broken.sentence.removeprefix(f"{row.reference}: ")
