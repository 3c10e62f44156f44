"""The register and a modification's page: public facts, and for SECAS the internal ones."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from governance.forms import RegisterFilter
from governance.queries import Standing, change_requests_shown, gone_from, standings
from modifications.models import Assessment, Modification, Participant
from modifications.queries import documents_changed, find, narrowed, register, ticks_by_part
from modifications.workflow import STAGE
from releases.queries import ledger_of
from secrel.core.clock import today
from secrel.core.http import found_or_404, held_by, paginate, searched
from secrel.core.permissions import Permission

IN_RELEASES = ("release", "status")


@login_not_required
@require_safe
def register_page(request: HttpRequest) -> HttpResponse:
    """Every filter stands in the URL; the pages keep them."""
    form = RegisterFilter(request.GET.dict() | {"q": searched(request, "q")})
    chosen = form.chosen()
    seen = standings(held_by(request))
    rows = narrowed(
        register(chosen.get("q", "")),
        **{name: value for name, value in chosen.items() if name not in ("q", *IN_RELEASES)},
    )
    if any(name in chosen for name in IN_RELEASES):
        rows = rows.filter(reference__in={row.reference for row in seen if _fits(row, chosen)})
    page = paginate(rows, request.GET)
    listed = {modification.reference for modification in page}
    return render(
        request,
        "modifications/register.html",
        {
            "page": page,
            "form": form,
            "chosen": chosen,
            "kept": urlencode({name: request.GET[name] for name in chosen if name in request.GET}),
            "standings": _by_reference([row for row in seen if row.reference in listed]),
        },
    )


def _fits(row: Standing, chosen: dict) -> bool:
    release, status = chosen.get("release"), chosen.get("status")
    return (not release or row.slug == release.slug) and (not status or row.status == status)


def _by_reference(rows: list[Standing]) -> dict[str, list[Standing]]:
    found: dict[str, list[Standing]] = {}
    for row in rows:
        found.setdefault(row.reference, []).append(row)
    return found


@login_not_required
@require_safe
def modification_page(request: HttpRequest, reference: str) -> HttpResponse:
    found = find(reference)
    modification = found_or_404([found] if found else [], "modification")
    if reference != modification.reference:
        return redirect(modification, permanent=True)
    permissions = held_by(request)
    parts = list(modification.parts.all())
    ticks = ticks_by_part(parts)
    internal = Permission.READ_DRAFTS in permissions
    shown = None if internal else change_requests_shown(permissions)
    rows = [(part, [(label, key in ticks[part.pk]) for key, label in Participant.choices]) for part in parts]
    context = {
        "modification": modification,
        "former": [row.reference for row in modification.former.all()],
        "decisions": modification.decisions.select_related("body"),
        "solutions": modification.solutions.all(),
        "links": [
            link
            for link in modification.links.select_related("other", "change_request", "modification")
            if shown is None or link.change_request is None or link.change_request.reference in shown
        ],
        "linked_from": modification.linked_from.select_related("modification"),
        "rail": STAGE.rail(modification),
        "participants": Participant.labels,
        "rows": rows,
        "ticked": any(ticks.values()),
        "documents": [(row, row.title_on(today())) for row in documents_changed(modification)],
        "standings": [row for row in standings(permissions) if row.reference == modification.reference],
    }
    context |= _internal(modification) if internal else {"gone": gone_from(modification)}
    return render(request, "modifications/modification.html", context)


def _internal(modification: Modification) -> dict:
    """What is SECAS's until a paper says it."""
    return {
        "ledger": ledger_of(modification),
        "next_steps": list(modification.next_steps.select_related("body")),
        "assessments": list(
            Assessment.objects.filter(part__modification=modification).select_related("part")
        ),
        "unsettled": getattr(modification, "unsettled_target", None),
    }
