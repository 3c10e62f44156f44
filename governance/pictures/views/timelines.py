"""All releases on one timeline to scale, and how one release changed over time."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from governance.documents.pictures.churn import middle, times_picture
from governance.documents.pictures.costs import cost_picture, costs_by_version, secas_picture
from governance.documents.pictures.moves import moved_steps, moves_picture
from governance.documents.pictures.periods import LEVELS, Period
from governance.documents.pictures.scale import as_at
from governance.documents.pictures.scope import scope_by_day, scope_by_version, scope_picture
from governance.documents.pictures.timeline import timeline_picture, timeline_rows, whole
from governance.pictures.churn import churn_of, with_times
from governance.pictures.queries import (
    bank_holidays,
    programme_lanes,
    release_lanes,
    scope_moves,
    stated_over_time,
)
from governance.versions.pages import found_release
from governance.versions.past_pages import is_past, past_answer
from governance.versions.queries.past.documents import PastDocument
from releases.models.releases import Release
from secrel.core.changes.permissions import Permission
from secrel.core.dates.clock import today
from secrel.core.web.caching import SHORT, public_for
from secrel.core.web.http import held_by, searched

ALL = "all"


@login_not_required
@public_for(SHORT)
@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """The releases of a period, to scale; `?period=2021`, `2021-h2`, `2021-q4` or `all`."""
    held, entered = held_by(request), searched(request, "period")
    lanes = release_lanes(held, request.user)
    edits = Permission.EDIT_RELEASES in held
    lanes += programme_lanes() if edits else []
    period = None if entered == ALL else Period.read(entered) or Period.around(today())
    first, last = (period.first, period.last) if period else whole(lanes, today())
    holidays = bank_holidays(first, last) if period else []
    label = period.label if period else "all years"
    context = {
        "picture": timeline_picture(lanes, holidays, first, last, today(), label),
        "rows": timeline_rows(lanes, holidays, first, last),
        "period": period,
        "label": label,
        "levels": _levels(period),
        "unknown": entered if entered and period and period.key != entered else "",
        "edits": edits,
    }
    return render(request, "pictures/timeline.html", context)


def _levels(period: Period | None) -> list[tuple[str, str, bool]]:
    """The levels of the zoom: label, its text in the address, and whether it is shown."""
    base = period or Period.around(today())
    levels = [
        (label, base.at(part, today()).key, bool(period) and period.part == part) for part, label in LEVELS
    ]
    return [("All years", ALL, period is None), *levels]


@login_not_required
@public_for(SHORT)
@require_safe
def over_time(request: HttpRequest, slug: str) -> HttpResponse:
    """Scope over time, costs over versions and dates that moved, from the versions that the reader may see; with
    `?as-at=` as they stood at the end of that day."""
    release = found_release(request, slug)
    if is_past(request):
        return past_answer(request, release, lambda past: _over_time(request, release, past))
    return _over_time(request, release)


def _over_time(request: HttpRequest, release: Release, past: PastDocument | None = None) -> HttpResponse:
    held = held_by(request)
    stated = stated_over_time(release, held, request.user, past)
    moves = scope_moves(release) if Permission.EDIT_RELEASES in held else []
    ledger = scope_by_day(move for move in moves if past is None or move.on <= past.day)
    churn = churn_of(release, held, request.user, past)
    items = with_times(churn, held) if churn else []
    scope, costs, moved = scope_by_version(stated), costs_by_version(stated), moved_steps(stated)
    context: dict[str, Any] = {
        "release": release,
        "past": past,
        "churn": churn,
        "items": items,
        "targeted": middle(row.targeted.count for row in items),
        "decided": middle(row.decided.count for row in items),
        "assessed": middle(row.assessed.count for row in items),
        "times_picture": times_picture(items),
        "stated": stated,
        "scope": scope,
        "scope_picture": scope_picture(scope, "scope", "Scope in each version"),
        "ledger": ledger,
        "ledger_picture": scope_picture(ledger, "ledger", "Scope by the scope ledger"),
        "costs": costs,
        "cost_pictures": list(filter(None, [cost_picture(costs), secas_picture(costs)])),
        "moved": moved,
        "moves_picture": as_at(moves_picture(moved, past.day)) if past else moves_picture(moved, today()),
    }
    return render(request, "pictures/over_time.html", context)
